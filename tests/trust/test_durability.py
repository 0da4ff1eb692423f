"""G19, G21, G22: what somebody was told is saved is there, once, with its line in the trail,
whatever happened to the process; and the disk was made to keep it."""

import os
import secrets
import shutil
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from reintegrate.app import create_app
from reintegrate.config import Settings, new_field_key, sqlite_url
from reintegrate.db import db
from reintegrate.models import encrypted
from reintegrate.models.audit import broken_rows
from reintegrate.models.contact import Contact, ContactNote
from reintegrate.models.user_session import UserSession
from tests import cast
from tests.case_recount import faults_of
from tests.trust.answers import day, key
from tests.trust.crowd import at_once
from tests.trust.scene import Staged
from tests.trust.scenery import user
from tests.trust.server import Server, synced

LONG = bool(os.environ.get("REINTEGRATE_LONG_TESTS"))
CLIENTS = 8
WRITES, KILLS = (1000, 15) if LONG else (160, 4)
BACK_WITHIN = 5.0
"""Seconds; on a machine too slow for it, twice as long as it starts undisturbed."""
STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=fsync,fdatasync", "-o"]


@dataclass
class Ground:
    """A database file of its own, with a case and a signed-in Lan for each client."""

    settings: Settings
    file: Path
    cases: list[int]
    cookies: list[str]
    app: Flask


@pytest.fixture
def ground(set_stage: Staged, tmp_path: Path) -> Iterator[Ground]:
    with set_stage.fresh() as scene:
        lan, minh = user("lan"), user("minh")
        cases = [cast.open_case(area=lan.area, by=minh, worker=lan) for _ in range(CLIENTS)]
        numbers = [case.id for case in cases]
        cookies = [UserSession.start(lan, device="tests")[1] for _ in range(CLIENTS)]
        db.session.commit()
        file = tmp_path / "killed.sqlite3"
        source = sqlite3.connect(set_stage.installation.file)
        with closing(source), closing(sqlite3.connect(file)) as copy:
            source.backup(copy)
    # A real server refuses the keys of tests, which anybody could guess.
    usual: Settings = scene.app.config["SETTINGS"]
    settings = usual.changed(
        data_dir=tmp_path,
        database_url=sqlite_url(tmp_path, file.name),
        secret_key=secrets.token_urlsafe(48),
        field_keys=f"k1:{new_field_key()},{usual.field_keys}",
    )
    yield Ground(settings, file, numbers, cookies, create_app(settings))
    encrypted.install(usual.field_keys)


@dataclass
class Client:
    """Posts contacts one after another, each under its own key until it is acknowledged."""

    server: Server
    case: int
    cookie: str
    token: str
    written: list[str] = field(default_factory=list)
    """The words of each contact that was acknowledged."""
    answers: Counter[int] = field(default_factory=Counter)
    tries: int = 0
    views: int = 0

    def write(self) -> None:
        words = f"Lần {key()}"
        fields = {
            "csrf_token": self.token,
            "key": key(),
            "outcome": "met",
            "channel": "home_visit",
            "happened_on": day(),
            "note": words,
            "next": "proposed",
        }
        while True:
            self.tries += 1
            try:
                path = f"/cases/{self.case}/contacts/new"
                status, where, page = self.server.ask("POST", path, self.cookie, fields)
            except (OSError, HTTPException):
                time.sleep(0.03)
                continue
            self.answers[status] += 1
            assert status == 303, page[-2000:]
            assert where == "/today", where
            self.written.append(words)
            return

    def view(self) -> None:
        try:
            if self.server.ask("GET", f"/cases/{self.case}", self.cookie)[0] == 200:
                self.views += 1
        except (OSError, HTTPException):
            return


class Killer(threading.Thread):
    """Kills the server whenever another share of the writes is done, and starts it again."""

    def __init__(self, server: Server, clients: list[Client]):
        super().__init__(daemon=True)
        self.server, self.clients = server, clients
        self.back_after: list[float] = []
        self.done = threading.Event()

    def run(self) -> None:
        for number in range(1, KILLS + 1):
            share = number * WRITES / (KILLS + 1)
            while sum(len(client.written) for client in self.clients) < share:
                if self.done.wait(0.005):
                    return
            self.server.kill()
            self.back_after.append(self.server.start())


def work(client: Client) -> None:
    for number in range(WRITES // CLIENTS):
        client.write()
        if number % 5 == 0:
            client.view()


@pytest.mark.long
def test_killed_again_and_again_nothing_acknowledged_is_lost_or_doubled(
    ground: Ground, record_property: Callable[[str, object], None]
) -> None:
    server = Server(ground.settings)
    usual = server.start()
    try:
        clients = [
            Client(server, case, cookie, server.token(cookie))
            for case, cookie in zip(ground.cases, ground.cookies, strict=True)
        ]
        killer = Killer(server, clients)
        killer.start()
        with ground.app.app_context():
            at_once(*[lambda c=client: work(c) for client in clients])
        killer.done.set()
        killer.join()
    finally:
        server.kill()
    acknowledged = [words for client in clients for words in client.written]
    assert len(killer.back_after) == KILLS
    assert len(acknowledged) == WRITES // CLIENTS * CLIENTS
    nothing_is_lost_or_doubled(ground, acknowledged)
    every_change_has_its_line(ground, sum(client.views for client in clients))
    assert max(killer.back_after) <= max(BACK_WITHIN, 2 * usual), (usual, killer.back_after)
    again = sum(client.tries for client in clients) - len(acknowledged)
    record_property(
        "G21",
        f"{len(acknowledged)} acknowledged, {KILLS} kills, {again} sent again, 0 lost, 0 doubled, "
        f"back after {max(killer.back_after):.1f} s at most",
    )


def nothing_is_lost_or_doubled(ground: Ground, acknowledged: list[str]) -> None:
    with closing(sqlite3.connect(ground.file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    with ground.app.app_context():
        kept = Counter(
            db.session.scalars(select(ContactNote.text).where(ContactNote.text.is_not(None)))
        )
        assert [words for words in acknowledged if kept[words] == 0] == []
        assert [words for words, times in kept.items() if times > 1] == []
        for number in ground.cases:
            assert faults_of(db.session.get_one(cast.Case, number)) == []
        assert list(broken_rows()) == []
        db.engine.dispose()


def every_change_has_its_line(ground: Ground, views: int) -> None:
    """G19: a line for each contact and a contact for each line; for each plan at least one."""
    with ground.app.app_context():
        contacts = counted("SELECT 'contact:' || id FROM contact")
        plans = counted("SELECT 'case:' || case_id FROM follow_up")
        assert contacts == lines("contact.logged")
        assert plans == lines("follow_up.planned")
        assert lines("case.viewed").total() >= views >= 1, "whoever saw a record left a line"
        db.engine.dispose()


def counted(sql: str, **values: str) -> Counter[str]:
    return Counter(db.session.scalars(db.text(sql), values))


def lines(what: str) -> Counter[str]:
    """How many lines of this kind the trail has about each record."""
    return counted("SELECT record FROM audit_event WHERE what = :what", what=what)


def test_a_change_whose_line_cannot_be_written_does_not_happen(set_stage: Staged) -> None:
    """One transaction: without its line in the trail there is no contact either."""
    with set_stage.fresh() as scene:
        before = db.session.scalar(select(db.func.count()).select_from(Contact))
        db.session.execute(
            db.text(
                "CREATE TRIGGER full BEFORE INSERT ON audit_event WHEN NEW.what = 'contact.logged' "
                "BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
        )
        db.session.commit()
        lan, path = scene.visitor("lan"), f"/cases/{scene.ours.ids['case']}/contacts/new"
        fields = {"key": key(), "outcome": "met", "channel": "home_visit", "happened_on": day()}
        answer = lan.post(path, **fields, next="proposed", note="Vui.")

        assert answer.status_code in {500, 503}
        db.session.expire_all()
        assert db.session.scalar(select(db.func.count()).select_from(Contact)) == before


def test_the_disk_is_made_to_keep_each_write(
    ground: Ground, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("no strace to count syncs with. To run them: sudo apt-get install -y strace")
    if subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("strace may not trace here. To run them: allow ptrace in this container")
    trace, writes = tmp_path / "syncs", 20
    server = Server(ground.settings, under=[*STRACE, str(trace)])
    try:
        server.start()
        client = Client(server, ground.cases[0], ground.cookies[0], server.token(ground.cookies[0]))
        before = synced(trace)
        for _ in range(writes):
            client.write()
        made = synced(trace) - before
    finally:
        server.stop()
    assert made >= writes
    record_property("G22", f"{made} syncs for {writes} acknowledged writes")


def test_every_connection_of_the_app_is_durable(set_stage: Staged) -> None:
    expected = {"synchronous": 2, "journal_mode": "wal", "secure_delete": 1, "foreign_keys": 1}
    with set_stage.fresh() as scene:
        visitors = [scene.visitor(who) for who in ("lan", "minh", "hoa")]
        for visitor in visitors:
            for side in (scene.ours, scene.theirs):
                visitor.get(f"/cases/{side.ids['case']}")  # reads leave their line more lightly
        db.session.remove()
        connections = [db.engine.connect() for _ in range(4)]
        for connection in connections:
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
            connection.close()

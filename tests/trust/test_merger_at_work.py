"""The merger of 2025 is carried out while its wards are at work: contacts, workers, transfers there
and back. Nothing is lost, nobody is left without a ward or with two, every no is said in words."""

import random
from collections import Counter
from collections.abc import Iterator
from threading import Event, Semaphore
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.area_carrying import carry_out
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.case_row import NO_DATE
from reintegrate.models.contact import Contact
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.ward_stay import WardStay
from tests import bac_kan, cast
from tests.case_recount import faults_of
from tests.installation import OnPostgres
from tests.trust.answers import day, key
from tests.trust.crowd import alone, at_once
from tests.trust.visitor import Visitor

pytestmark = pytest.mark.postgres

PLACES = {
    "khanh": "01834",
    "minh": "01834",
    "lan": "01840",
    "dung": "01840",
    "hoa": "01843",
    "tuan": "01843",
    "phuong": "01849",
}
OFFICIALS = ("minh", "dung", "tuan")
BEFORE, AFTERWARDS = 6, 6
"""What each of them sends before the administrator begins, and once all is done."""


@pytest.fixture
def app(on_postgres: OnPostgres) -> Iterator[Flask]:
    with on_postgres.fresh() as app:
        yield app


class AtWork(Visitor):
    """Signs in again when a change of rights has ended the session, as anybody would."""

    def post(self, path: str, /, **fields: Any) -> TestResponse:
        answer = super().post(path, **fields)
        if "/sign-in" in answer.headers.get("Location", ""):
            with self.app.app_context():
                again = Visitor(self.app, self.username)
            again.alone = True
            self.client, self._token = again.client, ""
            answer = super().post(path, **fields)
        return answer


class Town:
    """Cases in four wards before the merger, and what people may send about any of them."""

    def __init__(self, users: dict[str, Any]) -> None:
        minh = users["minh"]
        self.workers = [users[name].id for name in PLACES if name not in OFFICIALS]
        self.own = {
            name: [
                cast.open_case(area=users[name].area, by=minh, worker=users[name]).id
                for _ in range(3)
            ]
            for name in ("khanh", "lan", "hoa", "phuong")
        }
        self.own |= {"minh": self.own["khanh"], "dung": self.own["lan"], "tuan": self.own["hoa"]}
        self.cases = sorted({case for cases in self.own.values() for case in cases})
        self.wards = wards_in_force()
        self.asked = len([self.move_away(case, users) for case in self.cases[::2]])
        """Transfers, as far as is known."""

    def move_away(self, case_id: int, users: dict[str, Any]) -> Transfer:
        """To the ward of an official who may say yes at any moment."""
        case = db.session.get_one(Case, case_id)
        others = [users[name] for name in OFFICIALS if users[name].area_id != case.area_id]
        to = others[case_id % len(others)].area
        said = {"moved_on": today(), "new_address": "Tổ 5", "reason": "Về quê.", "by": case.worker}
        transfer = Transfer.propose(case, key=key(), to_area=to, **said)
        db.session.commit()
        return transfer

    def something(self, who: str, dice: random.Random) -> tuple[str, dict[str, Any]]:
        case = dice.choice(self.own[who] if dice.random() < 0.8 else self.cases)
        transfer = dice.randint(1, self.asked + 1)
        worker = str(dice.choice(self.workers))
        ways: dict[str, tuple[str, dict[str, Any]]] = {
            "contact": (f"/cases/{case}/contacts/new", contact()),
            "propose": (f"/cases/{case}/transfers/new", moving(dice.choice(self.wards))),
            "worker": (f"/cases/{case}/worker", {"worker": worker}),
            "many": (
                "/caseload/assignments",
                {"cases": [str(number) for number in self.cases], "worker": worker},
            ),
            "accept": (f"/transfers/{transfer}/acceptance", {}),
            "refuse": (f"/transfers/{transfer}/refusal", {"reason": "Không rõ."}),
            "withdraw": (f"/transfers/{transfer}/withdrawal", {}),
        }
        official = ("worker", "many", *["accept"] * 5, "propose", "refuse")
        worker_ = ("contact", "contact", "propose", "propose", "withdraw")
        return ways[dice.choice(official if who in OFFICIALS else worker_)]


def wards_in_force() -> list[int]:
    named = Area.code.in_(["01834", "01837", "01840", "01843", "01849"])
    return list(db.session.scalars(select(Area.id).where(named, Area.in_force_on(today()))))


def contact() -> dict[str, Any]:
    said = {"outcome": "met", "channel": "home_visit", "happened_on": day(), "next": "proposed"}
    return said | {"key": key(), "note": f"Lần {key()}"}


def moving(to: int) -> dict[str, Any]:
    said = {"step": "send", "new_address": "Tổ 5", "moved_on": day(), "reason": "Về quê."}
    return said | {"key": key(), "to_area": str(to)}


@pytest.fixture
def town(app, lan, khanh, minh, dung, hoa, tuan, phuong, admin) -> Town:
    bac_kan.back_to_2012()
    carry_out(bac_kan.plan_2015(admin), by=admin)
    db.session.commit()
    users = {user.username: user for user in (lan, khanh, minh, dung, hoa, tuan, phuong)}
    for name, code in PLACES.items():
        area = Area.on(code, today())
        assert area is not None
        users[name].area_id, users[name].area = area.id, area
    db.session.commit()
    return Town(users)


class Crowd:
    """Everybody at work until the administrator is done, and a while longer."""

    def __init__(self, app: Flask, town: Town) -> None:
        self.app, self.town = app, town
        *self.writers, self.keeper = alone([AtWork(app, name) for name in (*PLACES, "admin")])
        self.begun, self.carried = Semaphore(0), Event()
        self.sent: list[tuple[str, TestResponse]] = []

    def write(self, number: int) -> None:
        dice, left = random.Random(number), AFTERWARDS  # noqa: S311 - nothing secret
        writer, times = self.writers[number], 0
        while left:
            path, fields = self.town.something(writer.username or "", dice)
            answer = writer.post(path, **fields)
            self.sent.append((path, answer))
            self.town.asked += path.endswith("transfers/new") and done(answer)
            times += 1
            left -= self.carried.is_set()
            if times == BEFORE:
                self.begun.release()

    def merge(self, address: str, version: str) -> None:
        try:
            for _ in self.writers:
                self.begun.acquire(timeout=60)
            self.keeper.post(address, version=version)
            with self.app.app_context():
                self.town.wards = [*self.town.wards, *wards_in_force()]
        finally:
            self.carried.set()


def test_a_merger_among_people_at_work_loses_nothing(app, town, admin, record_property):
    plan = bac_kan.plan_2025(admin)
    db.session.commit()
    asked = f"/wards/changes/{plan.id}/carrying-out", str(plan.version)
    crowd, before = Crowd(app, town), town.asked
    writing = [lambda n=n: crowd.write(n) for n in range(len(crowd.writers))]

    at_once(lambda: crowd.merge(*asked), *writing)

    told = Counter(answer.status_code for _, answer in crowd.sent)
    assert not {status for status in told if status >= 500}, told
    assert [path for path, answer in crowd.sent if not says_something(answer)] == []
    db.session.expire_all()
    assert plan.carried_out_at, "the administrator carried it out"
    check_everybody_is_somewhere(town)
    check_nothing_is_lost(crowd.sent, before)
    record_property(
        "merger at work",
        f"{len(crowd.sent)} sent, {told[302] + told[303]} written or settled already, "
        f"{count(Transfer) - before} transfers asked meanwhile, "
        f"{count(Transfer, Transfer.status == TransferStatus.ACCEPTED)} accepted",
    )


def says_something(answer: TestResponse) -> bool:
    """Done, or a page that says in words why not."""
    if answer.status_code in {302, 303}:
        return "/sign-in" not in answer.headers["Location"]
    text = answer.get_data(as_text=True)
    return "<h1" in text and (answer.status_code != 200 or "error-summary" in text)


def check_everybody_is_somewhere(town: Town) -> None:
    in_force = set(wards_in_force())
    assert len(in_force) == 3
    for case in db.session.scalars(select(Case).where(IS_OPEN)).unique():
        assert case.area_id in in_force
        assert case.worker is None or case.worker.area_id == case.area_id
        running = WardStay.case_id == case.id, WardStay.until == NO_DATE
        stays = db.session.scalars(select(WardStay.area_id).where(*running)).all()
        assert stays == [case.area_id]
        pending = Transfer.case_id == case.id, Transfer.status == TransferStatus.PROPOSED
        waiting = db.session.scalars(select(Transfer).where(*pending)).all()
        assert len(waiting) == int(case.transfer_pending)
        assert {one.from_area_id for one in waiting} <= {case.area_id}
        assert {one.to_area_id for one in waiting} <= in_force
        assert faults_of(case) == []
    assert list(broken_rows()) == []


def check_nothing_is_lost(sent: list[tuple[str, TestResponse]], before: int) -> None:
    """Every receipt has its record, and there is no record without one."""
    receipts = Counter(
        path.rsplit("/", 2)[1] for path, answer in sent if path.endswith("/new") and done(answer)
    )
    assert receipts["contacts"] == count(Contact) > 0
    assert receipts["transfers"] == count(Transfer) - before


def count(model: Any, *which: Any) -> int:
    return db.session.scalar(select(func.count(model.id)).where(*which)) or 0


def done(answer: TestResponse) -> bool:
    return answer.status_code in {302, 303}

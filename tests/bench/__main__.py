"""Measures the pages people use most against their floor, in one run:
`uv run python -m tests.bench --cases 10000 [--database postgresql] [--keep DIR]`; with `--servers`
(and `uv run --with gunicorn`) the servers against one another."""

import argparse
import json
import re
import sys
import tempfile
import uuid
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from reintegrate.app import create_app
from reintegrate.config import Settings, sqlite_url
from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.names import fold
from reintegrate.models.person import Person
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession
from tests import postgres
from tests.bench.generate import generate
from tests.bench.measure import WARMING, Call, Server, compare
from tests.bench.servers import compare_servers
from tests.bench.serving import memory_mb, serving

GOAL = 2.5
PAGES = {"caseload", "today", "case"}
OURS, FLOOR = 5701, 5702
COUNTED = 4
"""Calls besides the timed ones, whose statements are counted."""


def main() -> None:
    asked = arguments()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = address(asked.database, folder, stack, keep=asked.keep is not None)
        app = create_app(Settings.for_tests(url, folder).changed(log_level="CRITICAL"))
        facts = world(app, folder, asked.cases, 4 * (asked.rounds + WARMING) + COUNTED)
        told = {
            "BENCH_URL": url,
            "BENCH_FOLDER": str(folder),
            "BENCH_AREA": str(facts["area_id"]),
            "BENCH_WORKER": str(facts["worker_id"]),
        }
        if asked.servers:
            compare_servers(told, [calls[0] for name, calls, _ in works(facts) if name in PAGES])
            return
        process = stack.enter_context(serving("ours", OURS, told))
        stack.enter_context(serving("floor", FLOOR, told))
        ours, floor = Server(OURS), Server(FLOOR)
        print(f"{asked.database}, {asked.cases:,} cases, {asked.rounds} rounds each")
        print(f"{'page':<14}{'ours ms':>9}{'floor ms':>10}{'ratio':>8}{'queries':>9}{'KiB':>7}")
        worst = 0.0
        for name, our_calls, floor_calls in works(facts):
            queries = count_queries(app, our_calls[-2:])
            figure = compare(ours, floor, our_calls, floor_calls, asked.rounds, busy=asked.busy)
            worst = max(worst, figure.ratio)
            print(
                f"{name:<14}{figure.ours:>9.2f}{figure.floor:>10.2f}{figure.ratio:>8.2f}"
                f"{queries:>9}{figure.size / 1024:>7.1f}"
            )
        print(f"memory of our worker: {memory_mb(process):.0f} MB")
        print(f"worst ratio {worst:.2f}, goal {GOAL}")
    sys.exit(0 if worst <= GOAL else 1)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument(
        "--servers", action="store_true", help="compare servers and numbers of threads instead"
    )
    parser.add_argument("--busy", action="store_true", help="others work here too: see measure.py")
    parser.add_argument("--keep", type=Path, help="keep and reuse the database here")
    return parser.parse_args()


def address(kind: str, folder: Path, stack: ExitStack, *, keep: bool) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        return sqlite_url(folder)
    server = postgres.start(durable=True, kept=folder / "postgresql" if keep else None)
    stack.callback(server.stop)
    made = any(folder.glob("bench-*.json"))
    return server.url("bench") if made else server.create_empty("bench")


def world(app: Flask, folder: Path, cases: int, contacts: int) -> dict[str, Any]:
    """The generated database, made once in its folder, and who asks it. `contacts`: so many cases
    are to be told of."""
    note = folder / f"bench-{cases}.json"
    with app.app_context():
        if not note.exists():
            db.create_all()
            note.write_text(json.dumps(generate(cases)))
        facts: dict[str, Any] = json.loads(note.read_text())
        worker_id = facts["worker_id"]
        running = db.select(Case.id).where(Case.worker_id == worker_id, Case.status != "closed")
        facts["case_ids"] = list(db.session.scalars(running))
        called = db.select(Person.name).join(Case, Case.person_id == Person.id)
        facts["called"] = db.session.scalar(called.where(Case.id == facts["case_ids"][0]))
        untold = db.session.execute(cases_untold_of(worker_id).limit(contacts)).all()
        cookies = {one: signed_in(one) for one in {worker_id, *(by for _, by in untold)}}
    if len(untold) < contacts:
        raise SystemExit(f"{len(untold)} cases are left of whom nothing was told today: make anew")
    signed = {one: (cookie, form_token(app, cookie)) for one, cookie in cookies.items()}
    facts["cookie"], facts["token"] = signed[worker_id]
    facts["untold"] = [(case_id, *signed[by]) for case_id, by in untold]
    return facts


def cases_untold_of(worker_id: int) -> Any:
    """Cases of this worker and those after, each told of once: a contact is seldom a day's second,
    and that one is looked at twice. Their dates lie beyond the days that /today shows, so that a
    kept database gives the same list at every run."""
    return (
        db.select(Case.id, Case.worker_id)
        .where(
            Case.worker_id >= worker_id,
            Case.status != "closed",
            Case.next_due_on > today() + timedelta(days=7),
            Case.last_contact_on < today(),
        )
        .order_by(Case.worker_id, Case.id)
    )


def signed_in(worker_id: int) -> str:
    _, token = UserSession.start(db.session.get_one(User, worker_id), device="bench")
    db.session.commit()
    return f"session={token}"


def form_token(app: Flask, cookie: str) -> str:
    client = app.test_client(use_cookies=False)
    page = client.get("/people/search", headers={"Cookie": cookie}).get_data(True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if not found:
        raise RuntimeError("no form token: not signed in?")
    return found.group(1)


def told_of(token: str) -> dict[str, str]:
    """A contact as the form posts it."""
    return {
        "csrf_token": token,
        "key": str(uuid.uuid4()),
        "outcome": "met",
        "channel": "home_visit",
        "happened_on": today().strftime("%d/%m/%Y"),
        "next": "proposed",
        "note": f"Gia đình khỏe, đang học nghề. {uuid.uuid4().hex[:4]}",
    }


def works(facts: dict[str, Any]) -> list[tuple[str, list[Call], list[Call]]]:
    """Each work as (name, our calls, the floor's calls); cases in turn, as a day would bring."""
    cookie, ids = facts["cookie"], facts["case_ids"]
    first, *_, given = facts["called"].split()

    def search() -> dict[str, str]:
        return {"csrf_token": facts["token"], "q": f"{given} {first}"}

    def bare_search() -> dict[str, str]:
        return {"q": fold(f"{given} {first}")}

    cases = [f"/cases/{case_id}" for case_id in ids]
    logs = [
        Call("POST", f"/cases/{case_id}/contacts/new", partial(told_of, token), its_cookie)
        for case_id, its_cookie, token in facts["untold"]
    ]
    return [
        ("caseload", [Call("GET", "/caseload", None, cookie)], [Call("GET", "/caseload")]),
        ("today", [Call("GET", "/today", None, cookie)], [Call("GET", "/today")]),
        (
            "name search",
            [Call("POST", "/people/search", search, cookie)],
            [Call("POST", "/people/search", bare_search)],
        ),
        ("case", [Call("GET", p, None, cookie) for p in cases], [Call("GET", p) for p in cases]),
        ("log a contact", logs[::4], [Call("POST", log.path, dict) for log in logs[1::4]]),
        (
            "with its trail",
            logs[2::4],
            [Call("POST", f"{log.path}/told", dict) for log in logs[3::4]],
        ),
    ]


def count_queries(app: Flask, calls: list[Call]) -> int:
    """How many statements one request sends, its transaction's frame not counted. The first call
    learns what is remembered afterwards, the last is counted: of another case, where one is told
    of."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    client = app.test_client(use_cookies=False)
    for call in (calls[0], calls[-1]):
        sent.clear()
        client.open(
            call.path,
            method=call.method,
            data=call.fields() if call.fields else None,
            headers={"Cookie": call.cookie, "Sec-Fetch-Site": "same-origin"},
        )
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


if __name__ == "__main__":
    main()

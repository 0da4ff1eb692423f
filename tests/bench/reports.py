"""Measures reports: a ward's month against the same numbers by hand-written SQL, the province's
year against a ward's. `uv run python -m tests.bench.reports --cases 10000 [--busy]
[--database postgresql] [--keep DIR]`: a minute; with 1,000,000 as long as making them takes."""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask

from reintegrate.app import create_app
from reintegrate.config import Settings
from reintegrate.db import commit, db, today
from reintegrate.models.area import Area
from reintegrate.models.period import Period, PeriodKind, ended_periods
from reintegrate.models.recount import recount_ward
from reintegrate.models.report import Report
from reintegrate.models.user import Role, User, system_user
from reintegrate.models.user_session import UserSession
from reintegrate.web.print.pdf import can_make_pdf
from tests.bench.__main__ import address
from tests.bench.floor import Database
from tests.bench.generate import generate
from tests.bench.reports_floor import month
from tests.bench.reports_rows import fill

WARD_GOAL, PROVINCE_GOAL = 3.0, 10.0
MONTH, YEAR = "month", "year_15"


class World(NamedTuple):
    ward: int
    report: int
    yearly: int
    official: str
    coordinator: str
    periods: list[Period]
    """Those the report shows: its own, the one before, the same a year before."""
    year: int
    wards: int
    submitted_in: float
    """Seconds in which every ward of the province submitted its year."""


def main() -> None:
    asked = arguments()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = address(asked.database, folder, stack, keep=asked.keep is not None)
        app = create_app(Settings.for_tests(url, folder).changed(log_level="CRITICAL"))
        world = made(app, asked.cases)
        database = Database(url)
        first, median = world.periods[0], Watch(busy=asked.busy).median
        with app.app_context():
            said = db.session.get_one(Report, world.report).numbers()
        differs(said, month(database, world.ward, first.first, first.last))
        ask = asker(app)
        ours = median(asked.rounds, ask(world.official, f"/reports/{world.report}"))
        floor = median(
            asked.rounds,
            lambda: [month(database, world.ward, p.first, p.last) for p in world.periods],
        )
        year = median(asked.rounds, ask(world.official, f"/reports/{world.yearly}"))
        summary = f"kind={YEAR}&year={world.year}&part=1"
        whole = median(asked.rounds, ask(world.coordinator, f"/reports/summary?{summary}"))
        files = {
            kind: median(3, ask(world.coordinator, f"/reports/summary.{kind}?{summary}"))
            for kind in ("xlsx", "docx", *(["pdf"] if can_make_pdf() else []))
        }
        recount = median(3, recounting(app, world.ward))
    print(f"{asked.database}, {asked.cases:,} cases, {world.wards} wards of the province")
    print(f"ward's month    {ours:8.1f} ms, by hand {floor:.1f}: {ours / floor:.2f} (goal 3)")
    print(f"province's year {whole:8.1f} ms, a ward's {year:.1f}: {whole / year:.2f} (goal 10)")
    for kind, took in files.items():
        print(f"province's {kind} {took:8.1f} ms")
    print(f"nightly recount {recount:8.1f} ms a ward")
    print(f"every ward's year submitted in {world.submitted_in:.1f} s")
    sys.exit(ours > WARD_GOAL * floor or whole > PROVINCE_GOAL * year)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.reports", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(
        "--busy", action="store_true", help="others work here too: count this process's own time"
    )
    parser.add_argument("--keep", type=Path, help="make the database here, and leave it")
    return parser.parse_args()


def made(app: Flask, cases: int) -> World:
    with app.app_context():
        db.create_all()
        facts = generate(cases)
        facts |= fill(cases, facts["area_id"])
        official = db.session.get_one(User, facts["official_id"])
        period = ended_periods(PeriodKind.coded(MONTH), today(), 1)[0]
        report = Report.begin(official.area, period, by=official)  # type: ignore[arg-type]
        commit()
        began = time.perf_counter()
        year = ended_periods(PeriodKind.coded(YEAR), today(), 1)[0]
        yearly = submit_years(official, year)
        took = time.perf_counter() - began
        periods = [period, period.before, period.year_before]
        tokens = [token(facts[name]) for name in ("official_id", "coordinator_id")]
        commit()
        own = official.area_id or 0
        return World(own, report.id, yearly[own], *tokens, periods, year.year, len(yearly), took)


def submit_years(official: User, period: Period) -> dict[int, int]:
    """Each ward of the official's province with its year, frozen; ward -> report."""
    province = db.session.get_one(Area, official.area_id).parent_id
    others = db.select(User).join(Area, Area.id == User.area_id)
    found = {}
    working = others.where(User.role == Role.WARD_OFFICIAL, Area.parent_id == province)
    for one in db.session.scalars(working).all():
        report = Report.begin(one.area, period, by=one)  # type: ignore[arg-type]
        report.submit(because="", by=one)
        found[report.area_id] = report.id
        commit()
    return found


def token(user_id: int) -> str:
    _, made = UserSession.start(db.session.get_one(User, user_id), device="bench")
    return f"session={made}"


def differs(ours: dict[str, int], theirs: dict[str, int]) -> None:
    """Raises ValueError: what says something else is not worth timing."""
    wrong = {c: (ours.get(c), n) for c, n in theirs.items() if ours.get(c) != n}
    if wrong:
        raise ValueError(f"ours and by hand: {wrong}")


def asker(app: Flask) -> Callable[[str, str], Callable[[], Any]]:
    client = app.test_client(use_cookies=False)

    def ask(cookie: str, path: str) -> Callable[[], Any]:
        def go() -> None:
            answer = client.get(path, headers={"Cookie": cookie})
            if answer.status_code != 200:
                raise RuntimeError(f"{answer.status_code} for {path}")

        return go

    return ask


def recounting(app: Flask, ward: int) -> Callable[[], Any]:
    def go() -> None:
        with app.app_context():
            if recount_ward(db.session.get_one(Area, ward), by=system_user()):
                raise ValueError("the recount differs from what is kept")
            db.session.rollback()

    return go


class Watch:
    """On a busy machine only the time of this process counts: SQLite works within it."""

    def __init__(self, *, busy: bool):
        self.now = time.process_time if busy else time.perf_counter

    def median(self, rounds: int, work: Callable[[], Any]) -> float:
        """Milliseconds, after one round that is not counted."""
        times = []
        for turn in range(rounds + 1):
            began = self.now()
            work()
            if turn:
                times.append(self.now() - began)
        return statistics.median(times) * 1000


if __name__ == "__main__":
    main()

"""G27: sixteen people write at once, on the same cases too. Nobody is told that the database is
busy, nothing deadlocks, and afterwards every column agrees with a recount."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from reintegrate.db import db
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.transfer import Transfer, TransferStatus
from tests import cast
from tests.case_recount import faults_of
from tests.trust.answers import day, key
from tests.trust.crowd import alone, at_once, only_reading
from tests.trust.scene import Scene
from tests.trust.scenery import request, user
from tests.trust.visitor import Visitor

WRITERS = 16
KNOTS = 12
AT_LEAST = 100
"""Contacts, fewer than which say nothing."""
DONE_AT_LEAST = 60
"""Works of many kinds that were done; the rest came too late."""
SECONDS = 60 if os.environ.get("REINTEGRATE_LONG_TESTS") else 6
MOST_SECONDS = SECONDS + 120


@pytest.fixture
def not_yet() -> Callable[[bool], bool]:
    """True as long as the writers should go on, from the first time it is asked: `go_on(enough)`.
    On a slow machine it takes longer until there is enough to look at; some day it must be."""
    began: list[float] = []

    def go_on(enough: bool) -> bool:
        began.append(time.monotonic())
        gone = began[-1] - began[0]
        return gone < SECONDS or (gone < MOST_SECONDS and not enough)

    return go_on


def contact_fields() -> dict[str, Any]:
    """Words of its own, for the very same ones minutes later are the same contact."""
    return {
        "key": key(),
        "outcome": "met",
        "channel": "home_visit",
        "happened_on": day(),
        "note": f"Lần {key()}",
        "next": "proposed",
    }


def test_sixteen_log_contacts_and_none_is_turned_away(
    scene: Scene,
    not_yet: Callable[[bool], bool],
    record_property: Callable[[str, object], None],
) -> None:
    """Four of them on each case; every one that was acknowledged is there."""
    lan, minh = user("lan"), user("minh")
    cases = [cast.open_case(area=lan.area, by=minh, worker=lan).id for _ in range(4)]
    before = db.session.scalar(select(func.count(Contact.id))) or 0
    visitors = alone([Visitor(scene.app, "lan") for _ in range(WRITERS)])
    slowest = [0.0]

    def write(number: int) -> Counter[int]:
        told: Counter[int] = Counter()
        while not_yet(told.total() * WRITERS >= AT_LEAST):
            began = time.monotonic()
            path = f"/cases/{cases[number % 4]}/contacts/new"
            told[visitors[number].post(path, **contact_fields()).status_code] += 1
            slowest[0] = max(slowest[0], time.monotonic() - began)
        return told

    told = sum(at_once(*[lambda n=n: write(n) for n in range(WRITERS)]), Counter())
    with only_reading():
        written = (db.session.scalar(select(func.count(Contact.id))) or 0) - before
        assert set(told) == {303}, told
        assert written == told[303] >= AT_LEAST
        assert [fault for number in cases for fault in faults_of(case_of(number))] == []
        assert list(broken_rows()) == []
    rate = f"{told[303] / SECONDS:.0f} a second, slowest {slowest[0]:.1f} s"
    record_property(
        f"G27 {db.engine.name}", f"{WRITERS} writers, {SECONDS} s: {told[303]} contacts, {rate}"
    )


def case_of(number: int) -> Case:
    return db.session.get_one(Case, number)


class Bustle:
    """What sixteen people might send about the same six cases, whether or not it can be done by
    now: contacts, dates, workers one by one and many at once, transfers there and back."""

    people = ("lan", "khanh", "minh", "dung", "hoa", "tuan", "minh", "tuan") * 2
    usual = {  # noqa: RUF012 - a table
        "lan": ("contact", "contact", "plan", "propose", "withdraw"),
        "khanh": ("contact", "propose"),
        "hoa": ("contact", "plan", "propose"),
        "minh": ("worker", "many", "propose", "accept", "withdraw"),
        "dung": ("worker", "many", "accept", "refuse"),
        "tuan": ("worker", "many", "accept", "accept", "refuse", "propose"),
    }

    def __init__(self) -> None:
        lan, minh = user("lan"), user("minh")
        self.cases = [cast.open_case(area=lan.area, by=minh, worker=lan).id for _ in range(6)]
        self.workers = {"minh": [str(lan.id), str(user("khanh").id)], "tuan": [str(user("hoa").id)]}
        self.workers["dung"] = self.workers["minh"]
        self.elsewhere = {who: str(user("hoa").area_id) for who in ("lan", "khanh", "minh")}
        self.elsewhere |= {who: str(lan.area_id) for who in ("hoa", "tuan")}
        self.newest = db.session.scalar(select(func.max(Transfer.id))) or 0

    def something(self, who: str, dice: random.Random) -> tuple[str, dict[str, Any]]:
        case, transfer = dice.choice(self.cases), self.newest + dice.randint(1, 30)
        worker = dice.choice(self.workers.get(who, [""]))
        ways: dict[str, tuple[str, dict[str, Any]]] = {
            "contact": (f"/cases/{case}/contacts/new", contact_fields()),
            "plan": (f"/cases/{case}/follow-up", {"version": str(dice.randint(1, 40))}),
            "worker": (f"/cases/{case}/worker", {"worker": worker}),
            "many": (
                "/caseload/assignments",
                {"cases": [str(number) for number in self.cases], "worker": worker},
            ),
            "propose": (
                f"/cases/{case}/transfers/new",
                answers_moving() | {"key": key(), "to_area": self.elsewhere.get(who, "")},
            ),
            "accept": (f"/transfers/{transfer}/acceptance", {}),
            "refuse": (f"/transfers/{transfer}/refusal", {"reason": "Không rõ."}),
            "withdraw": (f"/transfers/{transfer}/withdrawal", {}),
        }
        return ways[dice.choice(self.usual[who])]


def answers_moving() -> dict[str, Any]:
    return {"step": "send", "new_address": "Tổ 5", "moved_on": day(), "reason": "Về quê."}


def test_many_kinds_of_work_on_the_same_cases_fail_nobody(
    scene: Scene,
    not_yet: Callable[[bool], bool],
    record_property: Callable[[str, object], None],
) -> None:
    bustle = Bustle()
    visitors = alone([Visitor(scene.app, who) for who in bustle.people])
    written = [0] * WRITERS  # by writer: no two count in one place
    received: list[str] = []

    def write(number: int) -> Counter[int]:
        dice, told = random.Random(number), Counter()  # noqa: S311 - nothing secret
        while not_yet(bool(received) and sum(written) >= DONE_AT_LEAST):
            path, fields = bustle.something(bustle.people[number], dice)
            status = visitors[number].post(path, **fields).status_code
            told[status] += 1
            if status in {302, 303}:
                written[number] += 1
                received.extend([path] * path.endswith("/acceptance"))
        return told

    told = sum(at_once(*[lambda n=n: write(n) for n in range(WRITERS)]), Counter())
    with only_reading():
        assert not {status for status in told if status >= 500}, told
        assert told[302] + told[303] >= DONE_AT_LEAST, told
        assert [fault for number in bustle.cases for fault in faults_of(case_of(number))] == []
        assert list(broken_rows()) == []
        accepted = Transfer.status == TransferStatus.ACCEPTED
        moved = db.session.scalar(
            select(func.count(Transfer.id)).where(accepted, Transfer.id > bustle.newest)
        )
        assert moved, "cases moved between the wards meanwhile"
    done = f"{told[302] + told[303]} done, {told[403] + told[404]} too late, 0 failed"
    record_property(
        f"bustle {db.engine.name}", f"{WRITERS} writers, {done}, {moved} transfers accepted"
    )


def test_worker_and_agency_who_settle_the_same_thing_at_once_untie_the_knot(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    """The worker starts from the need and reaches for its requests; the agency starts from its
    request and reaches for the need: each may hold what the other waits for."""
    case = case_of(scene.ours.ids["case"])
    lan, mai = alone([Visitor(scene.app, "lan"), Visitor(scene.app, "mai")])
    refuse = {"reason": "Hết chỗ."}
    told: Counter[int] = Counter()
    for _ in range(KNOTS):
        offered = [request(scene.ours, case, "offered") for _ in range(3)]
        pairs = [(made.id, made.need_id) for made in offered]
        db.session.commit()
        answers = at_once(
            *[lambda n=n: lan.post(f"/needs/{n}/refusal") for _, n in pairs],
            *[lambda a=a: mai.post(f"/assignments/{a}/refusal", **refuse) for a, _ in pairs],
        )
        told.update(answer.status_code for answer in answers)
        db.session.expire_all()
        for assignment_id, need_id in pairs:
            need = db.session.get_one(Need, need_id)
            request_ = db.session.get_one(Assignment, assignment_id)
            assert need.status == NeedStatus.DECLINED
            assert not request_.is_running
    # Withdrawn with its need, a request does not exist for the agency any more.
    assert set(told) <= {302, 404}, told
    assert faults_of(case_of(scene.ours.ids["case"])) == []
    assert list(broken_rows()) == []
    record_property(f"knots {db.engine.name}", f"{KNOTS * 3} pairs, {sum(told.values())} answered")

"""Everything that moves a case, in any order: transfers, stays, new workers, accounts that close,
leave, wards that merge, split and are parted again. After every step each open case has exactly one
ward, which is in force, and at most one worker, who works there."""

import os
import random
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import exists, func, or_, select

from reintegrate.db import at, db, today, utcnow
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.area_carrying import carry_out
from reintegrate.models.area_change import AreaChange, AreaChangeStatus, Unit
from reintegrate.models.area_split import settle
from reintegrate.models.area_undoing import undo
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.cover import Cover
from reintegrate.models.handover import HelpChoice
from reintegrate.models.hosted_stay import STANDS, HostedStay
from reintegrate.models.leave import Leave, LeaveKind
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.reassignment import Reassignment
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.transfer_clock import escalate_transfers, expire_transfers
from reintegrate.models.user import Role, User, system_user
from reintegrate.models.ward_stay import UNDER, WardStay
from tests import cast

SEEDS, STEPS = (12, 300) if os.environ.get("REINTEGRATE_LONG_TESTS") else (2, 60)
WORKERS = ("lan", "khanh", "hoa", "phuong")
PENDING = Transfer.status == TransferStatus.PROPOSED


class Bustle:
    """Each step is one transaction: a verb that says no leaves nothing behind."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - nothing secret
        self.now = utcnow() - timedelta(days=300)
        self.done: Counter[str] = Counter()
        self.minh, self.admin = self.user("minh"), self.user("admin")
        self.verbs: list[Callable[[], Any]] = [
            *[self.opens] * 2,
            *[self.assigns] * 4,
            *[self.proposes] * 5,
            *[self.answers] * 7,
            *[self.is_hosted] * 2,
            *[self.closes_or_reopens] * 2,
            *[self.merges_or_splits] * 2,
            *[self.parts_again] * 2,
            self.account_closes,
            self.gives_many,
            self.goes_on_leave,
            self.time_passes,
        ]

    def step(self) -> None:
        self.now += timedelta(hours=self.dice.randint(1, 30))
        verb = self.dice.choice(self.verbs)
        try:
            with at(self.now):
                verb()
                db.session.commit()
                self.done[verb.__name__] += 1
                assert faults() == []
        except DomainError as no:
            db.session.rollback()
            self.done[f"{verb.__name__}: {type(no).__name__}"] += 1

    def user(self, name: str) -> User:
        found = User.named(name)
        assert found is not None
        return found

    def one(self, model: Any, *where: Any) -> Any:
        found = db.session.scalars(select(model).where(*where).order_by(model.id)).unique().all()
        if not found:
            raise Nothing
        return self.dice.choice(found)

    def ward(self) -> Area:
        named = Area.code.in_(("01840", "01843", "01849", "99901", "99902"))
        return self.one(Area, named, Area.in_force_on(today()))

    # What people do

    def opens(self) -> None:
        address = self.dice.choice(["Tổ 1", "Tổ 2", "Thôn Xa"])
        cast.open_case(
            area=self.ward(), by=self.minh, name=f"Lý {address}"
        ).person.address = address

    def assigns(self) -> None:
        case = self.one(Case)
        case.assign(self.worker_in(case.area_id), by=self.minh)

    def worker_in(self, area_id: int) -> User:
        """Mostly somebody who can answer there; the others are there to be refused."""
        here = [one for one in map(self.user, WORKERS) if one.area_id == area_id]
        if here and self.dice.random() < 0.8:
            return self.dice.choice(here)
        return self.user(self.dice.choice(WORKERS))

    def proposes(self) -> None:
        said = {"moved_on": today(), "new_address": "Tổ 1", "reason": "Về quê", "by": self.minh}
        Transfer.propose(self.one(Case, IS_OPEN), key=key(), to_area=self.ward(), **said)

    def answers(self) -> None:
        transfer = self.one(Transfer, *([PENDING] if self.dice.random() < 0.8 else []))
        worker = self.worker_in(transfer.to_area_id) if self.dice.random() < 0.5 else None
        choices: dict[int, HelpChoice] = {}
        answer = self.dice.choice(["accept", "accept", "decline", "withdraw"])
        if answer == "accept":
            transfer.accept(by=self.minh, worker=worker, choices=choices)
        elif answer == "decline":
            transfer.decline(reason="Không rõ", by=self.minh)
        else:
            transfer.withdraw(by=self.minh)

    def is_hosted(self) -> None:
        if self.dice.random() < 0.5:
            days = {"first_day": today(), "last_day": today() + timedelta(days=20)}
            said = {"key": key(), "address": "Tổ 2", "by": self.minh} | days
            HostedStay.ask(self.one(Case, IS_OPEN), host_area=self.ward(), **said)
        else:
            stay = self.one(HostedStay, STANDS)
            stay.host(self.worker_in(stay.host_area_id), by=self.minh)

    def closes_or_reopens(self) -> None:
        case = self.one(Case)
        if case.is_open:
            case.close(outcome_code="completed", on=today(), by=self.minh)
        else:
            case.reopen(reason="Nhầm", next_due_on=today(), by=self.minh)

    def account_closes(self) -> None:
        worker = self.user(self.dice.choice(WORKERS))
        if worker.is_disabled:
            worker.enable(by=self.admin)
        else:
            worker.disable(by=self.admin)

    def gives_many(self) -> None:
        worker, other = (self.user(name) for name in self.dice.sample(WORKERS, 2))
        cases = db.session.scalars(select(Case)).unique().all()
        Reassignment.carry_out(cases, from_worker=worker, to_worker=other, key=key(), by=self.minh)

    def goes_on_leave(self) -> None:
        worker, other = (self.user(name) for name in self.dice.sample(WORKERS, 2))
        days = {"first_day": today(), "last_day": today() + timedelta(days=5)}
        leave = Leave.enter(worker, key=key(), **days, kind=LeaveKind.LEAVE, by=self.minh)
        Cover.give(leave, other, key=key(), by=self.minh)

    # What time and the administrator do

    def time_passes(self) -> None:
        self.now += timedelta(days=self.dice.randint(1, 12))
        escalate_transfers(system_user())
        expire_transfers(system_user())

    def merges_or_splits(self) -> None:
        change = AreaChange.plan(key=key(), name="Sắp xếp", first_day=today(), by=self.admin)
        old = self.ward()
        if self.dice.random() < 0.5:
            other = self.ward()
            unit = Unit(old.code, old.name, AreaKind.WARD, old.parent_id)
            change.join([old] if other is old else [old, other], unit, by=self.admin)
        else:
            code = self.dice.choice(["99901", "99902"])
            part = Unit(code, f"Phường {code}", AreaKind.WARD, old.parent_id)
            change.part(old, part, words="Tổ 1", is_rest=False, by=self.admin)
            rest = Unit(old.code, old.name, AreaKind.WARD, old.parent_id)
            change.part(old, rest, words="Tổ 2", is_rest=True, by=self.admin)
        settle(change)
        carry_out(change, by=self.admin)

    def parts_again(self) -> None:
        undo(self.one(AreaChange, AreaChange.status == AreaChangeStatus.CARRIED_OUT), by=self.admin)


class Nothing(DomainError):
    """There is none of that kind yet."""


def key() -> str:
    return str(uuid.uuid4())


def faults() -> list[tuple[str, Any]]:
    """What no moment may show: the rule, and the cases that break it."""
    db.session.expire_all()
    asked = {**of_cases(), **of_what_moves()}
    found = [(rule, db.session.scalars(query).all()) for rule, query in asked.items()]
    return [(rule, cases) for rule, cases in found if cases]


def of_cases() -> dict[str, Any]:
    runs = WardStay.case_id == Case.id, WardStay.until > today()
    counts = select(func.count(WardStay.id))
    here = counts.where(*runs, WardStay.area_id == Case.area_id).scalar_subquery()
    running = counts.where(*runs).scalar_subquery()
    able = User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None), User.area_id == Case.area_id
    answers = exists().where(User.id == Case.worker_id, *able)
    stands = exists().where(Area.id == Case.area_id, Area.in_force_on(today()))
    proposed = exists().where(Transfer.case_id == Case.id, PENDING)
    named = Case.worker_id.is_not(None)
    return {
        "its ward is in force": select(Case.id).where(IS_OPEN, ~stands),
        "its worker works there": select(Case.id).where(IS_OPEN, named, ~answers),
        "what moves is marked so": select(Case.id).where(Case.transfer_pending != proposed),
        "one ward counts it": select(Case.id).where(
            Case.status.in_(UNDER), or_(here != 1, running != 1)
        ),
    }


def of_what_moves() -> dict[str, Any]:
    stands = exists().where(Area.id == Transfer.to_area_id, Area.in_force_on(today()))
    leaves, hosted = Transfer.from_area_id == Case.area_id, HostedStay.home_area_id == Case.area_id
    elsewhere = Transfer.to_area_id != Case.area_id
    host_elsewhere = HostedStay.host_area_id != Case.area_id
    transfers = select(Transfer.case_id).join(Case).where(PENDING)
    stays = select(HostedStay.case_id).join(Case).where(STANDS)
    return {
        "it leaves the ward that answers": transfers.where(or_(~leaves, ~IS_OPEN)),
        "it goes to another that is in force": transfers.where(or_(~elsewhere, ~stands)),
        "its host is another ward": stays.where(or_(~hosted, ~host_elsewhere)),
    }


@pytest.mark.either_database
@pytest.mark.parametrize("seed", range(SEEDS))
def test_at_any_instant_one_ward_and_at_most_one_worker(app, seed):
    bustle = Bustle(seed)
    for _ in range(6):
        with at(bustle.now):
            bustle.opens()
            db.session.commit()
    for _ in range(STEPS):
        bustle.step()
    assert list(broken_rows()) == []
    done = {what for what in bustle.done if ":" not in what}
    assert done >= {"answers", "assigns", "merges_or_splits", "proposes"}, bustle.done

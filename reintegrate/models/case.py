"""Case: one stay under post-rehabilitation management and support. Its status has one writer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, literal_column, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, Bytewise, db, today, utcnow
from reintegrate.models.absence import Absence, Suspension, running_pauses
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case_number import next_case_number
from reintegrate.models.closure import Closure
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.lifecycle import DomainError, IllegalMove, Lifecycle, NotYet, TooEarly
from reintegrate.models.person import Person, PhoneOwner
from reintegrate.models.regime import next_due, term_of
from reintegrate.models.user import Role, User

NO_DATE = date(9999, 12, 31)
"""Stands in `next_due_on` for "none, and the reason is written": lists sort by one plain index."""


class CaseStatus(StrEnum):
    MANAGED = "managed"
    ABSENT = "absent"
    """Away without having said so. A reason to reach out; the term runs on later by as much."""
    SUSPENDED = "suspended"
    CLOSED = "closed"


CASE = Lifecycle(
    "case",
    {
        CaseStatus.MANAGED: {CaseStatus.ABSENT, CaseStatus.SUSPENDED, CaseStatus.CLOSED},
        CaseStatus.ABSENT: {CaseStatus.MANAGED, CaseStatus.SUSPENDED, CaseStatus.CLOSED},
        CaseStatus.SUSPENDED: {CaseStatus.MANAGED, CaseStatus.CLOSED},
        CaseStatus.CLOSED: {CaseStatus.MANAGED},
    },
)


class TransferPending(DomainError):
    """A transfer waits for an answer: settle it first, or two wards would disagree."""


class CannotAnswer(DomainError):
    """This worker cannot answer for the case: another ward, another role, or a disabled account."""


class AnotherIsOpen(DomainError):
    """The person has another open case: one stay at a time."""


class AlreadyAnswers(DomainError):
    """This worker answers for the case already."""


class Case(Base):
    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.MANAGED)
    regime_code: Mapped[str] = mapped_column(ForeignKey("regime.code"))
    rehabilitation_kind_code: Mapped[str] = mapped_column(ForeignKey("rehabilitation_kind.code"))
    rehabilitation_place: Mapped[str] = mapped_column(default="")
    decision_number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    term_from: Mapped[date]
    term_to: Mapped[date]
    opened_on: Mapped[date]
    worker_since: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    # Kept by the verbs, so that lists read one row and one index.
    person_sort_key: Mapped[str] = mapped_column(Bytewise)
    next_due_on: Mapped[date] = mapped_column(default=NO_DATE)
    no_next_date_reason_code: Mapped[str | None] = mapped_column(
        ForeignKey("no_next_date_reason.code")
    )
    next_is_agreed: Mapped[bool] = mapped_column(default=False)
    last_contact_on: Mapped[date | None]
    last_reached_on: Mapped[date | None]
    tries_since_reached: Mapped[int] = mapped_column(default=0)
    transfer_pending: Mapped[bool] = mapped_column(default=False)

    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    area: Mapped[Area] = relationship(lazy="joined", innerjoin=True)
    worker: Mapped[User | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def open(
        cls,
        person: Person,
        *,
        area: Area,
        rehabilitation_kind_code: str,
        completed_on: date,
        by: User,
        place: str = "",
        opened_on: date | None = None,
        term_to: date | None = None,
    ) -> "Case":
        """Begin a stay. The term runs from completion of rehabilitation, in the regime of the day
        the case is opened (Law 73/2021 Art. 40; Law 120/2025 Art. 42), unless the decision prints
        another end. Raises NoTerm when neither says how long."""
        opened_on = opened_on or today()
        minor = person.is_minor_on(completed_on)
        regime, term_to = term_of(
            rehabilitation_kind_code, completed_on, opened_on, minor=minor, printed=term_to
        )
        case = cls(
            number=next_case_number(area, opened_on.year),
            person_id=person.id,
            person=person,
            area_id=area.id,
            area=area,
            regime_code=regime.code,
            rehabilitation_kind_code=rehabilitation_kind_code,
            rehabilitation_place=place,
            term_from=completed_on,
            term_to=term_to,
            opened_on=opened_on,
            person_sort_key=person.sort_key,
        )
        db.session.add(case)
        db.session.flush()
        person.be_known_in(area.id)
        record_event("case.opened", on=case, by=by, regime=regime.code)
        case.plan_next(next_due(opened_on), by=by)
        return case

    @property
    def is_open(self) -> bool:
        return self.status != CaseStatus.CLOSED

    @property
    def due_on(self) -> date | None:
        return None if self.next_due_on == NO_DATE else self.next_due_on

    def assign(self, worker: User, *, by: User) -> None:
        """Give the case to one worker of its ward. Raises CannotAnswer, AlreadyAnswers."""
        if worker.role != Role.SOCIAL_WORKER or worker.area_id != self.area_id:
            raise CannotAnswer(worker.id)
        if worker.is_disabled or not self.is_open:
            raise CannotAnswer(worker.id)
        if worker.id == self.worker_id:
            raise AlreadyAnswers(worker.id)
        was, self.worker_id = self.worker_id, worker.id
        self.worker_since = today()
        record_event("case.assigned", on=self, by=by, worker=worker.id, was=was)

    def plan_next(self, due_on: date, *, by: User, agreed: bool = False) -> None:
        """Say when the next contact is due, `agreed` with them or not. Raises IllegalMove."""
        if not self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        FollowUp.settle(self.id, FollowUpStatus.MOVED, by=by)
        db.session.add(FollowUp(case_id=self.id, due_on=due_on, agreed=agreed, planned_by_id=by.id))
        db.session.flush()
        was, self.next_due_on, self.next_is_agreed = self.due_on, due_on, agreed
        self.no_next_date_reason_code = None
        record_event("follow_up.planned", on=self, by=by, due_on=due_on, was=was)

    def plan_none(self, reason_code: str, *, by: User) -> None:
        """No next contact, and why: nobody is forgotten in silence."""
        FollowUp.settle(self.id, FollowUpStatus.DROPPED, by=by)
        self.next_due_on, self.no_next_date_reason_code = NO_DATE, reason_code
        self.next_is_agreed = False
        record_event("follow_up.none", on=self, by=by, reason=reason_code)

    def report_absent(self, since: date, *, by: User) -> None:
        """Away without having said so. Outreach comes first; the days do not count to the term.
        Raises NotYet, TooEarly, IllegalMove."""
        self._check_day(since)
        CASE.move(self, CaseStatus.ABSENT, by=by, since=since)
        db.session.add(Absence(case_id=self.id, since=since))

    def come_back(self, on: date, *, by: User) -> None:
        """Back in touch. The term ends later by the days away (Law 73/2021 and Decree 163/2026
        Art. 136(1)(a): unreported absence does not count). Raises like `report_absent`."""
        self._go_on(CaseStatus.ABSENT, on, by=by)

    def suspend(self, since: date, reason_code: str, *, by: User) -> None:
        """The term stands still in prison or reformatory (Law 120/2025 Art. 47(1)). An absence
        ends where this begins. Raises like `report_absent`."""
        self._check_day(since)
        CASE.move(self, CaseStatus.SUSPENDED, by=by, since=since, reason=reason_code)
        self._end_pauses(since)
        db.session.add(Suspension(case_id=self.id, since=since, reason_code=reason_code))
        self.plan_none("suspended", by=by)

    def resume(self, on: date, next_due_on: date, *, by: User) -> None:
        """The remaining term runs on. Raises like `report_absent`."""
        self._go_on(CaseStatus.SUSPENDED, on, by=by)
        self.plan_next(next_due_on, by=by)

    def _go_on(self, was: CaseStatus, back_on: date, *, by: User) -> None:
        if self.status != was:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self._check_day(back_on)
        if any(back_on < pause.since for pause in running_pauses(self.id)):
            raise TooEarly(back_on)
        CASE.move(self, CaseStatus.MANAGED, by=by, back_on=back_on)
        self._end_pauses(back_on)

    def _end_pauses(self, on: date) -> None:
        for pause in running_pauses(self.id):
            self.term_to += pause.end(on)

    def _check_day(self, day: date) -> None:
        if day > today():
            raise NotYet(day)
        if day < self.term_from:
            raise TooEarly(day)

    def close(self, *, outcome_code: str, on: date, by: User) -> None:
        """End the case. A pending transfer must be settled first: two wards would disagree.
        Raises TransferPending, NotYet, TooEarly, IllegalMove."""
        if self.transfer_pending:
            raise TransferPending(self.id)
        self._check_day(on)
        CASE.move(self, CaseStatus.CLOSED, by=by, outcome=outcome_code, closed_on=on)
        self._end_pauses(on)
        db.session.add(
            Closure(case_id=self.id, outcome_code=outcome_code, closed_on=on, by_id=by.id)
        )
        self.plan_none("closed", by=by)

    def reopen(self, *, reason: str, next_due_on: date, by: User) -> None:
        """The end was a mistake, or did not last. Raises IllegalMove, AnotherIsOpen."""
        if self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self.person.hold()
        if db.session.scalar(select(Case.id).where(Case.person_id == self.person_id, IS_OPEN)):
            raise AnotherIsOpen(self.id)
        CASE.move(self, CaseStatus.MANAGED, by=by)
        closure = Closure.newest_of(self.id)
        if closure is not None:
            closure.reopened_on, closure.reopened_because = today(), reason
        self.plan_next(next_due_on, by=by)

    def move_to(self, area: Area, *, by: User) -> None:
        """Another ward answers from now on; its own people choose the worker. Only an accepted
        transfer calls this."""
        self.area_id, self.worker_id, self.worker_since = area.id, None, None
        self.transfer_pending = False
        self.person.be_known_in(area.id)
        record_event("case.moved", on=self, by=by, to=area.id)

    def be_renamed(self, *, by: User) -> None:
        """After the person's details were put right: the wards that know them follow."""
        follow_name(self.person)
        record_event("case.person_corrected", on=self, by=by)

    def be_reached_at(
        self, address: str, *, phone: str, owner: PhoneOwner, may_name_service: bool, by: User
    ) -> None:
        """They moved within the ward, or have another number. Another ward needs a transfer."""
        self.person.live_at(address, phone=phone, owner=owner, may_name_service=may_name_service)
        record_event("case.residence_changed", on=self, by=by)

    def __repr__(self) -> str:
        return f"<Case {self.id}>"


def follow_name(person: Person) -> None:
    """Every case of this person sorts by their name as it is now, and its ward finds them by it."""
    db.session.flush()
    of_person = Case.person_id == person.id
    db.session.execute(update(Case).where(of_person).values(person_sort_key=person.sort_key))
    for area_id in db.session.scalars(select(Case.area_id).where(of_person).distinct()):
        person.be_known_in(area_id)


IS_OPEN = Case.status != literal_column("'closed'")
"""The one definition of an open case. Written as a constant so that partial indexes serve it."""

ENDED = Case.status == literal_column("'closed'")

for _name, _first, _second, _which in (
    ("ward_due", Case.area_id, Case.next_due_on, IS_OPEN),
    ("ward_name", Case.area_id, Case.person_sort_key, IS_OPEN),
    ("ward_term", Case.area_id, Case.term_to, IS_OPEN),
    ("ward_ended", Case.area_id, Case.term_to, ENDED),
    ("worker_due", Case.worker_id, Case.next_due_on, IS_OPEN),
):
    _where: dict[str, Any] = {"sqlite_where": _which, "postgresql_where": _which}
    Index(f"ix_case_{_name}", _first, _second, Case.id, **_where)
Index("ix_case_ward_status", Case.area_id, Case.status, Case.id)

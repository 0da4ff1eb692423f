"""Case: one stay under post-rehabilitation management and support. Its status has one writer."""

from datetime import date
from typing import Any

from sqlalchemy import Index, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, written_out
from reintegrate.models import deadline
from reintegrate.models.age_rule import proposed_minor
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case_endings import EndingCase
from reintegrate.models.case_number import next_case_number
from reintegrate.models.case_row import NO_DATE
from reintegrate.models.case_status import (
    CASE,
    AlreadyAnswers,
    AnotherIsOpen,
    CannotAnswer,
    CaseStatus,
    DeterminationMissing,
    NoSuchGround,
    ReopenedTooLate,
    TransferPending,
)
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.person import Person, PhoneOwner
from reintegrate.models.regime import term_of
from reintegrate.models.user import Role, User

__all__ = [
    "CASE",
    "ENDED",
    "IS_OPEN",
    "NO_DATE",
    "AlreadyAnswers",
    "AnotherIsOpen",
    "CannotAnswer",
    "Case",
    "CaseStatus",
    "DeterminationMissing",
    "NoSuchGround",
    "ReopenedTooLate",
    "TransferPending",
    "follow_name",
]


class Case(EndingCase, Base):
    __tablename__ = "case"

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
        minor: bool | None = None,
        known_since: date | None = None,
    ) -> "Case":
        """Begin a stay. Its term runs from completion, by the regime of the day it is opened (Law
        73/2021 Art. 40; Law 120/2025 Art. 42), unless the decision prints another end. Completed
        later, they are announced. `minor`: an official's answer where age alone does not say. No
        first contact is due before `known_since`. Raises NoTerm when nothing says how long."""
        opened_on = opened_on or today()
        kind = rehabilitation_kind_code
        young = proposed_minor(kind, person.birth, completed_on) if minor is None else minor
        regime, ends = term_of(kind, completed_on, opened_on, minor=young, printed=term_to)
        case = cls(
            number=next_case_number(area, opened_on.year),
            person=person,
            area=area,
            status=CaseStatus.ANNOUNCED if completed_on > opened_on else CaseStatus.MANAGED,
            regime_code=regime.code,
            rehabilitation_kind_code=kind,
            rehabilitation_place=place,
            term_from=completed_on,
            term_base_to=ends,
            term_to=ends,
            term_printed=term_to is not None,
            completed_on=completed_on,
            counted_as_minor=minor,
            opened_on=opened_on,
            person_sort_key=person.sort_key,
        )
        return case._begin(max(opened_on, completed_on, known_since or opened_on), by=by)

    def _begin(self, arrived_on: date, *, by: User) -> "Case":
        """Known in its ward, with a first contact due."""
        db.session.add(self)
        db.session.flush()
        self.person.be_known_in(self.area.id)
        record_event("case.opened", on=self, by=by, regime=self.regime_code)
        self.plan_first(arrived_on, by=by)
        deadline.term_changed(self, by=by)
        return self

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

    def reopen(self, *, reason: str, next_due_on: date, by: User) -> None:
        """The end was a mistake, or did not last. Raises IllegalMove, AnotherIsOpen,
        ReopenedTooLate."""
        if self.is_open:
            raise IllegalMove(self, CaseStatus.MANAGED)
        self.person.hold()
        if db.session.scalar(select(Case.id).where(Case.person_id == self.person_id, IS_OPEN)):
            raise AnotherIsOpen(self.id)
        self.undo_end(reason=reason, next_due_on=next_due_on, by=by)

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


IS_OPEN = Case.status != written_out(CaseStatus.CLOSED)
"""The one definition of an open case. Written as a constant so that partial indexes serve it."""

ENDED = Case.status == written_out(CaseStatus.CLOSED)

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
# Whose support space a worker reads, of cases that have ended too: asked by every page of a case.
Index("ix_case_worker_area", Case.worker_id, Case.area_id)

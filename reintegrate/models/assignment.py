"""Assignment: one agency working one need of one case, offer to end, with one shared thread."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.agency_consent import allow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.catalogue import Service, SharingGround
from reintegrate.models.consent import has_consent
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, just_now, receipt_of, refuse_repetition
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.user import User

SHARING = "share_with_agency"
"""The consent purpose without which no agency is told anything about a person."""

ANSWER_WITHIN = timedelta(days=7)
"""How long an agency has to answer where nobody said otherwise."""


class AssignmentStatus(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    EXPIRED = "expired"
    """Nobody answered by the day an answer was asked for."""


WAITING = (AssignmentStatus.OFFERED,)
UNDER_WAY = (AssignmentStatus.ACCEPTED,)
RUNNING = WAITING + UNDER_WAY
FINISHED = (
    AssignmentStatus.ENDED,
    AssignmentStatus.DECLINED,
    AssignmentStatus.WITHDRAWN,
    AssignmentStatus.EXPIRED,
)
"""What the lists are divided by: whose turn it is."""

ASSIGNMENT = Lifecycle(
    "assignment",
    {
        AssignmentStatus.OFFERED: {
            AssignmentStatus.ACCEPTED,
            AssignmentStatus.DECLINED,
            AssignmentStatus.WITHDRAWN,
            AssignmentStatus.EXPIRED,
        },
        AssignmentStatus.ACCEPTED: {AssignmentStatus.ENDED, AssignmentStatus.WITHDRAWN},
        AssignmentStatus.DECLINED: set(),
        AssignmentStatus.WITHDRAWN: set(),
        AssignmentStatus.ENDED: set(),
        AssignmentStatus.EXPIRED: set(),
    },
    space=Space.SUPPORT,
)


class NoConsent(DomainError):
    """The person has not agreed that an agency is told about them."""


class NoSuchGround(DomainError):
    """The law named is not one that lets this service be asked for without the person's yes."""


class NotOfThisAgency(DomainError):
    """Only somebody who works there, and still does, can be named."""


class AskedAlready(DomainError):
    """This agency is already asked for this need and has not finished."""


class Assignment(Base):
    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_agency_id_status_due_on", "agency_id", "status", "due_on"),
        Index("ix_assignment_status_answer_by", "status", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    service_code: Mapped[str] = mapped_column(ForeignKey("service.code"))
    status: Mapped[AssignmentStatus] = mapped_column(default=AssignmentStatus.OFFERED)
    due_on: Mapped[date]
    answer_by: Mapped[date | None]
    """The last day on which it can be answered."""
    ground_code: Mapped[str | None] = mapped_column(ForeignKey("sharing_ground.code"))
    """The law that lets the agency be told. None: the person's own yes."""
    names_status: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The agency reads that the person is after rehabilitation: what is asked for needs it."""
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who in the agency sees to it. None: whoever has time."""
    request: Mapped[str] = mapped_column(EncryptedText("assignment.request"))
    shares_phone: Mapped[bool] = mapped_column(default=False)
    decline_reason: Mapped[str | None] = mapped_column(EncryptedText("assignment.decline_reason"))
    result: Mapped[str | None] = mapped_column(EncryptedText("assignment.result"))
    helped: Mapped[bool | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    offered_at: Mapped[datetime] = mapped_column(default=utcnow)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()
    need: Mapped[Need] = relationship()
    agency: Mapped[Agency] = relationship()
    colleague: Mapped[User | None] = relationship(foreign_keys=colleague_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def offer(
        cls,
        need: Need,
        *,
        key: str,
        agency: Agency,
        service_code: str,
        due_on: date,
        request: str,
        shares_phone: bool,
        by: User,
        answer_by: date | None = None,
        ground: str | None = None,
    ) -> "Assignment":
        """Ask an agency for a service, with the person's yes to this agency or on the `ground` of a
        law. Raises NoConsent, NoSuchGround, AskedAlready, CaseClosed."""
        earlier = first_result(cls, key, by=by, need_id=need.id)
        if earlier is not None:
            return earlier
        _refuse_unless_asked_rightly(need, agency, service_code, ground)
        if ground is None:
            allow(need.case, agency, by=by)
        asked = {"key": key, "case": need.case, "need": need, "agency": agency}
        assignment = cls(
            **asked,
            service_code=service_code,
            due_on=due_on,
            answer_by=answer_by or min(due_on, today() + ANSWER_WITHIN),
            ground_code=ground,
            names_status=db.session.get_one(Service, service_code).needs_status,
            request=request,
            shares_phone=shares_phone,
            by_id=by.id,
        )
        db.session.add(assignment)
        db.session.flush()
        assignment._say_it_is_asked(by=by)
        need.refer(by=by)
        return assignment

    def _say_it_is_asked(self, *, by: User) -> None:
        asked: dict[str, Any] = {"agency": self.agency_id, "service": self.service_code}
        asked |= {"due_on": self.due_on}
        asked |= {"ground": self.ground_code} if self.ground_code else {}
        record_event("assignment.offered", on=self, by=by, space=Space.SUPPORT, **asked)

    def accept(self, *, by: User) -> None:
        ASSIGNMENT.move(self, AssignmentStatus.ACCEPTED, by=by)
        self.answered_at = utcnow()

    def decline(self, *, reason: str, by: User) -> None:
        """The agency cannot take it on; the need is open again for another."""
        ASSIGNMENT.move(self, AssignmentStatus.DECLINED, by=by)
        self.answered_at, self.decline_reason = utcnow(), reason
        self._give_back_need(by=by)

    def expire(self, *, by: User) -> None:
        """Nobody answered in time: the agency sees it no more, the need is open for another."""
        ASSIGNMENT.move(self, AssignmentStatus.EXPIRED, by=by, agency=self.agency_id)
        self.ended_at = utcnow()
        record_event(
            "agency.silent", on=self.agency, by=by, space=Space.SUPPORT, area=self.case.area_id
        )
        self._give_back_need(by=by)

    def give_to(self, colleague: User | None, *, by: User) -> None:
        """Inside the agency: who sees to it, or nobody in particular. Raises NotOfThisAgency."""
        if colleague is not None and not (
            colleague.agency_id == self.agency_id and colleague.disabled_at is None
        ):
            raise NotOfThisAgency(self.id)
        now = None if colleague is None else colleague.id
        if now != self.colleague_id:
            self.colleague_id, self.colleague = now, colleague
            record_event("assignment.given", on=self, by=by, space=Space.SUPPORT, colleague=now)

    def withdraw(self, *, by: User) -> None:
        """The worker takes the request back: from now on it does not exist for the agency."""
        ASSIGNMENT.move(self, AssignmentStatus.WITHDRAWN, by=by)
        self.ended_at = utcnow()
        self._give_back_need(by=by)

    def end(self, *, result: str, helped: bool, by: User) -> None:
        """Say what came of it; the need is met, or open again."""
        ASSIGNMENT.move(self, AssignmentStatus.ENDED, by=by, helped=helped)
        self.ended_at, self.result, self.helped = utcnow(), result, helped
        if helped:
            self.need.receive(by=by)
        else:
            self._give_back_need(by=by)

    def _give_back_need(self, *, by: User) -> None:
        """Nobody works on it any more: the need is open for another agency."""
        if self.need.status == NeedStatus.REFERRED and not running_for(self.need):
            self.need.accept(by=by)

    def say(self, text: str, *, key: str, by: User, once_more: bool = False) -> "AssignmentMessage":
        """Add a line to the thread both sides read. Raises SaidAlready unless `once_more`."""
        earlier = first_result(AssignmentMessage, key, by=by, assignment_id=self.id)
        if earlier is not None:
            return earlier
        if not once_more:
            refuse_repetition(text, _said_just_now(self, by))
        message = AssignmentMessage(key=key, assignment_id=self.id, by_id=by.id, text=text)
        message.case_id = self.case_id
        db.session.add(message)
        db.session.flush()
        record_event("assignment.message", on=message, by=by, space=Space.SUPPORT)
        return message

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<Assignment {self.id}>"


class AssignmentMessage(Base):
    __tablename__ = "assignment_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    text: Mapped[str] = mapped_column(EncryptedText("assignment_message.text"))

    by: Mapped[User] = relationship()


def _said_just_now(assignment: Assignment, by: User) -> list[tuple[int, datetime, object]]:
    line = AssignmentMessage
    found = select(line.id, line.at, line.text).where(
        line.assignment_id == assignment.id, line.by_id == by.id, just_now(line.at)
    )
    return [(*row,) for row in db.session.execute(found.order_by(line.id.desc()))]


def _refuse_unless_asked_rightly(
    need: Need, agency: Agency, service_code: str, ground: str | None
) -> None:
    if not need.case.is_open:
        raise CaseClosed(need.case_id)
    if ground is not None:
        law = db.session.get(SharingGround, ground)
        if law is None or not law.holds_for(service_code):
            raise NoSuchGround(ground)
    elif not has_consent(need.case, SHARING):
        raise NoConsent(need.case_id)
    if any(other.agency_id == agency.id for other in running_for(need)):
        raise AskedAlready(need.id)


def running_for(need: Need) -> list[Assignment]:
    """What agencies are asked for this need and have not finished, held until commit."""
    return held(Assignment.need_id == need.id)


def held(*which: ColumnElement[bool]) -> list[Assignment]:
    """Running ones, in the order everybody takes them, held until commit."""
    db.session.flush()
    found = select(Assignment).where(*which, Assignment.status.in_(RUNNING))
    return list(db.session.scalars(found.order_by(Assignment.id).with_for_update(of=Assignment)))

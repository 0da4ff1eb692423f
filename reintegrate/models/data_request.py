"""DataRequest: somebody asks about their own data, at their case: what, on which day, how; and by
when they hear. The day of the request starts the clock, not the day it was written down."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, and_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.cover import stand_ins_of
from reintegrate.models.data_request_rule import RequestClock, rule_on
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle, NotYet, TooEarly
from reintegrate.models.notice import NoticeKind, tell
from reintegrate.models.user import Role, User
from reintegrate.models.working_calendar import working_days_after

SOON = timedelta(days=2)


class RequestKind(StrEnum):
    SEE = "see"
    COPY = "copy"
    CORRECT = "correct"
    WITHDRAW_CONSENT = "withdraw_consent"
    RESTRICT = "restrict"
    OBJECT = "object"
    DELETE = "delete"


CLOCK_OF: dict[RequestKind, RequestClock] = {
    RequestKind.SEE: RequestClock.SEE_CORRECT_COPY,
    RequestKind.COPY: RequestClock.SEE_CORRECT_COPY,
    RequestKind.CORRECT: RequestClock.SEE_CORRECT_COPY,
    RequestKind.WITHDRAW_CONSENT: RequestClock.STOP,
    RequestKind.RESTRICT: RequestClock.STOP,
    RequestKind.OBJECT: RequestClock.STOP,
    RequestKind.DELETE: RequestClock.DELETE,
}


class Asker(StrEnum):
    PERSON = "person"
    REPRESENTATIVE = "representative"


class RequestChannel(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"


class RequestStatus(StrEnum):
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    EXTENDED = "extended"
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RefusalGround(StrEnum):
    STATUTORY_FILE = "statutory_file"
    """Kept without consent: Law 91/2025 Art. 14(2). Only where deletion was asked."""
    NOT_ENTITLED = "not_entitled"
    NOT_HELD = "not_held"


ANSWERS = {RequestStatus.DONE, RequestStatus.PARTLY, RequestStatus.REFUSED}
ENDS = ANSWERS | {RequestStatus.WITHDRAWN}
OPEN = (RequestStatus.RECEIVED, RequestStatus.ACKNOWLEDGED, RequestStatus.EXTENDED)

DATA_REQUEST = Lifecycle(
    "data_request",
    {
        RequestStatus.RECEIVED: {RequestStatus.ACKNOWLEDGED} | ENDS,
        RequestStatus.ACKNOWLEDGED: {RequestStatus.EXTENDED} | ENDS,
        RequestStatus.EXTENDED: ENDS,
        **{end: set() for end in ENDS},
    },
    space=Space.SUPPORT,
)


class ExtendedTooLate(DomainError):
    """The days have passed: longer is asked before, not after."""


class GroundMissing(DomainError):
    """A no, in whole or in part, says on what ground."""


class NotAGround(DomainError):
    """That the law keeps the file is an answer to a deletion only; and a yes needs no ground."""


class DataRequest(Base):
    __tablename__ = "data_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[RequestKind]
    status: Mapped[RequestStatus] = mapped_column(default=RequestStatus.RECEIVED)
    asker: Mapped[Asker]
    channel: Mapped[RequestChannel]
    asked_on: Mapped[date]
    others_too: Mapped[bool]
    """Other bodies have to act as well: then it may take longer."""
    words: Mapped[str | None] = mapped_column(EncryptedText("data_request.words"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    taken_at: Mapped[datetime] = mapped_column(default=utcnow)
    answer_by: Mapped[date]
    due_on: Mapped[date]
    """The last day of what comes next: to acknowledge it, then to answer it."""
    acknowledged_on: Mapped[date | None]
    extended_on: Mapped[date | None]
    extended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    extended_because: Mapped[str | None] = mapped_column(
        EncryptedText("data_request.extended_because")
    )
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ground: Mapped[RefusalGround | None]
    answer: Mapped[str | None] = mapped_column(EncryptedText("data_request.answer"))
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship(foreign_keys=by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def take(
        cls,
        case: Case,
        *,
        key: str,
        kind: RequestKind,
        asker: Asker,
        channel: RequestChannel,
        asked_on: date,
        others_too: bool,
        words: str,
        by: User,
    ) -> "DataRequest":
        """Write down what was asked; also on a case that has ended. Raises NotYet, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if asked_on > today():
            raise NotYet(asked_on)
        rule = rule_on(CLOCK_OF[kind], asked_on)
        taken = cls(key=key, case_id=case.id, case=case, kind=kind, asker=asker, channel=channel)
        taken.asked_on, taken.others_too, taken.words = asked_on, others_too, words or None
        taken.by_id = by.id
        taken.answer_by = asked_on + timedelta(rule.others_days if others_too else rule.days)
        taken.due_on = working_days_after(asked_on, rule.acknowledge_working_days)
        db.session.add(taken)
        db.session.flush()
        record_event("data_request.taken", on=taken, by=by, space=Space.SUPPORT, kind=str(kind))
        tell(taken.who_sees_to_it(), NoticeKind.DATA_REQUEST_TAKEN, about=taken, by_id=by.id)
        return taken

    def acknowledge(self, on: date, *, by: User) -> None:
        """They were told that it was received. Raises NotYet, TooEarly, IllegalMove."""
        self._check(on)
        DATA_REQUEST.move(self, RequestStatus.ACKNOWLEDGED, by=by)
        self.acknowledged_on, self.due_on = on, self.answer_by

    def extend(self, because: str, *, by: User) -> None:
        """Once, while its days last; they are told why. Raises ExtendedTooLate, IllegalMove."""
        if DATA_REQUEST.allows(self, RequestStatus.EXTENDED) and self.answer_by < today():
            raise ExtendedTooLate(self.id)
        DATA_REQUEST.move(self, RequestStatus.EXTENDED, by=by)
        more = rule_on(CLOCK_OF[self.kind], self.asked_on).extension_days
        self.answer_by += timedelta(more)
        self.due_on, self.extended_because = self.answer_by, because
        self.extended_on, self.extended_by_id = today(), by.id

    def end(
        self,
        answer: RequestStatus,
        *,
        ground: RefusalGround | None,
        words: str,
        on: date,
        by: User,
    ) -> None:
        """They have their answer. What is done about it is done where the data is: a consent taken
        back, a detail corrected. Raises GroundMissing, NotAGround, NotYet, TooEarly, IllegalMove.
        """
        self._check(on)
        if answer != RequestStatus.DONE and ground is None:
            raise GroundMissing(self.id)
        only_of_deletion = ground == RefusalGround.STATUTORY_FILE
        if ground and (
            answer == RequestStatus.DONE or (only_of_deletion and self.kind != RequestKind.DELETE)
        ):
            raise NotAGround(self.id)
        more = {"ground": str(ground)} if ground else {}
        DATA_REQUEST.move(self, answer, by=by, **more)
        self.ground, self.answer = ground, words or None
        self.ended_on, self.ended_by_id = on, by.id

    def withdraw(self, *, by: User) -> None:
        """Whoever asked takes it back. Raises IllegalMove."""
        DATA_REQUEST.move(self, RequestStatus.WITHDRAWN, by=by)
        self.ended_on, self.ended_by_id = today(), by.id

    def _check(self, on: date) -> None:
        if on > today():
            raise NotYet(on)
        if on < self.asked_on:
            raise TooEarly(on)

    def who_sees_to_it(self) -> Iterable[int | None]:
        """Who answers for the case, whoever stands in for them, and the ward's officials. Not the
        police: what is asked may be about support."""
        here = User.area_id == self.case.area_id, User.disabled_at.is_(None)
        officials = select(User.id).where(*here, User.role == Role.WARD_OFFICIAL)
        worker_id = self.case.worker_id
        return [worker_id, *stand_ins_of(worker_id), *db.session.scalars(officials)]

    @property
    def is_open(self) -> bool:
        """The same rule as IS_OPEN."""
        return self.status in OPEN

    @property
    def can_be_extended(self) -> bool:
        asked = DATA_REQUEST.allows(self, RequestStatus.EXTENDED)
        return asked and self.answer_by >= today()

    @property
    def was_late(self) -> bool:
        """Answered after its last day."""
        return self.status in ANSWERS and self.ended_on is not None and self.ended_on > self.due_on

    def __repr__(self) -> str:
        return f"<DataRequest {self.id}>"


IS_OPEN: ColumnElement[bool] = DataRequest.status.in_(OPEN)

Index("ix_data_request_status_due_on", DataRequest.status, DataRequest.due_on, DataRequest.id)
Index("ix_data_request_case_id_asked_on", DataRequest.case_id, DataRequest.asked_on)


def is_overdue() -> ColumnElement[bool]:
    return and_(IS_OPEN, DataRequest.due_on < today())


def is_due_soon() -> ColumnElement[bool]:
    """Within two days, and not over yet."""
    return and_(IS_OPEN, DataRequest.due_on.between(today(), today() + SOON))

"""HostedStay: somebody stays in another ward for a while. The ward there meets them and writes it
down; their own ward answers for the case all the time. It ends by its last day, without a job."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow, written_out
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import CannotAnswer, Case, TransferPending
from reintegrate.models.contact import CaseClosed, Contact, propose_next
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError, Lifecycle, TooEarly
from reintegrate.models.outcome_rule import OutcomeRule
from reintegrate.models.user import Role, User


class StayStatus(StrEnum):
    ASKED = "asked"
    HOSTED = "hosted"
    DECLINED = "declined"
    ENDED = "ended"


HOSTED_STAY = Lifecycle(
    "hosted_stay",
    {
        StayStatus.ASKED: {StayStatus.HOSTED, StayStatus.DECLINED, StayStatus.ENDED},
        StayStatus.HOSTED: {StayStatus.ENDED},
        StayStatus.DECLINED: set(),
        StayStatus.ENDED: set(),
    },
)


class OwnWardHosts(DomainError):
    """The case is in that ward already."""


class StaysAlready(DomainError):
    """Another ward is asked already, or hosts them until a later day."""


class NotHosted(DomainError):
    """Nobody hosts them on this day: their own ward writes it down."""


class HostedStay(Base):
    __tablename__ = "hosted_stay"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    home_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    host_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    status: Mapped[StayStatus] = mapped_column(default=StayStatus.ASKED)
    first_day: Mapped[date]
    last_day: Mapped[date]
    """Included."""
    address: Mapped[str] = mapped_column(EncryptedText("hosted_stay.address"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    host_worker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who meets them there."""
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()
    home_area: Mapped[Area] = relationship(foreign_keys=home_area_id)
    host_area: Mapped[Area] = relationship(foreign_keys=host_area_id)
    host_worker: Mapped[User | None] = relationship(foreign_keys=host_worker_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def ask(
        cls,
        case: Case,
        *,
        key: str,
        host_area: Area,
        first_day: date,
        last_day: date,
        address: str,
        by: User,
    ) -> "HostedStay":
        """Ask another ward to meet them there. Raises OwnWardHosts, AreaEnded, StaysAlready,
        CaseClosed, TransferPending."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        refuse_what_cannot_be_hosted(case, host_area)
        end_stays(case, by=by, before=today())
        if db.session.scalar(select(cls.id).where(cls.case_id == case.id, STANDS)) is not None:
            raise StaysAlready(case.id)
        stay = cls(key=key, case_id=case.id, case=case, home_area_id=case.area_id, by_id=by.id)
        stay.host_area_id, stay.host_area, stay.address = host_area.id, host_area, address
        stay.first_day, stay.last_day = first_day, last_day
        db.session.add(stay)
        db.session.flush()
        record_event("hosted_stay.asked", on=stay, by=by, to=host_area.id, until=last_day)
        return stay

    def host(self, worker: User, *, by: User) -> None:
        """The ward there says yes and who meets them. Raises IllegalMove, CannotAnswer."""
        able = worker.role == Role.SOCIAL_WORKER and not worker.is_disabled
        if not able or worker.area_id != self.host_area_id:
            raise CannotAnswer(worker.id)
        self.host_worker_id, self.host_worker = worker.id, worker
        HOSTED_STAY.move(self, StayStatus.HOSTED, by=by, worker=worker.id)

    def decline(self, *, by: User) -> None:
        HOSTED_STAY.move(self, StayStatus.DECLINED, by=by)

    def end(self, *, by: User) -> None:
        """They are back, or the question is taken back."""
        self.ended_at = utcnow()
        HOSTED_STAY.move(self, StayStatus.ENDED, by=by)

    def log(
        self,
        *,
        key: str,
        outcome: OutcomeRule,
        channel_code: str,
        happened_on: date,
        note: str,
        by: User,
    ) -> Contact:
        """A contact there. What is next stays the home ward's plan: the next in its rhythm, or as
        it was. Raises NotHosted, TooEarly, CaseClosed, NotYet, KeyTaken."""
        if not self.is_running:
            raise NotHosted(self.id)
        if happened_on < self.first_day:
            raise TooEarly(happened_on)
        next_on = propose_next(self.case, outcome, happened_on) or self.case.due_on
        contact = Contact.log(
            self.case,
            key=key,
            by=by,
            outcome=outcome,
            channel_code=channel_code,
            happened_on=happened_on,
            note=note,
            next_due_on=next_on,
            no_next_reason_code=None if next_on else self.case.no_next_date_reason_code,
        )
        record_event("hosted_stay.contacted", on=self, by=by, contact=contact.id)
        return contact

    @property
    def area_id(self) -> int:
        """Whose file it stands in."""
        return self.home_area_id

    @property
    def is_asked(self) -> bool:
        return self.status == StayStatus.ASKED

    @property
    def stands(self) -> bool:
        return self.is_asked or self.status == StayStatus.HOSTED

    @property
    def is_over(self) -> bool:
        return not self.stands or self.last_day < today()

    @property
    def is_running(self) -> bool:
        hosted = self.status == StayStatus.HOSTED and self.case.is_open
        return hosted and self.first_day <= today() <= self.last_day

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<HostedStay {self.id}>"


STANDS: ColumnElement[bool] = HostedStay.status.in_(
    [written_out(StayStatus.ASKED), written_out(StayStatus.HOSTED)]
)
Index(
    "uq_hosted_stay_one_stands",
    HostedStay.case_id,
    unique=True,
    sqlite_where=STANDS,
    postgresql_where=STANDS,
)
Index("ix_hosted_stay_home", HostedStay.home_area_id, HostedStay.last_day, HostedStay.id)
Index("ix_hosted_stay_host", HostedStay.host_area_id, HostedStay.last_day, HostedStay.id)
Index("ix_hosted_stay_host_worker", HostedStay.host_worker_id, HostedStay.last_day)


def refuse_what_cannot_be_hosted(case: Case, host_area: Area) -> None:
    if not case.is_open:
        raise CaseClosed(case.id)
    if host_area.id == case.area_id:
        raise OwnWardHosts(case.id)
    host_area.hold()
    if case.transfer_pending:
        raise TransferPending(case.id)


def end_stays(case: Case, *, by: User, before: date | None = None) -> None:
    """Those that stand; with `before`, only what was over by then."""
    found = select(HostedStay).where(HostedStay.case_id == case.id, STANDS)
    if before is not None:
        found = found.where(HostedStay.last_day < before)
    for stay in db.session.scalars(found).all():
        stay.end(by=by)
    db.session.flush()

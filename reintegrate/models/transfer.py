"""Transfer: a case moving between wards. Until the other side says yes, nothing moves."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, exists, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow, written_out
from reintegrate.models import deadline
from reintegrate.models.act import Act, ActKind
from reintegrate.models.area import Area
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case, TransferPending
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.handover import HelpChoice, answer_by, days_set, settle_help
from reintegrate.models.helper import ByPaper, HelperAssignment
from reintegrate.models.hosted_stay import end_stays
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.life_rule import SettingName
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.rhythm import Rhythm
from reintegrate.models.user import User


class TransferStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody answered for so long that the ward that asked is to ask anew, or leave it."""


TRANSFER = Lifecycle(
    "transfer",
    {
        TransferStatus.PROPOSED: {
            TransferStatus.ACCEPTED,
            TransferStatus.DECLINED,
            TransferStatus.WITHDRAWN,
            TransferStatus.EXPIRED,
        },
        TransferStatus.ACCEPTED: set(),
        TransferStatus.DECLINED: set(),
        TransferStatus.WITHDRAWN: set(),
        TransferStatus.EXPIRED: set(),
    },
)


class SameWard(DomainError):
    """The case is in that ward already."""


class Transfer(Base):
    __tablename__ = "transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    from_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    to_area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), index=True)
    status: Mapped[TransferStatus] = mapped_column(default=TransferStatus.PROPOSED)
    moved_on: Mapped[date]
    reason: Mapped[str] = mapped_column(EncryptedText("transfer.reason"))
    new_address: Mapped[str] = mapped_column(EncryptedText("transfer.new_address"))
    decline_reason: Mapped[str | None] = mapped_column(EncryptedText("transfer.decline_reason"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=utcnow)
    answer_by: Mapped[datetime | None]
    """None where no rule held here names a time."""
    escalated_at: Mapped[datetime | None]
    """When the province's coordinator was told that nobody has answered in time."""
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]
    former_worker_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who answered for the case until it was accepted."""
    notes_until: Mapped[date | None]
    """The last day on which they still read the notes they wrote."""
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()
    from_area: Mapped[Area] = relationship(foreign_keys=from_area_id)
    to_area: Mapped[Area] = relationship(foreign_keys=to_area_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def propose(
        cls,
        case: Case,
        *,
        key: str,
        to_area: Area,
        moved_on: date,
        new_address: str,
        reason: str,
        by: User,
    ) -> "Transfer":
        """Ask another ward to take the case. Raises SameWard, AreaEnded, TransferPending,
        CaseClosed."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        refuse_what_cannot_move(case, to_area)
        now = utcnow()
        transfer = cls(
            key=key,
            proposed_at=now,
            answer_by=answer_by(case, now),
            case_id=case.id,
            case=case,
            from_area_id=case.area_id,
            to_area_id=to_area.id,
            to_area=to_area,
            moved_on=moved_on,
            reason=reason,
            new_address=new_address,
            by_id=by.id,
        )
        db.session.add(transfer)
        case.transfer_pending = True
        db.session.flush()
        record_event("transfer.proposed", on=transfer, by=by, to=to_area.id)
        transfer._say_they_left(by=by)
        return transfer

    def accept(
        self,
        *,
        by: User,
        worker: User | None = None,
        choices: Mapping[int, HelpChoice] | None = None,
    ) -> None:
        """From this instant the receiving ward answers: ward and worker change together. What the
        sending ward still owed is its own no more. `choices`: what is to become of what
        agencies were asked, by assignment. Raises IllegalMove, AreaEnded, CannotAnswer."""
        self.to_area.hold()
        self._answer(TransferStatus.ACCEPTED, by=by)
        self._say_they_left(by=by)
        self._leave_helper(by=by)
        deadline.end_all(self.case, by=by)
        end_stays(self.case, by=by)
        self._leave_worker()
        settle_help(self.case, self.to_area, choices or {}, key=self.key, by=by)
        self.case.move_to(self.to_area, by=by)
        self._take_rhythm_of_new_ward()
        Act.record(self.case, ActKind.TRANSFER_RECEIVED, at=utcnow(), by=by, source=self.as_source)
        person = self.case.person
        person.address = self.new_address
        db.session.flush()
        if not self._stays_known(person.id):
            person.be_forgotten_in(self.from_area_id)
        if worker is not None:
            self.case.assign(worker, by=by)

    def _leave_worker(self) -> None:
        """Who answered until now may be asked by who comes after: they keep what they wrote in
        sight for a while, and then lose it by its day alone."""
        self.former_worker_id = self.case.worker_id
        days = days_set(SettingName.NOTES_AFTER_TRANSFER_DAYS)
        if self.former_worker_id is not None and days:
            self.notes_until = today() + timedelta(days=days)

    def _leave_helper(self, *, by: User) -> None:
        """The chair of the ward they leave assigned them; the new ward's assigns its own."""
        helper = HelperAssignment.now_for(self.case_id)
        if helper is not None:
            helper.end(max(today(), helper.since), by=by, paper=ByPaper(self.as_source, utcnow()))

    def _take_rhythm_of_new_ward(self) -> None:
        """A template of the ward they left does not go along; what is planned does."""
        rhythm_id = self.case.rhythm_id
        rhythm = db.session.get(Rhythm, rhythm_id) if rhythm_id else None
        if rhythm is not None and rhythm.area_id == self.from_area_id:
            self.case.rhythm_id = None

    def _say_they_left(self, *, by: User) -> None:
        """Once, on the day they really left; a move that is still to come is said at acceptance."""
        written = select(Act.id).where(
            Act.case_id == self.case_id, Act.kind == ActKind.LEFT, Act.source == self.as_source
        )
        if self.moved_on <= today() and db.session.scalar(written) is None:
            Act.record(self.case, ActKind.LEFT, at=self.moved_on, by=by, source=self.as_source)

    @property
    def as_source(self) -> str:
        return f"transfer:{self.id}"

    def decline(self, *, reason: str, by: User) -> None:
        """Everything stays as it was, and the sender reads why."""
        self._answer(TransferStatus.DECLINED, by=by)
        self.decline_reason = reason
        self.case.transfer_pending = False

    def withdraw(self, *, by: User) -> None:
        self._answer(TransferStatus.WITHDRAWN, by=by)
        self.case.transfer_pending = False

    def expire(self, *, by: User) -> None:
        """Nobody answered: everything stays as it was, and the sender is told."""
        self._answer(TransferStatus.EXPIRED, by=by)
        self.case.transfer_pending = False

    def _answer(self, to: TransferStatus, *, by: User) -> None:
        """Raises IllegalMove. Waits for whoever is just writing in the case."""
        db.session.refresh(self.case, with_for_update={"of": Case})
        TRANSFER.move(self, to, by=by)
        self.answered_by_id, self.answered_at = by.id, utcnow()

    def _stays_known(self, person_id: int) -> bool:
        """Whether the sending ward holds another of their cases, ended ones too."""
        held = exists().where(Case.person_id == person_id, Case.area_id == self.from_area_id)
        return bool(db.session.scalar(select(held)))

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)

    @property
    def is_late(self) -> bool:
        return self.is_pending and self.answer_by is not None and self.answer_by <= utcnow()

    @property
    def is_pending(self) -> bool:
        return self.status == TransferStatus.PROPOSED

    def __repr__(self) -> str:
        return f"<Transfer {self.id}>"


def refuse_what_cannot_move(case: Case, to_area: Area) -> None:
    if not case.is_open:
        raise CaseClosed(case.id)
    if to_area.id == case.area_id:
        raise SameWard(case.id)
    to_area.hold()
    if case.transfer_pending:
        raise TransferPending(case.id)


_PENDING = Transfer.status == written_out(TransferStatus.PROPOSED)
Index(
    "uq_transfer_one_pending",
    Transfer.case_id,
    unique=True,
    sqlite_where=_PENDING,
    postgresql_where=_PENDING,
)
Index("ix_transfer_answer_by", Transfer.answer_by, sqlite_where=_PENDING, postgresql_where=_PENDING)
Index("ix_transfer_former_worker", Transfer.former_worker_id, Transfer.notes_until)

"""Benefit: help that reached the person: what, when, from whom, and how much where it is money."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.assignment import running_for
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import NotYet, TooEarly
from reintegrate.models.need import Need
from reintegrate.models.support_scheme import SupportScheme
from reintegrate.models.user import User

MOST_DONG = 100_000_000_000


class Benefit(Base):
    """Written down in error it is struck: it stays in sight and no longer counts."""

    __tablename__ = "benefit"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    scheme_code: Mapped[str | None] = mapped_column(ForeignKey(SupportScheme.code))
    what: Mapped[str | None] = mapped_column(EncryptedText("benefit.what"))
    giver: Mapped[str | None] = mapped_column(EncryptedText("benefit.giver"))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    """Whole đồng. None: it was no money."""
    given_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    struck_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[Case] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def record(
        cls,
        case: Case,
        *,
        key: str,
        need: Need | None,
        scheme: SupportScheme | None,
        what: str,
        giver: str,
        amount: int | None,
        given_on: date,
        by: User,
    ) -> "Benefit":
        """Write down what was received; the need it answers is received with it, unless an agency
        is still at work on that. Raises CaseClosed, NotYet, TooEarly, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        _refuse_what_cannot_be(case, given_on)
        benefit = cls(key=key, case_id=case.id, case=case, by_id=by.id, given_on=given_on)
        benefit.need_id = need.id if need else None
        benefit.scheme_code = scheme.code if scheme else None
        benefit.what, benefit.giver, benefit.amount = what or None, giver or None, amount
        db.session.add(benefit)
        db.session.flush()
        record_event("benefit.recorded", on=benefit, by=by, space=Space.SUPPORT)
        if need is not None and need.can_be_received and not running_for(need):
            need.receive(by=by)
        return benefit

    def strike(self, *, by: User) -> None:
        """It was written down in error."""
        if self.struck_at is None:
            self.struck_at = utcnow()
            record_event("benefit.struck", on=self, by=by, space=Space.SUPPORT)

    def restore(self, *, by: User) -> None:
        """It was no error."""
        if self.struck_at is not None:
            self.struck_at = None
            record_event("benefit.restored", on=self, by=by, space=Space.SUPPORT)

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)


def _refuse_what_cannot_be(case: Case, given_on: date) -> None:
    if not case.is_open:
        raise CaseClosed(case.id)
    if given_on > today():
        raise NotYet(given_on)
    if given_on < case.term_from:
        raise TooEarly(given_on)


def total_received(case_id: int) -> int:
    """In đồng, of what counts."""
    counted = select(func.sum(Benefit.amount)).where(
        Benefit.case_id == case_id, Benefit.struck_at.is_(None)
    )
    return int(db.session.scalar(counted) or 0)

"""Consent: a person's yes or no to one purpose, never taken for granted, withdrawable any day."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column, relationship

from reintegrate.db import Base, db, today
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.idempotency import first_result
from reintegrate.models.user import User


class Consent(Base):
    """The newest row of a purpose counts. (Law 91/2025 Art. 9; Decree 356/2025 Art. 6.)"""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    """None for an answer that came with an intake: that has a key of its own."""
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    purpose_code: Mapped[str] = mapped_column(ForeignKey("consent_purpose.code"))
    given: Mapped[bool]
    said_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    withdrawn_on: Mapped[date | None]

    case: Mapped[Case] = relationship()

    @classmethod
    def record(
        cls,
        case: Case,
        *,
        purpose_code: str,
        given: bool,
        by: User,
        said_on: date | None = None,
        key: str | None = None,
    ) -> "Consent":
        """Write down an answer. On a running case see `answer_consent` in sharing.py: a no has
        consequences for the agencies that were told something."""
        earlier = first_result(cls, key, by=by, case_id=case.id) if key else None
        if earlier is not None:
            return earlier
        consent = cls(
            key=key,
            case_id=case.id,
            case=case,
            purpose_code=purpose_code,
            given=given,
            said_on=said_on or today(),
            by_id=by.id,
        )
        db.session.add(consent)
        db.session.flush()
        what = "consent.given" if given else "consent.refused"
        record_event(what, on=consent, by=by, space=Space.SUPPORT, purpose=purpose_code)
        return consent

    def withdraw(self, *, by: User) -> None:
        if self.withdrawn_on is None:
            self.withdrawn_on = today()
            record_event(
                "consent.withdrawn", on=self, by=by, space=Space.SUPPORT, purpose=self.purpose_code
            )

    @property
    def is_live(self) -> bool:
        return self.given and self.withdrawn_on is None


def has_consent(case: Case, purpose_code: str) -> bool:
    """Whether the person's latest word on this purpose is yes."""
    latest = db.session.scalar(
        select(Consent)
        .where(Consent.case_id == case.id, Consent.purpose_code == purpose_code)
        .order_by(Consent.id.desc())
        .limit(1)
    )
    return latest is not None and latest.is_live


def consents_now(
    case_id: InstrumentedAttribute[int] | ColumnElement[int], purpose_code: str
) -> ColumnElement[bool]:
    """The same rule as `has_consent`, for queries about rows that carry a case, however deep in
    them it stands: without the correlation it would be anybody's latest word."""
    word = aliased(Consent)
    latest = (
        select(word.id)
        .where(word.case_id == case_id, word.purpose_code == purpose_code)
        .order_by(word.id.desc())
        .limit(1)
        .correlate_except(word)
        .scalar_subquery()
    )
    return (
        select(Consent.id)
        .where(Consent.id == latest, Consent.given, Consent.withdrawn_on.is_(None))
        .correlate_except(Consent)
        .exists()
    )

"""Consent: a person's yes or no to one purpose, never taken for granted, withdrawable any day."""

from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.user import User


class Consent(Base):
    """The newest row of a purpose counts. (Law 91/2025 Art. 9; Decree 356/2025 Art. 6.)"""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    purpose_code: Mapped[str] = mapped_column(ForeignKey("consent_purpose.code"))
    given: Mapped[bool]
    said_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    withdrawn_on: Mapped[date | None]

    case: Mapped[Case] = relationship()

    @classmethod
    def record(
        cls, case: Case, *, purpose_code: str, given: bool, by: User, said_on: date | None = None
    ) -> "Consent":
        consent = cls(
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

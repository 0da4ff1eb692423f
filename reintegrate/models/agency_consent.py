"""AgencyConsent: the person's yes to one agency being told, withdrawable any day."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today
from reintegrate.models.agency import Agency
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.user import User


class AgencyConsent(Base):
    """One row for an agency; the trail has every yes and its taking back. It narrows the yes to
    sharing, and is worth nothing without that."""

    __tablename__ = "agency_consent"
    __table_args__ = (UniqueConstraint("case_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    said_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    case: Mapped[Case] = relationship()
    agency: Mapped[Agency] = relationship()

    @property
    def is_live(self) -> bool:
        return self.withdrawn_on is None

    def withdraw(self, *, by: User) -> None:
        """See `withdraw_agency_consent` in sharing.py: it has consequences."""
        if self.is_live:
            self.withdrawn_on = today()
            record_event(
                "agency_consent.withdrawn",
                on=self,
                by=by,
                space=Space.SUPPORT,
                agency=self.agency_id,
            )


def allow(case: Case, agency: Agency, *, by: User) -> AgencyConsent:
    """They were asked about this agency, and agree."""
    said = db.session.scalar(
        select(AgencyConsent).where(
            AgencyConsent.case_id == case.id, AgencyConsent.agency_id == agency.id
        )
    )
    if said is None:
        said = AgencyConsent(case_id=case.id, case=case, agency_id=agency.id, agency=agency)
        db.session.add(said)
    said.said_on, said.withdrawn_on, said.by_id = today(), None, by.id
    db.session.flush()
    record_event("agency_consent.given", on=said, by=by, space=Space.SUPPORT, agency=agency.id)
    return said


def not_taken_back(
    case_id: InstrumentedAttribute[int], agency_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """For rows that carry a case and an agency: they did not take back their yes to it."""
    return ~(
        select(AgencyConsent.id)
        .where(
            AgencyConsent.case_id == case_id,
            AgencyConsent.agency_id == agency_id,
            AgencyConsent.withdrawn_on.is_not(None),
        )
        .exists()
    )

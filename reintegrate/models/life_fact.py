"""LifeFact: work, home, papers, family, health as plain facts with their day. Only added to; never
a diagnosis, an HIV status or a test: the choices are these, and there is no room for words."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import NotYet
from reintegrate.models.user import User


class Sphere(StrEnum):
    WORK = "work"
    HOME = "home"
    PAPERS = "papers"
    FAMILY = "family"
    HEALTH = "health"


class LifeFactKind(StrEnum):
    STEADY_WORK = "steady_work"
    CASUAL_WORK = "casual_work"
    OWN_BUSINESS = "own_business"
    IN_TRAINING = "in_training"
    OWN_HOME = "own_home"
    RENTS = "rents"
    STAYS_WITH_OTHERS = "stays_with_others"
    RESIDENCE_REGISTERED = "residence_registered"
    IDENTITY_CARD = "identity_card"
    CRIMINAL_RECORD_SLIP = "criminal_record_slip"
    LIVES_WITH_FAMILY = "lives_with_family"
    IN_TOUCH_WITH_FAMILY = "in_touch_with_family"
    SOMEBODY_TO_TURN_TO = "somebody_to_turn_to"
    HEALTH_INSURANCE = "health_insurance"
    GOES_TO_HEALTH_STATION = "goes_to_health_station"


KIND = LifeFactKind
KINDS: dict[Sphere, tuple[LifeFactKind, ...]] = {
    Sphere.WORK: (KIND.STEADY_WORK, KIND.CASUAL_WORK, KIND.OWN_BUSINESS, KIND.IN_TRAINING),
    Sphere.HOME: (KIND.OWN_HOME, KIND.RENTS, KIND.STAYS_WITH_OTHERS),
    Sphere.PAPERS: (KIND.RESIDENCE_REGISTERED, KIND.IDENTITY_CARD, KIND.CRIMINAL_RECORD_SLIP),
    Sphere.FAMILY: (
        KIND.LIVES_WITH_FAMILY,
        KIND.IN_TOUCH_WITH_FAMILY,
        KIND.SOMEBODY_TO_TURN_TO,
    ),
    Sphere.HEALTH: (KIND.HEALTH_INSURANCE, KIND.GOES_TO_HEALTH_STATION),
}


class LifeFact(Base):
    """The newest word on a kind counts. Marked as an error it stays in sight and does not."""

    __tablename__ = "life_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    """The ward where it was written: a move passes it on only with consent."""
    kind: Mapped[LifeFactKind]
    holds: Mapped[bool]
    """False: no longer so, from that day on."""
    since: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    struck_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()

    @classmethod
    def note(
        cls, case: Case, kind: LifeFactKind, *, key: str, holds: bool, since: date, by: User
    ) -> "LifeFact":
        """Raises CaseClosed, NotYet, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not case.is_open:
            raise CaseClosed(case.id)
        if since > today():
            raise NotYet(since)
        fact = cls(key=key, case_id=case.id, case=case, by_id=by.id, kind=kind, holds=holds)
        fact.since, fact.area_id = since, case.area_id
        db.session.add(fact)
        db.session.flush()
        record_event("life_fact.noted", on=fact, by=by, space=Space.SUPPORT)
        return fact

    def strike(self, *, by: User) -> None:
        """It was written down in error."""
        if self.struck_at is None:
            self.struck_at = utcnow()
            record_event("life_fact.struck", on=self, by=by, space=Space.SUPPORT)

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)


Index("ix_life_fact_case_id_since", LifeFact.case_id, LifeFact.since)


def sphere_of(kind: LifeFactKind) -> Sphere:
    return next(sphere for sphere, kinds in KINDS.items() if kind in kinds)

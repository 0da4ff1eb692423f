"""CommunityActivity: a talk, a festival day, a club's meeting, work from house to house. How many
came is counted; who came is nobody's business, and there are no pictures."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.catalogue import Programme
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import Lifecycle, NotYet
from reintegrate.models.user import User

MOST_ATTENDING = 100_000


class ActivityShape(StrEnum):
    TALK = "talk"
    FESTIVAL_DAY = "festival_day"
    CLUB_MEETING = "club_meeting"
    HOUSE_TO_HOUSE = "house_to_house"


class ActivityStatus(StrEnum):
    HELD = "held"
    STRUCK = "struck"
    """Written down in error: it stays in sight and no longer counts."""


ACTIVITY = Lifecycle(
    "community_activity",
    {
        ActivityStatus.HELD: {ActivityStatus.STRUCK},
        ActivityStatus.STRUCK: {ActivityStatus.HELD},
    },
    space=Space.SYSTEM,
)


class CommunityActivity(Base):
    __tablename__ = "community_activity"
    __table_args__ = (CheckConstraint("attending >= 0", name="attending"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    programme_code: Mapped[str] = mapped_column(ForeignKey(Programme.code))
    shape: Mapped[ActivityShape]
    held_on: Mapped[date]
    topic: Mapped[str] = mapped_column(EncryptedText("community_activity.topic"))
    place: Mapped[str] = mapped_column(EncryptedText("community_activity.place"))
    partners: Mapped[str | None] = mapped_column(EncryptedText("community_activity.partners"))
    """Organisations."""
    attending: Mapped[int]
    status: Mapped[ActivityStatus] = mapped_column(default=ActivityStatus.HELD)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def record(
        cls,
        *,
        key: str,
        programme_code: str,
        shape: ActivityShape,
        held_on: date,
        topic: str,
        place: str,
        partners: str,
        attending: int,
        by: User,
    ) -> "CommunityActivity":
        """Write down what was held. Raises NotYet, KeyTaken."""
        earlier = first_result(cls, key, by=by, area_id=by.area_id)
        if earlier is not None:
            return earlier
        held = cls(key=key, area_id=by.area_id, by_id=by.id, programme_code=programme_code)
        held.shape = shape
        held._say(held_on, topic, place, partners, attending)
        db.session.add(held)
        db.session.flush()
        record_event(
            "community_activity.recorded", on=held, by=by, space=Space.SYSTEM, attending=attending
        )
        return held

    def correct(
        self,
        *,
        programme_code: str,
        shape: ActivityShape,
        held_on: date,
        topic: str,
        place: str,
        partners: str,
        attending: int,
        by: User,
    ) -> None:
        """Put right what was written. Raises NotYet."""
        self.programme_code, self.shape = programme_code, shape
        self._say(held_on, topic, place, partners, attending)
        record_event(
            "community_activity.corrected", on=self, by=by, space=Space.SYSTEM, attending=attending
        )

    def strike(self, *, by: User) -> None:
        ACTIVITY.move(self, ActivityStatus.STRUCK, by=by)

    def restore(self, *, by: User) -> None:
        ACTIVITY.move(self, ActivityStatus.HELD, by=by)

    def _say(self, held_on: date, topic: str, place: str, partners: str, attending: int) -> None:
        if held_on > today():
            raise NotYet(held_on)
        self.held_on, self.topic, self.place = held_on, topic, place
        self.partners, self.attending = partners or None, attending

    @property
    def counts(self) -> bool:
        return self.status == ActivityStatus.HELD

    @property
    def receipt(self) -> str:
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<CommunityActivity {self.id}>"


Index(
    "ix_community_activity_area",
    CommunityActivity.area_id,
    CommunityActivity.held_on,
    CommunityActivity.id,
)

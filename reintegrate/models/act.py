"""Act: one thing the law asks for and somebody did, in one case. `Act.record` is its only writer.

Stands below Case, which records acts of its own; so neither this nor deadline.py imports it.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import HERE, Base, db, utcnow
from reintegrate.models import deadline
from reintegrate.models.audit import record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, NotYet
from reintegrate.models.user import User

if TYPE_CHECKING:
    from reintegrate.models.case import Case


class ActKind(StrEnum):
    """In the order in which the law expects them. No member for a sign of use or for a test: the
    file holds at most that a competent body determined addiction, with its number and day."""

    NOTICE_RECEIVED = "notice_received"
    REHABILITATION_COMPLETED = "rehabilitation_completed"
    REPORTED_IN = "reported_in"
    CV_WRITTEN = "cv_written"
    FILE_OPENED = "file_opened"
    PROPOSED = "proposed"
    DECIDED = "decided"
    DELIVERED = "delivered"
    TEAM_SET = "team_set"
    HELPER_ASSIGNED = "helper_assigned"
    HELPER_ENDED = "helper_ended"
    MET_FIRST = "met_first"
    PLAN_MADE = "plan_made"
    ABSENCE_REPORTED = "absence_reported"
    RETURNED = "returned"
    WENT_ABSENT = "went_absent"
    CAME_BACK = "came_back"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    LEFT = "left"
    TRANSFER_NOTIFIED = "transfer_notified"
    TRANSFER_RECEIVED = "transfer_received"
    ADDICTION_DETERMINED = "addiction_determined"
    DIED = "died"
    DECLARED_MISSING = "declared_missing"
    CERTIFIED = "certified"
    TAKEN_OFF_LIST = "taken_off_list"
    CLOSED = "closed"
    REOPENED = "reopened"


ON_PAPER = (
    ActKind.NOTICE_RECEIVED,
    ActKind.PROPOSED,
    ActKind.DECIDED,
    ActKind.REHABILITATION_COMPLETED,
    ActKind.DELIVERED,
    ActKind.REPORTED_IN,
    ActKind.FILE_OPENED,
    ActKind.CV_WRITTEN,
    ActKind.PLAN_MADE,
    ActKind.TRANSFER_NOTIFIED,
    ActKind.ADDICTION_DETERMINED,
    ActKind.DECLARED_MISSING,
    ActKind.DIED,
    ActKind.CERTIFIED,
    ActKind.TAKEN_OFF_LIST,
)
"""What somebody may write down from a paper or from what they saw. The others are written by the
verbs that do them: an absence, a suspension, an end, a transfer, a helper."""


class TakenBack(DomainError):
    """This act was taken back already."""


class BodyMissing(DomainError):
    """A determination of addiction is a paper of a competent body: it has a number, and the body a
    name. Anything else is not one."""


class WrittenByVerb(DomainError):
    """This act was written by what was done with the case: undo that instead."""


class WrittenByPaper(DomainError):
    """This act stands by a paper that was issued here: withdraw the paper instead."""


class Act(Base):
    """When it really happened (`at`) and when it was written down (`recorded_at`) are two things:
    paperwork comes early, late and out of order."""

    __tablename__ = "act"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[ActKind]
    at: Mapped[datetime]
    whole_day: Mapped[bool]
    """Known by its day only: then `at` is that day's 00:00 in Vietnam."""
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    source: Mapped[str]
    """What it was read from: "document:12", "intake", "transfer:3", "outside", "first_release"."""
    number: Mapped[str] = mapped_column(default="")
    """Of a paper made elsewhere."""
    signer: Mapped[str] = mapped_column(default="")
    """Who signed that paper, and for which body."""
    prints_from: Mapped[date | None]
    prints_to: Mapped[date | None]
    """From and to, as a decision prints them."""
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    case: Mapped["Case"] = relationship()
    by: Mapped[User] = relationship(foreign_keys=by_id)

    @classmethod
    def record(
        cls,
        case: "Case",
        kind: ActKind,
        *,
        at: datetime | date,
        by: User,
        source: str,
        whole_day: bool = False,
        number: str = "",
        signer: str = "",
        prints: tuple[date, date] | None = None,
        key: str | None = None,
    ) -> "Act":
        """Write down that it happened, move the case if that is what it does, and let the
        deadlines follow. A plain `date` is a whole day. `prints` are the from and to of a decision.
        Raises NotYet, BodyMissing, KeyTaken."""
        if key and (earlier := first_result(cls, key, by=by, case_id=case.id)):
            return earlier
        if kind == ActKind.ADDICTION_DETERMINED and not (number and signer):
            raise BodyMissing(kind)
        if not isinstance(at, datetime):
            at, whole_day = datetime.combine(at, time(), HERE), True
        if at > utcnow():
            raise NotYet(at)
        act = cls(case_id=case.id, case=case, kind=kind, at=at, whole_day=whole_day, by_id=by.id)
        act.source, act.number, act.signer, act.key = source, number, signer, key
        act.prints_from, act.prints_to = prints or (None, None)
        db.session.add(act)
        db.session.flush()
        record_event(f"act.{kind}", on=act, by=by, happened=act.day, source=source)
        case.follow_act(act, by=by)
        deadline.follow(act, by=by)
        return act

    @property
    def day(self) -> date:
        """The calendar day in Vietnam on which it happened."""
        return self.at.astimezone(HERE).date()

    @property
    def area_id(self) -> int:
        """Whose ward's file it stands in: the audit trail keeps it beside the row."""
        return self.case.area_id

    @property
    def paper_id(self) -> int | None:
        return paper_id(self.source)

    def take_back(self, *, by: User, with_paper: bool = False) -> None:
        """It was written down by mistake. The row stays, struck out; what hung on it is undone.
        `with_paper`: its paper is being withdrawn. Raises TakenBack, WrittenByVerb,
        WrittenByPaper."""
        if self.paper_id is not None and not with_paper:
            raise WrittenByPaper(self.paper_id)
        if self.kind not in ON_PAPER and not with_paper:
            raise WrittenByVerb(self.id)
        if self.taken_back_at is not None:
            raise TakenBack(self.id)
        self.taken_back_at, self.taken_back_by_id = utcnow(), by.id
        db.session.flush()
        record_event("act.taken_back", on=self, by=by, kind=self.kind)
        self.case.unfollow_act(self, by=by)
        deadline.unfollow(self, by=by)

    @classmethod
    def of(cls, case_id: int) -> list["Act"]:
        """Those that stand, as they happened."""
        found = select(cls).where(cls.case_id == case_id, STANDS).order_by(cls.at, cls.id)
        return list(db.session.scalars(found))

    def __repr__(self) -> str:
        return f"<Act {self.id}>"


def paper_id(source: str) -> int | None:
    """The paper issued here that an act stands by; None where it was done otherwise."""
    kind, _, number = source.partition(":")
    return int(number) if kind == "document" else None


STANDS = Act.taken_back_at.is_(None)

Index("ix_act_case_id_at", Act.case_id, Act.at, Act.id)
Index("ix_act_case_id_kind", Act.case_id, Act.kind, Act.id)

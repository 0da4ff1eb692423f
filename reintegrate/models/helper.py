"""HelperAssignment: whom the chair assigned to help one person (Mẫu 59, 60), from when to when, and
what a month is paid. A change is a new row: who helped before stays in the file."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, literal_column, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.act import STANDS, Act, ActKind
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.case_status import CaseStatus
from reintegrate.models.idempotency import first_result
from reintegrate.models.life_rule import BaseSalary, SettingName, setting
from reintegrate.models.lifecycle import DomainError, IllegalMove, NotYet, TooEarly
from reintegrate.models.transition import regime_code_on
from reintegrate.models.user import User


class PaidTooMuch(DomainError):
    """More than the share of the base salary that the regime allows."""


class ByPaper(NamedTuple):
    """The decision that assigns them, issued here; it may name a day to come."""

    source: str
    at: datetime


class HelperAssignment(Base):
    __tablename__ = "helper_assignment"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="share"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    """Their post and office, or who they are to the hamlet."""
    since: Mapped[date]
    until: Mapped[date | None]
    """The first day on which they no longer help."""
    percent: Mapped[int]
    """Monthly pay in hundredths of the base salary; 0: unpaid."""
    decision_number: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    case: Mapped[Case] = relationship()

    @classmethod
    def now_for(cls, case_id: int) -> "HelperAssignment | None":
        db.session.flush()
        return db.session.scalar(select(cls).where(cls.case_id == case_id, cls.until.is_(None)))

    @classmethod
    def assign(
        cls,
        case: Case,
        *,
        key: str,
        name: str,
        post: str,
        since: date,
        percent: int,
        by: User,
        decision_number: str = "",
        paper: ByPaper | None = None,
    ) -> "HelperAssignment":
        """From that day this person helps, and who did before no longer does. Raises IllegalMove
        on an ended case, NotYet without a paper, TooEarly before the present helper's first day,
        PaidTooMuch (Decree 163/2026 Art. 130(4), as 116/2021 Art. 34(4)(a)), KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        if not case.is_open:
            raise IllegalMove(case, CaseStatus.MANAGED)
        refuse_what_cannot_be(since, percent, by_paper=paper is not None)
        before = cls.now_for(case.id)
        if before is not None:
            before.end(since, by=by, paper=paper)
        helper = cls(key=key, case_id=case.id, case=case, name=name, post=post, since=since)
        helper.percent, helper.decision_number, helper.by_id = percent, decision_number, by.id
        db.session.add(helper)
        case.helper_name = name
        db.session.flush()
        record_event("helper.assigned", on=helper, by=by, since=since, percent=percent)
        helper._write(ActKind.HELPER_ASSIGNED, since, by=by, paper=paper)
        return helper

    def _write(self, kind: ActKind, on: date, *, by: User, paper: ByPaper | None) -> None:
        """A decision is an act of the moment it is issued, whatever day it names."""
        number = self.decision_number if kind == ActKind.HELPER_ASSIGNED else ""
        at, source = (paper.at, paper.source) if paper else (on, f"helper:{self.id}")
        Act.record(self.case, kind, at=at, by=by, source=source, number=number)

    def end(self, on: date, *, by: User, paper: ByPaper | None = None) -> None:
        """`paper`: the decision that assigns somebody else. Raises IllegalMove when it has ended,
        NotYet, TooEarly."""
        if self.until is not None:
            raise IllegalMove(self, CaseStatus.MANAGED)
        if on > today() and paper is None:
            raise NotYet(on)
        if on < self.since:
            raise TooEarly(on)
        self.until = on
        self.case.helper_name = ""
        db.session.flush()
        record_event("helper.ended", on=self, by=by, until=on)
        self._write(ActKind.HELPER_ENDED, on, by=by, paper=paper)

    def undo(self, source: str, *, by: User) -> None:
        """The decision that assigned them was withdrawn: they never helped, and who did before
        goes on. Left as it is where somebody else has begun since, or they have stopped."""
        if self.until is not None:
            return
        self.until, self.case.helper_name = self.since, ""
        db.session.flush()
        record_event("helper.undone", on=self, by=by, until=self.until)
        before = self._ended_by(source)
        if before is not None:
            before.until, self.case.helper_name = None, before.name
        db.session.flush()

    def _ended_by(self, source: str) -> "HelperAssignment | None":
        """Whom the same decision relieved."""
        relieved = (Act.case_id == self.case_id, Act.source == source, STANDS)
        ended = select(Act.id).where(*relieved, Act.kind == ActKind.HELPER_ENDED)
        if db.session.scalar(ended.limit(1)) is None:
            return None
        mine = type(self)
        earlier = select(mine).where(mine.case_id == self.case_id, mine.id < self.id)
        return db.session.scalar(earlier.order_by(mine.id.desc()).limit(1))

    @property
    def area_id(self) -> int:
        return self.case.area_id

    def monthly_pay(self, day: date) -> int | None:
        """In đồng. None: nobody has entered the base salary of that day."""
        salary = BaseSalary.on(day)
        return None if salary is None else salary.amount * self.percent // 100

    def __repr__(self) -> str:
        return f"<HelperAssignment {self.id}>"


def refuse_what_cannot_be(since: date, percent: int, *, by_paper: bool = False) -> None:
    if since > today() and not by_paper:
        raise NotYet(since)
    most = most_percent(since)
    if most is not None and percent > most:
        raise PaidTooMuch(most)


def most_percent(day: date) -> int | None:
    regime_code = regime_code_on(day)
    return setting(SettingName.HELPER_PERCENT, regime_code) if regime_code else None


_now: ColumnElement[bool] = literal_column("until IS NULL")
Index(
    "uq_helper_assignment_one_now",
    HelperAssignment.case_id,
    unique=True,
    sqlite_where=_now,
    postgresql_where=_now,
)
Index("ix_helper_assignment_case", HelperAssignment.case_id, HelperAssignment.id)

"""WardStay: the days one ward had one case under management, how they began and how they ended.

Reports count from these. Nobody writes them but what happens to a case, which is heard here.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today
from reintegrate.models.area import Area
from reintegrate.models.audit import hears
from reintegrate.models.case import NO_DATE, Case
from reintegrate.models.case_status import CaseStatus

UNDER = frozenset({CaseStatus.MANAGED, CaseStatus.ABSENT})
"""Managed by the ward: who is away without word still is. Not who is kept elsewhere by law, nor who
is still to come home."""
TRANSFERRED_OUT, SUSPENDED = "transferred_out", "suspended"


class Came(StrEnum):
    TAKEN_IN = "taken_in"
    TRANSFERRED_IN = "transferred_in"
    RESUMED = "resumed"
    REOPENED = "reopened"


class WardStay(Base):
    __tablename__ = "ward_stay"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    since: Mapped[date]
    came: Mapped[Came]
    until: Mapped[date] = mapped_column(default=NO_DATE)
    """The day it ended; far in the future while it runs, so that one plain index answers."""
    went: Mapped[str | None]
    """A ClosureOutcome, TRANSFERRED_OUT or SUSPENDED."""

    case: Mapped[Case] = relationship()
    area: Mapped[Area] = relationship()

    @classmethod
    def running(cls, case_id: int) -> "WardStay | None":
        db.session.flush()
        found = select(cls).where(cls.case_id == case_id, cls.until == NO_DATE)
        return db.session.scalar(found)

    def __repr__(self) -> str:
        return f"<WardStay {self.id}>"


def hear_opening(case: Case, by_id: int | None, details: dict[str, Any]) -> None:
    if case.status in UNDER:
        begin(case, case.opened_on, Came.TAKEN_IN)


def hear_move(case: Case, by_id: int | None, details: dict[str, Any]) -> None:
    """A case changed its status."""
    was, now = CaseStatus(details["was"]), case.status
    if was not in UNDER and now in UNDER:
        came = {CaseStatus.SUSPENDED: Came.RESUMED, CaseStatus.CLOSED: Came.REOPENED}
        began_on = details.get("home_on") or details.get("back_on") or today()
        begin(case, began_on, came.get(was, Came.TAKEN_IN))
    elif was in UNDER and now == CaseStatus.CLOSED:
        end(case, details["closed_on"], str(details["outcome"]))
    elif was in UNDER and now == CaseStatus.SUSPENDED:
        end(case, details["since"], SUSPENDED)
    elif was in UNDER and now not in UNDER and (stay := WardStay.running(case.id)):
        db.session.delete(stay)  # they were not home yet: that was a mistake


def hear_transfer(case: Case, by_id: int | None, details: dict[str, Any]) -> None:
    if case.status in UNDER:
        end(case, today(), TRANSFERRED_OUT)
        begin(case, today(), Came.TRANSFERRED_IN)


def begin(case: Case, on: date, came: Came) -> None:
    db.session.add(WardStay(case_id=case.id, area_id=case.area_id, since=on, came=came))


def end(case: Case, on: date, went: str) -> None:
    stay = WardStay.running(case.id)
    if stay is not None:
        stay.until, stay.went = max(on, stay.since), went
        db.session.flush()


hears("case.opened", hear_opening)
hears("case.moved", hear_transfer)
for _status in CaseStatus:
    hears(f"case.{_status}", hear_move)

_running: ColumnElement[bool] = literal_column("until = '9999-12-31'")
Index(
    "uq_ward_stay_running",
    WardStay.case_id,
    unique=True,
    sqlite_where=_running,
    postgresql_where=_running,
)
Index("ix_ward_stay_since", WardStay.area_id, WardStay.since, WardStay.case_id)
Index("ix_ward_stay_until", WardStay.area_id, WardStay.until, WardStay.since, WardStay.case_id)

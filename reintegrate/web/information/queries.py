"""What residents told, as far as the viewer sees it, and the own cases it may stand beside."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, true

from reintegrate.access.community_counts import counted_information
from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.case import IS_OPEN as CASE_IS_OPEN
from reintegrate.models.case import Case
from reintegrate.models.community_figures import USEFUL
from reintegrate.models.information import IN_TIME, IS_OPEN, Information
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.person import Person
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

SHOWN_FOR = timedelta(days=90)
WHICH: dict[str, ColumnElement[bool]] = {"all": true(), "useful": USEFUL, "in_time": IN_TIME}
"""What a report, the board or the plan counts of what was received."""


def waiting(viewer: User, cursor: str | None) -> Page:
    """Not yet seen to or not yet answered, what is due first."""
    keys = (Information.due_on, Information.id)
    return page_of(_rows(viewer, IS_OPEN), keys, cursor, name="information waiting")


def count_waiting(viewer: User) -> int:
    query = visible(viewer, Information).where(IS_OPEN).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def ended(viewer: User, cursor: str | None) -> Page:
    """What ended, of the last ninety days, newest first."""
    lately = Information.received_on > today() - SHOWN_FOR
    keys = (Information.received_on, Information.id)
    rows = _rows(viewer, ~IS_OPEN & lately)
    return page_of(rows, keys, cursor, name="information ended", descending=True)


def received(viewer: User, which: str, days: tuple[date, date], cursor: str | None) -> Page:
    """Behind a number: what was received in these days, newest first."""
    within = Information.received_on.between(*days) & WHICH[which]
    keys = (Information.received_on, Information.id)
    rows = _rows(viewer, within)
    return page_of(rows, keys, cursor, name="information received", descending=True)


def count_received(viewer: User, which: str, days: tuple[date, date]) -> tuple[int, int]:
    """How many were counted, and how many of these the viewer reads."""
    counted = counted_information(viewer, *days).where(WHICH[which])
    seen = visible(viewer, Information).where(Information.received_on.between(*days), WHICH[which])
    both = [query.with_only_columns(func.count()) for query in (counted, seen)]
    return db.session.scalar(both[0]) or 0, db.session.scalar(both[1]) or 0


def own_cases(viewer: User) -> Sequence[Any]:
    """Id, number and name of the open cases the viewer answers for."""
    query: Select[Any] = visible(viewer, Case).join(Person, Person.id == Case.person_id)
    mine = query.where(Case.worker_id == viewer.id, CASE_IS_OPEN)
    columns = mine.with_only_columns(Case.id, Case.number, Person.name)
    return db.session.execute(columns.order_by(Case.person_sort_key, Case.id)).all()


def case_of(viewer: User, case_id: int | None) -> Any:
    """Id and number of the case it stands beside, if the viewer sees that."""
    query: Select[Any] = visible(viewer, Case).where(Case.id == case_id)
    return db.session.execute(query.with_only_columns(Case.id, Case.number)).first()


def _rows(viewer: User, which: ColumnElement[bool]) -> Select[Any]:
    query: Any = visible(viewer, Information).where(which)
    rows: Select[Any] = query.with_only_columns(
        Information.id,
        Information.kind,
        Information.status,
        Information.channel,
        Information.received_on,
        Information.due_on,
        Information.handled_on,
    )
    return rows


def clocks(viewer: User) -> Sequence[InformationClock]:
    return db.session.scalars(visible(viewer, InformationClock).order_by(InformationClock.id)).all()

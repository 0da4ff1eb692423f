"""Requests about data as far as the viewer sees them: of each the case number, ward, kind, state,
day. Nobody's name, and not what was said."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.data_request import IS_OPEN, DataRequest, is_due_soon, is_overdue
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

WHICH = ("open", "due", "overdue", "ended")


def _condition(which: str) -> ColumnElement[bool]:
    """Of a tile and of its list."""
    if which == "overdue":
        return is_overdue()
    if which == "due":
        return is_due_soon()
    return ~IS_OPEN if which == "ended" else IS_OPEN


def listed(viewer: User, which: str, cursor: str | None) -> Page:
    """What is due first; of those that ended the newest first."""
    ended = which == "ended"
    keys = (DataRequest.ended_on if ended else DataRequest.due_on, DataRequest.id)
    rows = _rows(viewer).where(_condition(which))
    return page_of(rows, keys, cursor, name=f"data requests {which}", descending=ended)


def counts(viewer: User) -> dict[str, int]:
    query: Select[Any] = visible(viewer, DataRequest)
    numbers = [func.count().filter(_condition(which)) for which in WHICH]
    row = db.session.execute(query.with_only_columns(*numbers)).one()
    return {which: int(number) for which, number in zip(WHICH, row, strict=True)}


def of_case(viewer: User, case: Case) -> list[Any]:
    """Newest first."""
    rows = _rows(viewer).where(DataRequest.case_id == case.id)
    newest = rows.order_by(DataRequest.asked_on.desc(), DataRequest.id.desc())
    return list(db.session.execute(newest.limit(50)))


def case_numbered(viewer: User, number: str) -> int | None:
    query: Select[Any] = visible(viewer, Case).where(Case.number == number)
    return db.session.scalar(query.with_only_columns(Case.id))


def names(viewer: User, request: DataRequest) -> dict[int, str]:
    """Of the staff who wrote in it."""
    ids = [id_ for id_ in (request.by_id, request.extended_by_id, request.ended_by_id) if id_]
    people = visible(viewer, DataRequest).where(DataRequest.id == request.id)
    rows = people.join(User, User.id.in_(ids)).with_only_columns(User.id, User.name)
    return {id_: name for id_, name in db.session.execute(rows)}


def _rows(viewer: User) -> Select[Any]:
    query: Any = visible(viewer, DataRequest)
    rows: Select[Any] = (
        query.join(Case, Case.id == DataRequest.case_id)
        .join(Area, Area.id == Case.area_id)
        .with_only_columns(
            DataRequest.id,
            DataRequest.kind,
            DataRequest.status,
            DataRequest.asked_on,
            DataRequest.due_on,
            DataRequest.ended_on,
            Case.number,
            Area.name.label("ward"),
        )
    )
    return rows

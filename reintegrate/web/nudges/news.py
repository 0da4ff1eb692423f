"""Notices in words: what happened, whom it is about as far as the viewer may know, where it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import url_for

from reintegrate.db import HERE
from reintegrate.models.notice import NoticeKind
from reintegrate.models.user import User
from reintegrate.web.nudges import queries
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.labels import label

PAGES = {
    "case": ("cases.show", "case_id"),
    "agency": ("agencies.show", "agency_id"),
    "assignment": ("assignments.show", "assignment_id"),
    "transfer": ("transfers.show", "transfer_id"),
    "reveal": ("reveals.show", "reveal_id"),
    "data_request": ("data_requests.show", "request_id"),
    "hosted_stay": ("stays.show", "stay_id"),
    "inquiry": ("inquiries.show", "inquiry_id"),
    "deadline": ("deadlines.show", "deadline_id"),
    "intake": ("intakes.show", "intake_id"),
    "report": ("reports.show", "report_id"),
}


class News(NamedTuple):
    day: str
    at: datetime
    words: str
    about: str
    url: str | None
    is_new: bool


def news_of(viewer: User, rows: Sequence[Any]) -> list[News]:
    """One query for each kind of record on the page, and one for the names."""
    tables = {row.record_table for row in rows} & set(queries.RECORDS)
    sight = {table: queries.in_sight(viewer, table, ids_in(rows, table)) for table in tables}
    named = queries.names_of(viewer, {row.case_id for row in rows if row.case_id})
    return [
        news(row, is_ward_list(row) or row.record_id in sight.get(row.record_table, ()), named)
        for row in rows
    ]


def is_ward_list(row: Any) -> bool:
    """About an account, a ward or an agency: what matters is a list everybody told may see."""
    return row.record_table in {"user", "area", "agency", "area_change"}


def ids_in(rows: Sequence[Any], table: str) -> list[int]:
    return [row.record_id for row in rows if row.record_table == table]


def news(row: Any, in_sight: bool, named: dict[int, str]) -> News:
    return News(
        day=day(row.at.astimezone(HERE).date()),
        at=row.at,
        words=label(NoticeKind(row.kind)),
        about=named.get(row.case_id) or ("" if in_sight else _("No longer with you")),
        url=url_of(row) if in_sight else None,
        is_new=row.seen_at is None,
    )


def url_of(row: Any) -> str:
    if row.record_table == "reminder":
        return url_for("reminders.index", case_id=row.case_id)
    if row.kind == NoticeKind.REVEAL_LATE:
        return url_for("reveals.index")
    if row.kind in {NoticeKind.REPORT_DUE, NoticeKind.REPORT_LATE}:
        return url_for("reports.periods")
    if row.record_table in {"area", "agency"}:
        return url_for("self_check.index")
    if row.record_table == "area_change":
        return url_for("wards.to_place")
    if is_ward_list(row):
        return url_for("caseload.index", worker="none")
    if row.record_table == "cover":
        return url_for("leave.index")
    endpoint, name = PAGES[row.record_table]
    return url_for(endpoint, **{name: row.record_id})

"""Questions in sight, and in the asked ward whoever may be meant."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db, utcnow
from reintegrate.models.area import Area
from reintegrate.models.inquiry import Inquiry, InquiryStatus
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of

SHOWN_FOR = timedelta(days=30)


def waiting(viewer: User, cursor: str | None) -> Page:
    """Asked of the viewer's ward and not answered, longest first."""
    here = and_(Inquiry.status == InquiryStatus.ASKED, Inquiry.to_area_id == viewer.area_id)
    return _listed(viewer, here, cursor, "asked")


def own(viewer: User, cursor: str | None) -> Page:
    """What the viewer's ward asked in the last thirty days, newest first."""
    lately = Inquiry.asked_at > utcnow() - SHOWN_FOR
    return _listed(viewer, and_(Inquiry.from_area_id == viewer.area_id, lately), cursor, "own")


def ward(viewer: User, area_id: str) -> Area | None:
    if not (area_id.isascii() and area_id.isdigit()):
        return None
    return db.session.scalar(visible(viewer, Area).where(Area.id == int(area_id)))


def _listed(viewer: User, which: ColumnElement[bool], cursor: str | None, name: str) -> Page:
    asking, asked = aliased(Area), aliased(Area)
    found: Any = visible(viewer, Inquiry)
    rows: Select[Any] = (
        found.where(which)
        .join(asking, asking.id == Inquiry.from_area_id)
        .join(asked, asked.id == Inquiry.to_area_id)
        .with_only_columns(
            Inquiry.id,
            Inquiry.name,
            Inquiry.birth_year,
            Inquiry.status,
            Inquiry.asked_at,
            asking.name.label("from_ward"),
            asked.name.label("to_ward"),
        )
    )
    keys = (Inquiry.asked_at, Inquiry.id)
    return page_of(rows, keys, cursor, name=f"inquiries {name}", descending=name == "own")

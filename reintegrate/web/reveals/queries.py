"""Urgent looks the viewer may know of, those to be reviewed first."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.reveal import Reveal, Review
from reintegrate.models.reveal_clock import is_late
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, page_of


def waiting(viewer: User, cursor: str | None) -> Page:
    """Not reviewed yet, the longest first."""
    return _listed(viewer, Reveal.status == Review.WAITING, cursor, "waiting")


def reviewed(viewer: User, cursor: str | None) -> Page:
    """The newest first."""
    return _listed(viewer, Reveal.status != Review.WAITING, cursor, "reviewed")


def number_of(viewer: User, reveal: Reveal) -> str:
    """The case's number, known to whoever may know of the look."""
    found = visible(viewer, Reveal).where(Reveal.id == reveal.id)
    query = found.join(Case, Case.id == Reveal.case_id).with_only_columns(Case.number)
    return db.session.scalar(query) or ""


def names(viewer: User, reveal: Reveal) -> dict[str, str]:
    """Who looks, and who reviewed it."""
    ids = {"by": reveal.by_id, "reviewer": reveal.reviewed_by_id}
    found = visible(viewer, Reveal).where(Reveal.id == reveal.id)
    people = found.join(User, User.id.in_([id_ for id_ in ids.values() if id_]))
    rows = dict(db.session.execute(people.with_only_columns(User.id, User.name)).all())
    return {role: rows[id_] if id_ else "" for role, id_ in ids.items()}


def _listed(viewer: User, which: ColumnElement[bool], cursor: str | None, name: str) -> Page:
    asking, asked = aliased(Area), aliased(Area)
    found: Any = visible(viewer, Reveal)
    rows = (
        found.where(which)
        .join(Case, Case.id == Reveal.case_id)
        .join(User, User.id == Reveal.by_id)
        .join(asking, asking.id == Reveal.from_area_id)
        .join(asked, asked.id == Reveal.area_id)
        .with_only_columns(
            Reveal.id,
            Reveal.status,
            Reveal.asked_at,
            Case.number,
            User.name.label("by_name"),
            asking.name.label("from_ward"),
            asked.name.label("ward"),
            is_late().label("late"),
        )
    )
    keys = (Reveal.asked_at, Reveal.id)
    return page_of(rows, keys, cursor, name=f"reveals {name}", descending=name == "reviewed")

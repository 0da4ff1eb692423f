"""Temporary stays in sight, and whom a ward could name to meet somebody."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, null, or_
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.hosted_stay import STANDS, HostedStay
from reintegrate.models.person import Person
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of


def _runs() -> ColumnElement[bool]:
    """Asked or hosted, and not over."""
    return and_(STANDS, HostedStay.last_day >= today())


def here(viewer: User, cursor: str | None) -> Page:
    """Who stays in the viewer's ward, the soonest to leave first."""
    return _listed(viewer, and_(HostedStay.host_area_id == viewer.area_id, _runs()), cursor, "here")


def away(viewer: User, cursor: str | None) -> Page:
    """Whom the viewer's ward answers for and another meets."""
    return _listed(viewer, and_(HostedStay.home_area_id == viewer.area_id, _runs()), cursor, "away")


def _listed(viewer: User, which: ColumnElement[bool], cursor: str | None, name: str) -> Page:
    home, host = aliased(Area), aliased(Area)
    found: Any = visible(viewer, HostedStay)
    answered = Case.area_id == viewer.area_id
    there = HostedStay.host_area_id == viewer.area_id
    who: Any = case((or_(answered, there), Person.name), else_=null().cast(String))
    rows: Select[Any] = (
        found.where(which)
        .join(HostedStay.case)
        .join(Person, Person.id == Case.person_id)
        .join(home, home.id == HostedStay.home_area_id)
        .join(host, host.id == HostedStay.host_area_id)
        .with_only_columns(
            HostedStay.id,
            HostedStay.status,
            HostedStay.last_day,
            who.label("name"),
            Case.number,
            home.name.label("home"),
            host.name.label("host"),
        )
    )
    return page_of(rows, (HostedStay.last_day, HostedStay.id), cursor, name=f"stays {name}")


def standing(viewer: User, case_id: int) -> HostedStay | None:
    """The one that is asked for or runs in this case."""
    query = visible(viewer, HostedStay).where(HostedStay.case_id == case_id, _runs())
    return db.session.scalar(query)


def workers(viewer: User) -> list[tuple[str, str]]:
    able = User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None)
    columns = visible(viewer, User).where(*able).with_only_columns(User.id, User.name)
    rows = db.session.execute(columns.order_by(User.sort_key, User.id)).all()
    return [(str(row.id), row.name) for row in rows]


def worker_numbered(viewer: User, worker_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == worker_id))


def written_there(viewer: User, stay: HostedStay) -> Sequence[Any]:
    """Day and whether they were met, of what the ward there wrote; for the ward at home."""
    query = visible(viewer, Contact).where(
        Contact.case_id == stay.case_id,
        Contact.by_id == stay.host_worker_id,
        Contact.happened_on >= stay.first_day,
    )
    columns = query.with_only_columns(Contact.happened_on, Contact.reached)
    return db.session.execute(columns.order_by(Contact.happened_on.desc(), Contact.id.desc())).all()

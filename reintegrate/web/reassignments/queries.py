"""Workers with their load, the cases of one of them, and what was given before."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.load import columns
from reintegrate.models.person import Person
from reintegrate.models.reassignment import ReassignedCase, Reassignment
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of
from reintegrate.web.ui.picked import MOST_PICKED


def workers(viewer: User) -> list[Any]:
    """The ward's social workers by name, with the load of each."""
    query = visible(viewer, User).where(
        User.role == Role.SOCIAL_WORKER, User.area_id == viewer.area_id, User.disabled_at.is_(None)
    )
    rows = query.with_only_columns(User.id, User.name, *columns())
    return list(db.session.execute(rows.order_by(User.sort_key, User.id)))


def worker(viewer: User, worker_id: str) -> User | None:
    if not (worker_id.isascii() and worker_id.isdigit() and len(worker_id) < 10):
        return None
    found = visible(viewer, User).where(User.id == int(worker_id))
    return db.session.scalar(found.where(User.role == Role.SOCIAL_WORKER))


def open_cases(viewer: User, of: User) -> Sequence[Case]:
    query = visible(viewer, Case).where(IS_OPEN, Case.worker_id == of.id)
    ordered = query.order_by(Case.person_sort_key, Case.id).limit(MOST_PICKED)
    return db.session.scalars(ordered).unique().all()


def held_cases(viewer: User, ids: Collection[int]) -> Sequence[Case]:
    """These, as far as they are in sight, held until the answer is written."""
    query = visible(viewer, Case).where(Case.id.in_(ids)).order_by(Case.id)
    return db.session.scalars(query.with_for_update(of=Case)).unique().all()


def cases_of(viewer: User, one: Reassignment) -> list[Any]:
    """Each case of it that is still in sight, by name; `skipped` says why it stayed."""
    query = (
        visible(viewer, ReassignedCase)
        .where(ReassignedCase.reassignment_id == one.id)
        .join(Case, Case.id == ReassignedCase.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(Case.area_id == viewer.area_id)
        .with_only_columns(Case.id, Case.number, Person.name, ReassignedCase.skipped)
        .order_by(Case.person_sort_key, Case.id)
    )
    return list(db.session.execute(query))


def earlier(viewer: User, cursor: str | None) -> Page:
    giver, taker = aliased(User), aliased(User)
    found: Any = visible(viewer, Reassignment)
    rows = (
        found.join(giver, giver.id == Reassignment.from_id)
        .join(taker, taker.id == Reassignment.to_id)
        .with_only_columns(
            Reassignment.id,
            Reassignment.done_at,
            Reassignment.undone_at,
            giver.name.label("giver"),
            taker.name.label("taker"),
        )
    )
    keys = (Reassignment.done_at, Reassignment.id)
    return page_of(rows, keys, cursor, name="reassignments", descending=True)

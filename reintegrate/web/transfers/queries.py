"""Transfers in sight, and the wards a case may move to."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, null, or_, select
from sqlalchemy.orm import aliased

from reintegrate.access.scope import answering_wards, visible
from reintegrate.access.scope_handover import notes_left_behind
from reintegrate.db import db, today, utcnow
from reintegrate.models import load
from reintegrate.models.act import ActKind
from reintegrate.models.agency import Agency
from reintegrate.models.area import Area
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.contact import Contact
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.person import Person
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.transition import regime_code_for
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.web.ui.paging import Page, page_of

ANSWERED_LATELY = timedelta(days=30)
PENDING = Transfer.status == TransferStatus.PROPOSED


def waiting(viewer: User, way: str, cursor: str | None) -> Page:
    """In transit, longest first. `way`: "in" to the viewer's ward, "out" of it, "all"."""
    keys = (Transfer.proposed_at, Transfer.id)
    return page_of(_rows(viewer, _way(viewer, way)), keys, cursor, name=f"transfers {way}")


def count_waiting(viewer: User, way: str) -> int:
    query = visible(viewer, Transfer).where(_way(viewer, way))
    return db.session.scalar(query.with_only_columns(func.count())) or 0


def answered(viewer: User, cursor: str | None) -> Page:
    """Accepted, declined or taken back in the last thirty days, newest first."""
    lately = func.coalesce(Transfer.answered_at, Transfer.proposed_at)
    rows = _rows(viewer, Transfer.answered_at >= utcnow() - ANSWERED_LATELY)
    return page_of(rows, (lately, Transfer.id), cursor, name="transfers answered", descending=True)


def not_met_yet(viewer: User, cursor: str | None) -> Page:
    """Cases this ward has taken over and whose person it has not reached since, longest first."""
    taken = Transfer.status == TransferStatus.ACCEPTED, Transfer.to_area_id == viewer.area_id
    here = IS_OPEN, Case.area_id == viewer.area_id, ~_since_accepted().exists()
    rows = _rows(viewer, and_(*taken, *here))
    keys = (Transfer.answered_at, Transfer.id)
    return page_of(rows, keys, cursor, name="transfers unmet")


def met_on(viewer: User, transfer: Transfer) -> date | None:
    """The day the ward that took over first met them; None before, or once it is another's."""
    first = _since_accepted().with_only_columns(func.min(Contact.happened_on))
    query = visible(viewer, Transfer).where(Transfer.id == transfer.id).join(Transfer.case)
    return db.session.scalar(query.with_only_columns(first.correlate(Transfer).scalar_subquery()))


def _since_accepted() -> Select[Any]:
    """Meetings written down by whoever answers since this transfer."""
    return select(Contact.id).where(
        Contact.case_id == Transfer.case_id,
        Contact.reached,
        Contact.written_at >= Transfer.answered_at,
    )


def workers(viewer: User) -> Sequence[Any]:
    """Those who could answer for a case here, each with what the coming weeks hold for them."""
    able = User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None)
    columns = User.id, User.name, *load.columns()
    found = visible(viewer, User).where(*able).with_only_columns(*columns)
    return db.session.execute(found.order_by(User.sort_key, User.id)).all()


def worker_numbered(viewer: User, worker_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == worker_id))


def agency_numbered(viewer: User, agency_id: int) -> Agency | None:
    return db.session.scalar(visible(viewer, Agency).where(Agency.id == agency_id))


def own_notes(viewer: User, transfer: Transfer) -> Sequence[Any]:
    """What the worker before wrote, while they may still read it."""
    return db.session.execute(notes_left_behind(viewer, transfer.case_id)).all()


def letter(viewer: User, case_: Case) -> DocumentKind | None:
    """The form that tells the other ward, as the rules of this case have it and this role may
    begin it."""
    query = visible(viewer, DocumentKind).where(
        DocumentKind.act == ActKind.TRANSFER_NOTIFIED,
        DocumentKind.regime_code == regime_code_for(case_, today()),
    )
    found = db.session.scalars(query.order_by(DocumentKind.position)).first()
    return found if found is not None and found.may_be_drafted_by(viewer.role) else None


def pending_transfer(viewer: User, case_id: int) -> Transfer | None:
    return db.session.scalar(visible(viewer, Transfer).where(Transfer.case_id == case_id, PENDING))


def can_answer(viewer: User, area_id: int) -> bool:
    """Whether anybody in that ward could accept a transfer here."""
    return db.session.scalar(answering_wards(viewer).where(Area.id == area_id)) is not None


def _way(viewer: User, way: str) -> ColumnElement[bool]:
    if way == "in":
        return and_(PENDING, Transfer.to_area_id == viewer.area_id)
    if way == "out":
        return and_(PENDING, Transfer.from_area_id == viewer.area_id)
    return PENDING


def _rows(viewer: User, condition: ColumnElement[bool]) -> Select[Any]:
    """What a list shows. The name only as `policy.may_read_handover` has it."""
    sending, receiving = aliased(Area), aliased(Area)
    query: Select[Any] = (
        visible(viewer, Transfer)
        .where(condition)
        .join(Transfer.case)
        .join(sending, Transfer.from_area_id == sending.id)
        .join(receiving, Transfer.to_area_id == receiving.id)
    )
    name: Any = null().cast(String)
    if viewer.role in WARD_ROLES:
        asked = and_(PENDING, Transfer.to_area_id == viewer.area_id)
        query = query.join(Person, Case.person_id == Person.id)
        name = case((or_(asked, Case.area_id == viewer.area_id), Person.name))
    return query.with_only_columns(
        Transfer.id,
        Case.number,
        name.label("name"),
        sending.name.label("from_ward"),
        receiving.name.label("to_ward"),
        Transfer.status,
        Transfer.proposed_at,
        Transfer.answer_by,
        Transfer.answered_at,
    )

"""What crosses the fence between wards while a case moves. Beside `scope.py`: the deliberate
exceptions for those who take over, and for who wrote the notes before."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, func, select

from reintegrate.access.reach import literal_or_place, own_cases
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.case import Case
from reintegrate.models.consent import has_consent
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.handover import NOTES_ON_MOVING, HelpEnds, running_help, usual_choice
from reintegrate.models.need import OPEN, Need
from reintegrate.models.passing_on import passed_on
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import Role, User

DECIDING = {Role.WARD_OFFICIAL, Role.WARD_POLICE}


class RunningHelp(NamedTuple):
    """What an agency was asked, as far as whoever decides on it must know: not the need, not the
    words. Which agency, and who could be asked instead, only with the person's yes to passing
    support notes on."""

    id: int
    offered_at: datetime
    status: AssignmentStatus
    agency: str | None
    serves: bool
    usual: HelpEnds
    others: tuple[tuple[int, str], ...]


def help_to_settle(viewer: User, transfer: Transfer) -> list[RunningHelp]:
    """For the officials and police of the ward that is asked, while it is."""
    asked = transfer.is_pending and viewer.area_id == transfer.to_area_id
    if not asked or viewer.role not in DECIDING:
        return []
    told = has_consent(transfer.case, NOTES_ON_MOVING)
    found = []
    for one in running_help(transfer.case_id):
        usual = usual_choice(one, transfer.to_area)
        others = _others(transfer.to_area_id, one.service_code, one.agency_id) if told else ()
        name = one.agency.name if told else None
        serves = usual == HelpEnds.KEPT
        found.append(RunningHelp(one.id, one.offered_at, one.status, name, serves, usual, others))
    return found


def _others(area_id: int, service: str, agency_id: int) -> tuple[tuple[int, str], ...]:
    """Who gives the same service there."""
    query = select(Agency.id, Agency.name).where(
        Agency.active, Agency.serving(area_id), Agency.giving(service), Agency.id != agency_id
    )
    return tuple((row[0], row[1]) for row in db.session.execute(query.order_by(Agency.name)))


def count_needs_left(viewer: User, case: Case) -> int:
    """How many needs that the ward before wrote down are still open, where the person has not
    agreed that its words go along; not which. For the worker who answers now."""
    left = ~passed_on(Need.case_id, Need.stated_at, viewer.area_id)
    mine = Need.case_id == case.id, Need.case_id.in_(own_cases(viewer)), Need.status.in_(OPEN)
    return db.session.scalar(select(func.count()).select_from(Need).where(*mine, left)) or 0


def notes_left_behind(viewer: User, case_id: int) -> Select[*tuple[Any, ...]]:
    """What the worker before wrote themselves in a case that went to another ward, until the day
    it is theirs to read no more: day of the contact, note, what was sensitive."""
    still = exists().where(
        Transfer.case_id == ContactNote.case_id,
        Transfer.status == TransferStatus.ACCEPTED,
        Transfer.former_worker_id == literal_or_place(viewer.id),
        Transfer.from_area_id == viewer.area_id,
        Transfer.notes_until >= today(),
    )
    return (
        select(Contact.id, Contact.happened_on, ContactNote.text, ContactNote.sensitive)
        .join(Contact, Contact.id == ContactNote.contact_id)
        .where(and_(ContactNote.case_id == case_id, Contact.by_id == viewer.id, still))
        .where(ContactNote.area_id == viewer.area_id)
        .order_by(Contact.happened_on.desc(), Contact.id.desc())
    )

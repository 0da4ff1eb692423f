"""Putting a contact right. Within a day its author corrects it, and how it read before is kept;
later something is added. Nothing that was written is ever lost."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import func, select

from reintegrate.db import db, utcnow
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact, count_tries, refuse_what_cannot_be
from reintegrate.models.contact_note import ContactNote, NoteAddition, NoteVersion
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.outcome_rule import OutcomeRule
from reintegrate.models.user import User

CORRECTED_WITHIN = timedelta(days=1)


class NotTheAuthor(DomainError):
    """Only whoever wrote it corrects it; everybody else who may write adds."""


class TooLateToCorrect(DomainError):
    """More than a day has gone by since it was written: add to it instead."""


def may_be_corrected(contact: Contact, by: User) -> bool:
    return contact.by_id == by.id and utcnow() - contact.written_at <= CORRECTED_WITHIN


def correct(
    contact: Contact,
    *,
    outcome: OutcomeRule,
    channel_code: str,
    happened_on: date,
    note: str,
    sensitive: bool,
    present: Collection[str],
    by: User,
) -> None:
    """What it says from now on. The next date stays as it is planned.
    Raises NotTheAuthor, TooLateToCorrect, CaseClosed, NotYet, TooEarly."""
    if contact.by_id != by.id:
        raise NotTheAuthor(contact.id)
    if not may_be_corrected(contact, by):
        raise TooLateToCorrect(contact.id)
    refuse_what_cannot_be(contact.case, happened_on, "kept as it is")
    written = db.session.get_one(ContactNote, contact.id)
    keep_version(contact, written, by=by)
    written.outcome_code, written.channel_code = outcome.code, channel_code
    written.text, written.sensitive = note or None, sensitive
    written.present = " ".join(present)
    written.corrected_at = utcnow()
    contact.happened_on = happened_on
    contact.reached, contact.is_try = outcome.reached, outcome.counts_as_try
    db.session.flush()
    recount(contact.case, outcome)
    record_event(
        "contact.corrected",
        on=contact,
        by=by,
        reached=contact.reached,
        happened_on=happened_on,
    )


def keep_version(contact: Contact, written: ContactNote, *, by: User) -> None:
    db.session.add(
        NoteVersion(
            contact_id=contact.id,
            case_id=contact.case_id,
            area_id=written.area_id,
            happened_on=contact.happened_on,
            outcome_code=written.outcome_code,
            channel_code=written.channel_code,
            text=written.text,
            sensitive=written.sensitive,
            present=written.present,
            by_id=by.id,
        )
    )


def recount(case: Case, outcome: OutcomeRule) -> None:
    """What the case remembers of its contacts, from the contacts themselves."""
    of_case = Contact.case_id == case.id
    newest = select(func.max(Contact.happened_on)).where(of_case)
    case.last_contact_on = db.session.scalar(newest)
    case.last_reached_on = db.session.scalar(newest.where(Contact.reached))
    count_tries(case, None if outcome.reached else outcome)


def add_to(contact: Contact, *, key: str, text: str, sensitive: bool, by: User) -> NoteAddition:
    """More about it, under what was written. What is added to a sensitive note is sensitive."""
    earlier = first_result(NoteAddition, key, by=by, contact_id=contact.id)
    if earlier is not None:
        return earlier
    written = db.session.get_one(ContactNote, contact.id)
    addition = NoteAddition(
        key=key, contact_id=contact.id, case_id=contact.case_id, area_id=contact.case.area_id
    )
    addition.text, addition.sensitive = text, sensitive or written.sensitive
    addition.by_id = by.id
    db.session.add(addition)
    written.additions += 1
    db.session.flush()
    record_event("contact.added_to", on=contact, by=by, space=Space.SUPPORT)
    return addition


def choose_step(contact: Contact, step_code: str, *, by: User) -> None:
    """What is tried next, where nobody was met. Choosing the same again changes nothing."""
    written = db.session.get_one(ContactNote, contact.id)
    if written.next_step_code != step_code:
        written.next_step_code = step_code
        record_event("contact.next_step", on=contact, by=by, space=Space.SUPPORT, step=step_code)

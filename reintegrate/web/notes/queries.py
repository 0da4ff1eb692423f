"""One contact with everything written about it. Notes come through the viewer's scope."""

from typing import Any

from sqlalchemy import select

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote, NoteAddition, NoteVersion
from reintegrate.models.user import User


def note_of(viewer: User, contact: Contact) -> ContactNote | None:
    """None where it is sensitive and was written in another ward."""
    return db.session.scalar(
        visible(viewer, ContactNote).where(ContactNote.contact_id == contact.id)
    )


def earlier_versions(viewer: User, contact: Contact) -> list[NoteVersion]:
    """How it read before each correction, oldest first."""
    query = visible(viewer, NoteVersion).where(NoteVersion.contact_id == contact.id)
    return list(db.session.scalars(query.order_by(NoteVersion.id)))


def additions(viewer: User, contact: Contact) -> list[Any]:
    """Each with its writer's name, oldest first."""
    query = (
        visible(viewer, NoteAddition)
        .where(NoteAddition.contact_id == contact.id)
        .outerjoin(User, User.id == NoteAddition.by_id)
        .with_only_columns(
            NoteAddition.text, NoteAddition.at, NoteAddition.sensitive, User.name.label("by")
        )
        .order_by(NoteAddition.id)
    )
    return list(db.session.execute(query))


def told_twice(viewer: User, contact: Contact) -> list[int]:
    """Other entries of this case that may tell the same meeting, earlier or later ones."""
    of_case = visible(viewer, Contact).where(Contact.case_id == contact.case_id)
    same = (Contact.maybe_same_as_id == contact.id) | (Contact.id == contact.maybe_same_as_id)
    return list(db.session.scalars(of_case.where(same).with_only_columns(Contact.id)))


def group_size(viewer: User, contact: Contact) -> int | None:
    """How many people the same act was with, for whoever wrote it down."""
    if contact.group_id is None:
        return None
    mine = select(Contact.id).where(Contact.group_id == contact.group_id)
    found = visible(viewer, Contact).where(Contact.id.in_(mine)).with_only_columns(Contact.id)
    return len(db.session.scalars(found).all())

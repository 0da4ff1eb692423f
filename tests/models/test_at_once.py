"""Rows written at once: as a flush would have written them, and known to the session."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.exc import StaleDataError

from reintegrate.db import db, today
from reintegrate.models.at_once import known, save, write, write_if_first
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def said(lan, case) -> dict[str, object]:
    return {"case_id": case.id, "by_id": lan.id, "happened_on": today(), "reached": True}


def test_the_row_is_as_a_flush_writes_it(said):
    at_once, flushed = Contact(key="one", **said), Contact(key="two", **said)
    write(at_once)
    db.session.add(flushed)
    db.session.flush()

    assert at_once in db.session
    assert at_once not in db.session.dirty
    columns = select(*Contact.__table__.columns)
    mine, theirs = (
        db.session.execute(columns.where(Contact.id == one.id)).mappings().one()
        for one in (at_once, flushed)
    )
    assert {name for name in mine if mine[name] != theirs[name]} == {"id", "key", "written_at"}
    assert {name: getattr(at_once, name) for name in mine} == dict(mine)
    assert at_once.by.id == said["by_id"]


def test_what_is_encrypted_stays_so(case, said):
    contact = Contact(key="one", **said)
    write(contact)
    note = {"outcome_code": "met", "channel_code": "phone", "text": "Vui."}
    write(ContactNote(contact_id=contact.id, case_id=case.id, **note))

    raw = db.session.connection().exec_driver_sql("SELECT text FROM contact_note").scalar_one()
    assert b"Vui" not in bytes(raw)
    db.session.expire_all()
    kept = db.session.get_one(ContactNote, contact.id)
    assert (kept.text, kept.version, kept.contact) == ("Vui.", 1, contact)


def test_a_change_is_written_once_with_its_version(case):
    before = case.version
    case.last_contact_on, case.tries_since_reached = today(), case.tries_since_reached
    save(case)

    assert (case.version, case in db.session.dirty) == (before + 1, False)
    save(case)
    db.session.commit()
    assert (case.version, case.last_contact_on) == (before + 1, today())


def test_what_was_set_to_what_it_is_leaves_nothing_to_write(case):
    before = case.version
    case.tries_since_reached = case.tries_since_reached
    assert case in db.session.dirty
    save(case)

    assert (case.version, case in db.session.dirty) == (before, False)


def test_what_the_session_holds_already_is_not_made_known_to_it_again(case):
    with pytest.raises(InvalidRequestError):
        known(case)


def test_nobody_overwrites_what_was_saved_meanwhile(case):
    case.last_contact_on = today()
    other = update(Case).where(Case.id == case.id).values(version=Case.version + 1)
    db.session.execute(other, execution_options={"synchronize_session": False})

    with pytest.raises(StaleDataError):
        save(case)


def test_only_the_first_with_its_key_is_written(said):
    first, other = Contact(key="one", **said), Contact(key="one", **said)

    assert (write_if_first(first, "key"), write_if_first(other, "key")) == (True, False)
    assert (first in db.session, other in db.session) == (True, False)
    assert db.session.scalars(select(Contact.id)).all() == [first.id]

"""What writing down a contact asks of the database: each statement has its reason, none is more."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from reintegrate.db import db, today
from tests.cast import log_contact, open_case

NEEDED = """
    SELECT user_session         who is signed in
    SELECT case                 within the viewer's scope, held until it is written
    DELETE held_form            what was typed so far has done its service
    INSERT contact              unless this key was received already
    INSERT contact_note
    SELECT follow_up            what is planned
    UPDATE follow_up            is done
    INSERT follow_up            the next
    UPDATE case                 what lists show, with its version
    SELECT audit_event          the end of the trail
    INSERT audit_event          all its lines
"""
ALSO_ON_POSTGRES = {"SELECT pg_advisory_xact_lock"}
"""Two take turns at the end of the trail."""


def named(statement: str) -> str:
    found = re.search(r"(?:FROM|UPDATE|INTO) \"?(\w+)|(pg_advisory_xact_lock)", statement)
    assert found, statement
    return f"{statement.split()[0]} {found.group(1) or found.group(2)}"


@pytest.mark.either_database
def test_a_contact_asks_what_it_must_and_no_more(browser, minh, lan, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=40))
    log_contact(case, lan, on=today() - timedelta(days=9))
    path, told = f"/cases/{case.id}/contacts/new", {"outcome": "met", "note": "Vui."}
    browser.sign_in(lan).get(path)
    browser.submit("form.form", 303, happened_on=written(8), **told)  # everything is remembered now
    browser.get(path)
    sent: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(named(statement))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        browser.submit("form.form", 303, happened_on=written(0), **told)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)

    needed = [" ".join(line.split()[:2]) for line in NEEDED.strip().splitlines()]
    assert [one for one in sent if one not in ALSO_ON_POSTGRES] == needed


def written(days_ago: int) -> str:
    return f"{today() - timedelta(days=days_ago):%d/%m/%Y}"

"""`audit verify`: whoever alters the trail behind the app's back is found out."""

import pytest

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent, chain_head

UNLOCK = {
    "sqlite": ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"],
    "postgresql": ["DROP TRIGGER audit_event_append_only ON audit_event"],
}


@pytest.fixture
def tamper(app):
    def change(statement: str) -> None:
        for unlock in UNLOCK[db.engine.dialect.name]:
            db.session.execute(db.text(unlock))
        db.session.execute(db.text(statement))
        db.session.commit()

    return change


def test_an_untouched_trail_holds(run):
    said = run("audit", "verify").output

    number, head = chain_head()
    assert f"Head {number}:{head}" in said


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_event SET what = 'nothing' WHERE id = 5",
        "UPDATE audit_event SET by_id = NULL WHERE id = 5",
        "UPDATE audit_event SET details = '{}' WHERE id = 5",
        "DELETE FROM audit_event WHERE id = 5",
    ],
)
def test_the_first_broken_row_is_named(run, tamper, change):
    assert db.session.get(AuditEvent, 5).details != "{}"
    tamper(change)

    said = run("audit", "verify", expect=1).output

    assert "First broken row: 5" in said


def test_a_cut_end_shows_only_against_an_anchor(run, tamper):
    number, head = chain_head()
    tamper(f"DELETE FROM audit_event WHERE id > {number - 2}")  # noqa: S608

    run("audit", "verify")
    said = run("audit", "verify", "--expect", f"{number}:{head}", expect=1).output

    assert f"First broken row: {number}" in said


def test_an_anchor_that_holds_is_accepted(run):
    number, head = chain_head()

    run("audit", "verify", "--expect", f"{number}:{head}")


def test_an_anchor_in_another_form_is_refused(run):
    run("audit", "verify", "--expect", "yesterday", expect=2)

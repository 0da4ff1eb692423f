"""What the rows of the first release need in the tables of the second.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23
"""

import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    fill_schedule()
    fill_contacts()
    fill_people()


def run(statement: str, **values: Any) -> Any:
    return op.get_bind().execute(sa.text(statement), values)


def fill_schedule() -> None:
    """The rhythm becomes a template in its first version; the outcomes learn what a try is."""
    old_steps = run("SELECT count(*) FROM rhythm_step WHERE version_id IS NULL").scalar()
    if old_steps:
        run(
            "INSERT INTO rhythm (code, area_id, name_vi, name_en, is_usual, changed_at, version)"
            " VALUES ('usual', NULL, 'Nhịp thông thường', 'The usual rhythm', true,"
            " CURRENT_TIMESTAMP, 1)"
        )
        run(
            "INSERT INTO rhythm_version (rhythm_id, number, made_at, why)"
            " SELECT id, 1, CURRENT_TIMESTAMP, '' FROM rhythm WHERE code = 'usual'"
        )
        run(
            "UPDATE rhythm_step SET version_id ="
            " (SELECT v.id FROM rhythm_version v JOIN rhythm r ON r.id = v.rhythm_id"
            " WHERE r.code = 'usual') WHERE version_id IS NULL"
        )
    for codes, tell_after in (
        ("'not_home', 'phone_off', 'refused_today', 'worker_could_not'", 3),
        ("'moved_away', 'detained'", 1),
        ("'in_hospital'", 4),
    ):
        run(f"UPDATE contact_outcome SET tell_after = {tell_after} WHERE code IN ({codes})")  # noqa: S608
    run("UPDATE contact_outcome SET counts_as_try = false WHERE code = 'worker_could_not'")


def fill_contacts() -> None:
    """Where a note was written, and which contacts nobody could even try; the tries counted anew
    where that makes a difference."""
    run(
        "UPDATE contact_note SET area_id = (SELECT u.area_id FROM contact c"
        ' JOIN "user" u ON u.id = c.by_id WHERE c.id = contact_note.contact_id)'
    )
    could_not = "SELECT contact_id FROM contact_note WHERE outcome_code = 'worker_could_not'"
    run(f"UPDATE contact SET is_try = false WHERE id IN ({could_not})")  # noqa: S608
    run(
        'UPDATE "case" SET tries_since_reached = (SELECT count(*) FROM contact c'
        ' WHERE c.case_id = "case".id AND c.is_try AND NOT c.reached'
        ' AND ("case".last_reached_on IS NULL OR c.happened_on > "case".last_reached_on))'
        " WHERE id IN (SELECT case_id FROM contact WHERE NOT is_try)"
    )


def downgrade() -> None:
    raise RuntimeError("there is no way back: restore the backup made before the upgrade")


def fill_people() -> None:
    """The words of each name in order of letters, and the year: SQL cannot fold Vietnamese."""
    for person, name, year in run("SELECT id, name, birth_year FROM person").all():
        bare = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
        kept = "".join(mark for mark in bare if not unicodedata.combining(mark))
        words = "".join(mark if mark.isalnum() else " " for mark in kept).split()
        key = " ".join([*sorted(set(words)), str(year)])
        run("UPDATE person SET alike_key = :key WHERE id = :person", key=key, person=person)

"""What the rows of the first release need in the tables of the second.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23
"""

import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def upgrade() -> None:
    fill_schedule()
    fill_contacts()
    fill_terms()
    fill_acts()
    fill_people()
    fill_stays()
    name_the_law()
    fill_requests()


def run(statement: str, **values: Any) -> Any:
    return op.get_bind().execute(sa.text(statement), values)


def name_the_law() -> None:
    """The law of 2000 is what its amendment of 2008 amends. Edited words are kept."""
    run(
        "UPDATE regime SET law = '23/2000/QH10 + 16/2008/QH12'"
        " WHERE code = '2008' AND law = '16/2008/QH12'"
    )


def fill_requests() -> None:
    """A request already out is answered by the day help was wanted; the bank's list is the one
    scheme that needs to know whom it is for."""
    run("UPDATE assignment SET answer_by = due_on WHERE answer_by IS NULL")
    run("UPDATE service SET needs_status = true WHERE code = 'policy_loan'")


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


def fill_terms() -> None:
    """The end of a term becomes a sum: what was decided, and the days away that were added to it.
    Where a decision is known its days are those in force: they were entered from it."""
    run('UPDATE "case" SET completed_on = term_from, term_base_to = term_to')
    run('UPDATE "case" SET term_printed = true WHERE decided_on IS NOT NULL')
    added: dict[int, int] = {}
    for table in ("absence", "suspension"):
        for case_id, since, until in dated(
            f"SELECT case_id, since, until FROM {table} WHERE until IS NOT NULL",  # noqa: S608
            *("since", "until"),
        ):
            added[case_id] = added.get(case_id, 0) + (until - since).days
    ends = {row.id: row.term_to for row in dated('SELECT id, term_to FROM "case"', "term_to")}
    case = sa.table("case", sa.column("id", sa.Integer), sa.column("term_base_to", sa.Date))
    for case_id, days in added.items():
        base_to = ends[case_id] - timedelta(days=days)
        op.execute(case.update().where(case.c.id == case_id).values(term_base_to=base_to))


def dated(statement: str, *days: str) -> Any:
    """Rows whose named columns are days, on either database."""
    return op.get_bind().execute(sa.text(statement).columns(**dict.fromkeys(days, sa.Date())))


DERIVED = (
    ("decided", "id", "decided_on", '"case"', "decided_on IS NOT NULL"),
    ("went_absent", "case_id", "since", "absence", "true"),
    ("came_back", "case_id", "until", "absence", "until IS NOT NULL"),
    ("suspended", "case_id", "since", "suspension", "true"),
    ("resumed", "case_id", "until", "suspension", "until IS NOT NULL"),
    ("closed", "case_id", "closed_on", "closure", "true"),
    ("reopened", "case_id", "reopened_on", "closure", "reopened_on IS NOT NULL"),
    ("left", "case_id", "moved_on", "transfer", "status = 'accepted'"),
    ("met_first", "case_id", "min(happened_on)", "contact", "reached GROUP BY case_id"),
)
"""Kind of act, and where the first release kept the case and the day of it."""


def fill_acts() -> None:
    """Only what the first release was told, each with its day. What it was not told is not made
    up: it shows as still to come."""
    if not run('SELECT count(*) FROM "case"').scalar():
        return
    moments = ("at", "recorded_at")
    texts = ("kind", "source", "number", "signer")
    act = sa.table(
        "act",
        *(sa.column(name, sa.DateTime(timezone=True)) for name in moments),
        *(sa.column(name, sa.String) for name in texts),
        *(sa.column(name, sa.Integer) for name in ("case_id", "by_id")),
        *(sa.column(name, sa.Date) for name in ("prints_from", "prints_to")),
        sa.column("whole_day", sa.Boolean),
    )
    facts = 'SELECT id, decision_number, term_from, term_base_to FROM "case"'
    decisions = {row[0]: row[1:] for row in dated(facts, "term_from", "term_base_to")}
    opened = "SELECT case_id, min(by_id) FROM audit_event WHERE what = 'case.opened' GROUP BY 1"
    writers = {row[0]: row[1] for row in run(opened)}
    anybody = run('SELECT min(id) FROM "user"').scalar()
    now = datetime.now(UTC)
    for kind, of_case, day, table, which in DERIVED:
        found = dated(
            f"SELECT {of_case} AS case_id, {day} AS day FROM {table} WHERE {which}",  # noqa: S608
            "day",
        )
        while rows := found.fetchmany(2000):
            op.bulk_insert(
                act,
                [
                    {
                        "case_id": row.case_id,
                        "kind": kind,
                        "at": datetime.combine(row.day, time(), HERE).astimezone(UTC),
                        "recorded_at": now,
                        "whole_day": True,
                        "by_id": writers.get(row.case_id) or anybody,
                        "source": "first_release",
                        "signer": "",
                        **printed(kind, *decisions[row.case_id]),
                    }
                    for row in rows
                ],
            )


def printed(kind: str, number: str, first: date, last: date) -> dict[str, Any]:
    if kind != "decided":
        return {"number": "", "prints_from": None, "prints_to": None}
    return {"number": number, "prints_from": first, "prints_to": last}


STEPS = (
    "SELECT case_id, day, place, what, area_id FROM ("
    " SELECT id AS case_id, opened_on AS day, 0 AS place, 'taken_in' AS what, area_id"
    ' FROM "case"'
    " UNION ALL SELECT case_id, closed_on, 1, outcome_code, 0 FROM closure"
    " UNION ALL SELECT case_id, since, 1, 'suspended', 0 FROM suspension"
    " UNION ALL SELECT case_id, moved_on, 2, 'transfer', to_area_id FROM transfer"
    " WHERE status = 'accepted'"
    " UNION ALL SELECT case_id, reopened_on, 3, 'reopened', 0 FROM closure"
    " WHERE reopened_on IS NOT NULL"
    " UNION ALL SELECT case_id, until, 3, 'resumed', 0 FROM suspension"
    " WHERE until IS NOT NULL) told"
    " ORDER BY case_id, CASE WHEN place = 0 THEN 0 ELSE 1 END, day, place"
)
FIRST_WARDS = (
    "SELECT t.case_id, t.from_area_id FROM transfer t WHERE t.status = 'accepted'"
    " AND t.id = (SELECT min(u.id) FROM transfer u"
    " WHERE u.case_id = t.case_id AND u.status = 'accepted')"
)


def fill_stays() -> None:
    """Which ward had each case under management from when to when: reports count from it."""
    first_wards = {row[0]: row[1] for row in run(FIRST_WARDS)}
    stays: list[dict[str, Any]] = []
    running: dict[int, dict[str, Any]] = {}
    wards: dict[int, int] = {}
    for case_id, day, _, what, area_id in dated(STEPS, "day").all():
        stay = running.pop(case_id, None)
        if stay is not None:
            stay["until"] = max(day, stay["since"])
            stay["went"] = "transferred_out" if what == "transfer" else what
        if what == "taken_in":
            wards[case_id] = first_wards.get(case_id, area_id)
        elif what == "transfer":
            wards[case_id] = area_id
        if what in {"taken_in", "resumed", "reopened"} or (what == "transfer" and stay is not None):
            stay = dict(case_id=case_id, area_id=wards[case_id], since=day, until=NO_DATE)
            running[case_id] = stay | {"came": MOVED_IN.get(what, what), "went": None}
            stays.append(running[case_id])
    ward_stay = sa.table(
        "ward_stay",
        *(sa.column(name, sa.Integer) for name in ("case_id", "area_id")),
        *(sa.column(name, sa.Date) for name in ("since", "until")),
        *(sa.column(name, sa.String) for name in ("came", "went")),
    )
    for place in range(0, len(stays), 2000):
        op.bulk_insert(ward_stay, stays[place : place + 2000])


NO_DATE, MOVED_IN = date(9999, 12, 31), {"transfer": "transferred_in"}


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

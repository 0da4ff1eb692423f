"""The floor: a bare Flask app that serves the same rows by hand-written SQL and plain templates.

No sign-in, scope, policy, audit, forms or translation. What the real pages cost is held against it.
"""

import hashlib
import threading
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request

from reintegrate.config import Settings
from reintegrate.models.encrypted import Keyring

CASELOAD = """
SELECT c.id, c.number, p.name, c.status, c.last_contact_on, c.next_due_on, c.term_to, u.name,
       c.no_next_date_reason_code, c.transfer_pending
FROM "case" c JOIN person p ON p.id = c.person_id LEFT JOIN "user" u ON u.id = c.worker_id
WHERE c.area_id = ? AND c.status <> 'closed' ORDER BY c.next_due_on, c.id LIMIT 51
"""
COUNT = """SELECT count(*) FROM "case" c WHERE c.area_id = ? AND c.status <> 'closed'"""
SEARCH = """
SELECT c.id, c.number, p.name, p.birth_year, c.status
FROM name_token a JOIN name_token b ON b.person_id = a.person_id AND b.area_id = a.area_id
JOIN person p ON p.id = a.person_id JOIN "case" c ON c.person_id = p.id AND c.area_id = a.area_id
WHERE a.area_id = ? AND a.token >= ? AND a.token < ? AND b.token >= ? AND b.token < ?
ORDER BY p.sort_key LIMIT 20
"""
CASE = """
SELECT c.number, p.name, c.status, c.term_from, c.term_to, c.next_due_on, a.name, u.name
FROM "case" c JOIN person p ON p.id = c.person_id JOIN area a ON a.id = c.area_id
LEFT JOIN "user" u ON u.id = c.worker_id WHERE c.id = ?
"""
EVENTS = """
SELECT e.id, e.at, e.what, e.details, u.name FROM audit_event e LEFT JOIN "user" u ON u.id = e.by_id
WHERE e.case_id = ? AND NOT e.is_read ORDER BY e.id DESC LIMIT 20
"""
NOTES = """
SELECT n.contact_id, n.outcome_code, n.channel_code, n.text, k.happened_on
FROM contact k JOIN contact_note n ON n.contact_id = k.id
WHERE k.case_id = ? ORDER BY k.id DESC LIMIT 20
"""
TODAY = """
SELECT c.id, p.name, c.number, c.next_due_on, c.last_contact_on, c.next_is_agreed
FROM "case" c JOIN person p ON p.id = c.person_id
WHERE c.worker_id = ? AND c.status <> 'closed' AND c.next_due_on <= ?
ORDER BY c.next_due_on, c.id LIMIT 300
"""
ARRIVALS = """
SELECT c.id, p.name, c.number, c.next_due_on FROM "case" c JOIN person p ON p.id = c.person_id
WHERE c.worker_id = ? AND c.status <> 'closed' AND c.last_contact_on IS NULL
ORDER BY c.next_due_on, c.id LIMIT 300
"""

TELL = """
INSERT INTO audit_event (id, at, by_id, what, record, case_id, area_id, space, is_read, details,
    hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SEALED_NOTE = Keyring(Settings.for_tests("", Path()).field_keys).seal(b"note", "contact_note.text")
"""What our own pages can open again: both write to one database."""

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>{{ title }}</title></head>
<body><h1>{{ title }}</h1>{% if total is defined %}<p>{{ total }}</p>{% endif %}
{% for rows in tables %}<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>
{% endfor %}</tr>{% endfor %}</table>{% endfor %}</body></html>"""


class Database:
    """A connection a thread, as plainly as the driver gives it."""

    def __init__(self, url: str):
        self.sqlite = url.startswith("sqlite")
        self.address = url.removeprefix("sqlite:///").replace("+psycopg", "")
        self.here = threading.local()

    def connection(self) -> Any:
        if not hasattr(self.here, "connection"):
            self.here.connection = self.connect()
        return self.here.connection

    def connect(self) -> Any:
        if not self.sqlite:
            import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

            return psycopg.connect(self.address, autocommit=True)
        import sqlite3  # noqa: PLC0415

        connection = sqlite3.connect(self.address, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        if not self.sqlite:
            return self.connection().execute(sql.replace("?", "%s"), values).fetchall()  # type: ignore[no-any-return]
        return self.connection().execute(sql, [plain(v) for v in values]).fetchall()  # type: ignore[no-any-return]

    def run(self, sql: str, *values: Any) -> None:
        text = sql if self.sqlite else sql.replace("?", "%s")
        self.connection().execute(text, [plain(v) for v in values] if self.sqlite else values)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def floor_app(url: str, *, area_id: int, worker_id: int) -> Flask:
    """The five works for one ward and one worker."""
    app = Flask("floor")
    database = Database(url)
    page = app.jinja_env.from_string(PAGE).render

    @app.get("/caseload")
    def caseload() -> str:
        tables = [database.rows(CASELOAD, area_id)]
        total = database.rows(COUNT, area_id)[0][0]
        return page(title="Caseload", tables=tables, total=total)

    @app.post("/people/search")
    def search() -> str:
        first, second = request.form["q"].split()
        found = database.rows(SEARCH, area_id, first, first + "\uffff", second, second + "\uffff")
        return page(title="Search", tables=[found])

    @app.get("/cases/<int:case_id>")
    def case(case_id: int) -> str:
        tables = [
            database.rows(CASE, case_id),
            database.rows(EVENTS, case_id),
            database.rows(NOTES, case_id),
        ]
        return page(title="Case", tables=tables)

    @app.get("/today")
    def today() -> str:
        soon = date.today() + timedelta(days=7)  # noqa: DTZ011 - the floor does not mind the zone
        tables = [database.rows(TODAY, worker_id, soon), database.rows(ARRIVALS, worker_id)]
        return page(title="Today", tables=tables)

    @app.post("/cases/<int:case_id>/contacts/new")
    @app.post("/cases/<int:case_id>/contacts/new/<told>")
    def log(case_id: int, told: str = "") -> Any:
        log_contact(database, case_id, worker_id, tell=bool(told))
        return redirect("/today")

    return app


def log_contact(database: Database, case_id: int, worker_id: int, *, tell: bool = False) -> None:
    """One contact in one durable transaction: what any implementation has to write. `tell`: and
    what ours writes of it in the trail."""
    today = date.today()  # noqa: DTZ011
    next_on = today + timedelta(days=14)
    run = database.run
    run("BEGIN IMMEDIATE" if database.sqlite else "BEGIN")
    database.rows('SELECT status, worker_id FROM "case" WHERE id = ?', case_id)
    contact_id = write_contact(database, case_id, worker_id, today)
    done = database.rows(
        "UPDATE follow_up SET status = 'done' WHERE case_id = ? AND kind_code = 'regular'"
        " AND status = 'planned' RETURNING id",
        case_id,
    )
    run(
        "INSERT INTO follow_up (case_id, due_on, agreed, status, planned_by_id, planned_at)"
        " VALUES (?, ?, ?, 'planned', ?, CURRENT_TIMESTAMP)",
        case_id,
        next_on,
        False,
        worker_id,
    )
    run(
        'UPDATE "case" SET next_due_on = ?, last_contact_on = ?, last_reached_on = ?,'
        " tries_since_reached = 0, version = version + 1 WHERE id = ?",
        next_on,
        today,
        today,
        case_id,
    )
    if tell:
        happened = f'"happened_on": "{today}", "reached": true'
        told = (
            ("contact.logged", f"contact:{contact_id}", happened),
            ("follow_up.done", f"follow_up:{done[0][0]}", '"was": "planned"'),
            ("follow_up.planned", f"case:{case_id}", f'"due_on": "{next_on}"'),
        )
        tell_trail(database, case_id, worker_id, told)
    run("COMMIT")


def write_contact(database: Database, case_id: int, worker_id: int, day: date) -> int:
    found = database.rows(
        "INSERT INTO contact (key, case_id, by_id, happened_on, written_at, reached)"
        " VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, ?) RETURNING id",
        str(uuid.uuid4()),
        case_id,
        worker_id,
        day,
        True,
    )
    database.run(
        "INSERT INTO contact_note (contact_id, case_id, outcome_code, channel_code, text,"
        " sensitive) VALUES (?, ?, 'met', 'home_visit', ?, ?)",
        found[0][0],
        case_id,
        SEALED_NOTE,
        False,
    )
    return int(found[0][0])


def tell_trail(
    database: Database, case_id: int, worker_id: int, told: Iterable[tuple[str, str, str]]
) -> None:
    """Lines at its end, chained."""
    if not database.sqlite:
        database.rows("SELECT pg_advisory_xact_lock(1)")
    number, previous = database.rows("SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1")[0]
    (area_id,) = database.rows('SELECT area_id FROM "case" WHERE id = ?', case_id)[0]
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    for what, record, details in told:
        number += 1
        row = (number, now, worker_id, what, record, case_id, area_id)
        previous = hashlib.sha256(f"{previous}{row}{details}".encode()).hexdigest()
        database.run(TELL, *row, "statutory", False, f"{{{details}}}", previous)

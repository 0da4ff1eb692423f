"""Cases by the million, written straight into the tables: two years of history each.

Wards keep their size: ten times the cases is ten times the wards. Rows are plausible, not told
through the verbs, and the trail's hashes are fillers: this is for timing, never for proving.
"""

import itertools
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, insert, text

from reintegrate.cli.reference import known_provinces, load_reference
from reintegrate.db import Base, db, today
from reintegrate.models.area import Area, AreaKind
from reintegrate.models.encrypted import keyring
from reintegrate.models.names import sort_key, words
from reintegrate.models.user import Role, User

PER_WARD = 301
CONTACTS = 21
"""Weekly for a month, fortnightly for two, monthly to the year's end, then quarterly."""
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Nông Lý Triệu Hà Bàn Đinh Vũ Ma Lương Đặng Hứa Mông Lục".split()
MIDDLE = "Văn Thị Ngọc Quốc Minh Anh Đức Thu Hồng Xuân Thanh Kim".split()
GIVEN = (
    "Bình Lan Hải Sơn Thủy Dũng Yến Mai Tuấn Phượng Hòa Khánh Lâm Cường Hạnh Tâm Nga Đạt".split()
)
OPEN_OF_TEN = 7
FIRST_DAY, LAST_DAY = -800, 400

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"


def generate(cases: int) -> dict[str, Any]:
    """Fill the present app's empty database. Returns a ward, a worker and a case to measure by."""
    load_reference(known_provinces())
    wards = wards_for(cases)
    workers = staff(wards)
    db.session.commit()
    with db.engine.connect() as connection:
        without_checks(connection)
        dropped = drop_indexes(connection)
        for table, rows in (
            ("bench_day", days()),
            ("bench_name", names()),
            ("bench_ward", [{"k": k, "area": w, "worker": u} for k, (w, u) in enumerate(workers)]),
        ):
            scratch(connection, table, rows)
        facts = {"last": cases, "wards": len(wards), "names": len(names())}
        for statement in STATEMENTS:
            run(connection, statement, facts)
        history(connection, cases)
        for index in dropped:
            index.create(connection)
        if not is_sqlite(connection):
            for table in ("person", "case", "contact"):
                number = f"pg_get_serial_sequence('\"{table}\"', 'id')"
                newest = f'SELECT max(id) FROM "{table}"'
                connection.exec_driver_sql(f"SELECT setval({number}, ({newest}))")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    area, worker = workers[len(workers) // 2]
    return {"area_id": area, "worker_id": worker, "cases": cases}


def wards_for(cases: int) -> list[int]:
    wanted = max(1, cases // PER_WARD)
    kinds = (AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE)
    query = db.select(Area.id).where(Area.kind.in_(kinds), Area.valid_to.is_(None))
    return list(db.session.scalars(query.order_by(Area.id).limit(wanted)))


def staff(wards: list[int]) -> list[tuple[int, int]]:
    """One social worker a ward; returns (ward, worker)."""
    rows = [
        {
            "username": f"bench{ward}",
            "name": "Nguyễn Thị Lan",
            "sort_key": sort_key("Nguyễn Thị Lan"),
            "title": "",
            "role": Role.SOCIAL_WORKER,
            "area_id": ward,
        }
        for ward in wards
    ]
    found = db.session.execute(insert(User).returning(User.area_id, User.id), rows)
    return [(ward, worker) for ward, worker in found if ward is not None]


def days() -> list[dict[str, Any]]:
    first = today()
    return [
        {"k": offset, "day": first + timedelta(days=offset)}
        for offset in range(FIRST_DAY, LAST_DAY + 1)
    ]


def names() -> list[dict[str, Any]]:
    full = [" ".join(parts) for parts in itertools.product(FAMILY, MIDDLE, GIVEN)]
    return [
        {"k": k, "name": name, "sorted": sort_key(name), "a": w[0], "b": w[1], "c": w[-1]}
        for k, name in enumerate(full)
        if len(w := words(name)) >= 2
    ]


def scratch(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    kinds = {
        "k": "INTEGER PRIMARY KEY",
        "day": "DATE",
        "area": "INTEGER",
        "worker": "INTEGER",
    }
    columns = ", ".join(f"{name} {kinds.get(name, 'VARCHAR')}" for name in rows[0])
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {table} ({columns})")
    places = ", ".join(f":{name}" for name in rows[0])
    plain = [
        {name: str(v) if is_sqlite(connection) and name == "day" else v for name, v in row.items()}
        for row in rows
    ]
    connection.execute(text(f"INSERT INTO {table} VALUES ({places})"), plain)


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def without_checks(connection: Connection) -> None:
    """References are right by construction; checking a hundred million of them takes an hour."""
    if is_sqlite(connection):
        driver: Any = connection.connection.driver_connection
        connection.rollback()
        for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-2000000"):
            driver.execute(f"PRAGMA {pragma}")
    else:
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql("SET synchronous_commit = off")
        connection.exec_driver_sql("SET maintenance_work_mem = '512MB'")  # indexes made anew


FILLED = ("person", "name_token", "case", "contact", "contact_note", "follow_up", "audit_event")


def drop_indexes(connection: Connection) -> list[Any]:
    found = [index for table in FILLED for index in Base.metadata.tables[table].indexes]
    for index in found:
        index.drop(connection)
    return found


def run(connection: Connection, statement: str, facts: dict[str, Any]) -> None:
    wanted = {name: value for name, value in facts.items() if f":{name}" in statement}
    numbers = [bindparam(name, type_=BigInteger) for name in wanted if name != "note"]
    connection.execute(text(statement).bindparams(*numbers), wanted)


# i runs over the cases; wards and names are dealt out in turn.
STATEMENTS = (
    f"""INSERT INTO person (id, name, sort_key, other_names, sex, birth_year, language,
        phone_owner, may_name_service, education, occupation, created_at, version)
    {NUMBERS} SELECT i, b.name, b.sorted, '', 'unstated', 1960 + i % 45, '', 'own', false, '', '',
        CURRENT_TIMESTAMP, 1 FROM n JOIN bench_name b ON b.k = i * 31 % :names""",
    *(
        f"""INSERT INTO name_token (area_id, token, person_id)
        {NUMBERS} SELECT w.area, b.{word}, i FROM n JOIN bench_name b ON b.k = i * 31 % :names
        JOIN bench_ward w ON w.k = i % :wards
        WHERE b.{word} NOT IN ({earlier})"""
        for word, earlier in (("a", "''"), ("b", "b.a"), ("c", "b.a, b.b"))
    ),
    f"""INSERT INTO "case" (id, number, person_id, area_id, worker_id, status, regime_code,
        rehabilitation_kind_code, rehabilitation_place, decision_number, term_from, term_to,
        opened_on, created_at, person_sort_key, next_due_on, next_is_agreed, last_contact_on,
        last_reached_on, tries_since_reached, transfer_pending, activities_planned, version)
    {NUMBERS} SELECT i, 'bench-' || i, i, w.area, w.worker,
        CASE WHEN i / :wards % 10 >= {OPEN_OF_TEN} THEN 'closed' ELSE 'managed' END,
        '2025', 'compulsory', '', '', f.day, t.day, f.day, CURRENT_TIMESTAMP, b.sorted,
        CASE WHEN i / :wards % 10 >= {OPEN_OF_TEN} THEN never.day ELSE due.day END,
        false, seen.day, seen.day, 0, false,
        CASE WHEN i / :wards % 10 >= {OPEN_OF_TEN} THEN 0 ELSE 1 END, 1
    FROM n JOIN bench_name b ON b.k = i * 31 % :names
    JOIN bench_ward w ON w.k = i % :wards
    JOIN bench_day f ON f.k = -700 + i % 30
    JOIN bench_day t ON t.k = 30 + i % 300
    JOIN bench_day due ON due.k = -9 + i % 60 * 7919 % 60
    JOIN bench_day seen ON seen.k = -40 + i % 31 * 7919 % 31
    JOIN bench_day never ON never.k = {LAST_DAY}""",
    f"""INSERT INTO follow_up (case_id, due_on, agreed, status, planned_by_id, planned_at)
    {NUMBERS} SELECT c.id, c.next_due_on, false, 'planned', c.worker_id, CURRENT_TIMESTAMP
    FROM n JOIN "case" c ON c.id = n.i WHERE c.status <> 'closed'""",
    # Every case has its review planned from the day it is opened; here after all that is regular.
    f"""INSERT INTO follow_up (case_id, kind_code, due_on, agreed, status, planned_by_id,
        planned_at)
    {NUMBERS} SELECT c.id, 'review', d.day, false, 'planned', c.worker_id, CURRENT_TIMESTAMP
    FROM n JOIN "case" c ON c.id = n.i JOIN bench_day d ON d.k = 51 + i % 30
    WHERE c.status <> 'closed'""",
)


def history(connection: Connection, cases: int) -> None:
    """Turn after turn over all cases, as time would write it: a case's rows lie far apart."""
    note = keyring().seal("Gia đình khỏe, đang học nghề.".encode(), "contact_note.text")
    for turn in range(CONTACTS):
        facts = {"last": cases, "turn": turn, "ago": -690 + turn * 32, "note": note}
        for statement in HISTORY:
            run(connection, statement, facts)


HISTORY = (
    f"""INSERT INTO contact (id, "key", case_id, by_id, happened_on, written_at, reached)
    {NUMBERS} SELECT :turn * :last + i, 'bench-' || (1000000000 + :turn * :last + i), i,
        c.worker_id, d.day, CURRENT_TIMESTAMP, true
    FROM n JOIN "case" c ON c.id = n.i JOIN bench_day d ON d.k = :ago""",
    f"""INSERT INTO contact_note (contact_id, case_id, area_id, outcome_code, channel_code, text,
        sensitive)
    {NUMBERS} SELECT :turn * :last + i, i, c.area_id, 'met', 'home_visit', :note, false
    FROM n JOIN "case" c ON c.id = n.i""",
    f"""INSERT INTO follow_up (case_id, due_on, agreed, status, planned_by_id, planned_at)
    {NUMBERS} SELECT i, d.day, false, 'done', c.worker_id, CURRENT_TIMESTAMP
    FROM n JOIN "case" c ON c.id = n.i JOIN bench_day d ON d.k = :ago""",
    f"""INSERT INTO audit_event (id, at, by_id, what, record, case_id, area_id, space, is_read,
        details, hash)
    {NUMBERS} SELECT :turn * :last + i, CURRENT_TIMESTAMP, c.worker_id, 'contact.logged',
        'contact:' || (:turn * :last + i), i, c.area_id, 'statutory', false,
        '{{"happened_on": "2026-01-05", "reached": true}}',
        '0000000000000000000000000000000000000000000000000000000000000000'
    FROM n JOIN "case" c ON c.id = n.i""",
)

"""AuditEvent: what happened, a row each, in the same transaction, chained so that tampering shows.

Details hold codes, ids and dates, never what someone said or who they are.
"""

import hashlib
import json
import json.encoder
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    DDL,
    Connection,
    ForeignKey,
    Index,
    RowMapping,
    Text,
    event,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from reintegrate.db import Base, connection, db, lock_until_commit, quick, utcnow
from reintegrate.models.ready import Ready

if TYPE_CHECKING:
    from reintegrate.models.user import User

CHAIN_LOCK = 0x52454941
FIRST_HASH = "0" * 64
PENDING = "pending_audit_events"
AT_A_TIME = 1000


class Space(StrEnum):
    """The record has two spaces, and the trail keeps them apart."""

    STATUTORY = "statutory"
    SUPPORT = "support"
    SYSTEM = "system"


LISTS = "what IN ('report.people_named', 'caseload.exported', 'caseload_print.viewed')"
LISTS_PEOPLE = text(f"audit_event.{LISTS}")
"""Few among millions, and asked for one person at a time: word for word as the index has it, else
no database sees that the index answers."""
LISTS_ALONE: dict[str, Any] = {"sqlite_where": text(LISTS), "postgresql_where": text(LISTS)}


class AuditEvent(Base):
    """Numbered without gaps by the chain itself; the database refuses changes to it."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_case_id_id", "case_id", "id"),
        Index("ix_audit_event_by_id_id", "by_id", "id"),
        Index("ix_audit_event_lists", "area_id", "id", **LISTS_ALONE),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str]
    record: Mapped[str]
    case_id: Mapped[int | None]
    area_id: Mapped[int | None]
    space: Mapped[Space]
    is_read: Mapped[bool]
    details: Mapped[str] = mapped_column(Text)
    hash: Mapped[str]

    @property
    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.details)
        return found


def record_event(
    what: str,
    *,
    on: object,
    by: "User | None",
    space: Space = Space.STATUTORY,
    is_read: bool = False,
    **details: object,
) -> None:
    """Say that something happened. It is written, numbered and chained when the caller commits."""
    by_id = None if by is None else by.id
    db.session.info.setdefault(PENDING, []).append(
        (what, on, by_id, utcnow(), space, is_read, details)
    )
    for hear in HEARERS.get(what, ()):
        hear(on, by_id, details)


Hear = Callable[[Any, "int | None", dict[str, Any]], None]
HEARERS: dict[str, list[Hear]] = {}


def hears(what: str, hear: Hear) -> None:
    """Have this called at every such event, in its transaction: see `notice.WHO_IS_TOLD`."""
    HEARERS.setdefault(what, []).append(hear)


NEWEST = select(AuditEvent.id, AuditEvent.hash).order_by(AuditEvent.id.desc()).limit(1)
LAST = Ready(NEWEST)
APPEND = Ready(insert(AuditEvent))


class Seen(NamedTuple):
    """Which record was looked at, kept after the transaction that read it has ended."""

    table: str
    id: int
    case_id: int | None
    area_id: int | None

    @classmethod
    def of(cls, record: Any) -> "Seen":
        table = record.__tablename__
        case_id = record.id if table == "case" else getattr(record, "case_id", None)
        return cls(table, record.id, case_id, getattr(record, "area_id", None))


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


DETAILS = json.JSONEncoder(default=plain, ensure_ascii=False, sort_keys=True).encode
quoted = json.encoder.encode_basestring


def digest(previous: str, row: dict[str, Any]) -> str:
    """Over the one before and the list of this one's fields as JSON, put together here: to have an
    encoder made for each takes five times as long."""
    fields = (
        str(row["id"]),
        quoted(row["at"].isoformat(timespec="microseconds")),
        numeral(row["by_id"]),
        quoted(row["what"]),
        quoted(row["record"]),
        numeral(row["case_id"]),
        numeral(row["area_id"]),
        quoted(str(row["space"])),
        "true" if row["is_read"] else "false",
        quoted(row["details"]),
    )
    return hashlib.sha256(f"{previous}[{', '.join(fields)}]".encode()).hexdigest()


def numeral(value: int | None) -> str:
    return "null" if value is None else str(value)


@event.listens_for(Session, "before_commit")
def chain_pending(session: Session) -> None:
    """Write the transaction's events last, so that the chain is held as briefly as can be."""
    pending = session.info.pop(PENDING, [])
    if pending:
        session.flush()
        lock_until_commit(CHAIN_LOCK)
        append(connection(), pending)


def write_read(seen: Seen, *, by_id: int, **details: object) -> None:
    """Say that somebody looked, in a transaction of its own. It outlives a killed process; only a
    power cut may take the last few, which nobody was told were kept."""
    with db.engine.connect() as connection, quick(connection, CHAIN_LOCK):
        append(connection, [read_of(seen, by_id, details)])


def read_of(seen: Seen, by_id: int, details: dict[str, object]) -> tuple[Any, ...]:
    return f"{seen.table}.viewed", seen, by_id, utcnow(), Space.SYSTEM, True, details


def append(connection: Connection, pending: list[tuple[Any, ...]]) -> None:
    newest, rows = LAST.rows(connection, {}), []
    number, previous = newest[0] if newest else (0, FIRST_HASH)
    for what, on, by_id, at, space, is_read, details in pending:
        number += 1
        seen = on if isinstance(on, Seen) else Seen.of(on)
        row = {
            "id": number,
            "at": at,
            "by_id": by_id,
            "what": what,
            "record": f"{seen.table}:{seen.id}",
            "case_id": seen.case_id,
            "area_id": seen.area_id,
            "space": space,
            "is_read": is_read,
            "details": DETAILS(details) if details else "{}",
        }
        previous = row["hash"] = digest(previous, row)
        rows.append(row)
    APPEND.run(connection, rows)


@event.listens_for(Session, "after_rollback")
def forget_pending(session: Session) -> None:
    session.info.pop(PENDING, None)


def broken_rows(newest: int | None = None) -> Iterator[tuple[int, str]]:
    """Every place where the chain does not hold: (row number, what is wrong with it). `newest`:
    only so many of the last rows, trusting what came before them."""
    head, _ = chain_head()
    after = 0 if newest is None else max(0, head - newest)
    previous = FIRST_HASH if after == 0 else chained_hash_at(after)
    expected = after + 1
    if previous is None:
        yield after, "missing"
    for row in rows_after(after):
        if row["id"] != expected:
            yield expected, "missing"
        if previous is not None and digest(previous, dict(row)) != row["hash"]:
            yield row["id"], "altered"
        previous, expected = row["hash"], row["id"] + 1


def rows_after(number: int) -> Iterator[RowMapping]:
    """So many at a time: the trail is longer than memory."""
    every = select(*AuditEvent.__table__.columns).order_by(AuditEvent.id).limit(AT_A_TIME)
    while rows := db.session.execute(every.where(AuditEvent.id > number)).mappings().all():
        yield from rows
        number = rows[-1]["id"]


def chain_head() -> tuple[int, str]:
    """Number and hash of the newest event: print it, mail it, keep it outside the database."""
    newest = db.session.execute(NEWEST).first()
    return (newest.id, newest.hash) if newest else (0, FIRST_HASH)


def chained_hash_at(number: int) -> str | None:
    return db.session.scalar(select(AuditEvent.hash).where(AuditEvent.id == number))


def count_events() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEvent)) or 0


APPEND_ONLY_SQLITE = [
    f"CREATE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
APPEND_ONLY_POSTGRESQL = [
    "CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$",
    "CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event "
    "FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only()",
]
for dialect, statements in (
    ("sqlite", APPEND_ONLY_SQLITE),
    ("postgresql", APPEND_ONLY_POSTGRESQL),
):
    for statement in statements:
        event.listen(
            AuditEvent.__table__,
            "after_create",
            DDL(statement.replace("%", "%%")).execute_if(dialect=dialect),  # type: ignore[no-untyped-call]
        )

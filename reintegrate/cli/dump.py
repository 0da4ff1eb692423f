"""The whole database as lines, the same on SQLite and PostgreSQL: rows go from one to the other.

Encrypted fields stay encrypted: a backup opened without the field keys tells no phone and no note.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, MetaData, String, Table, func, insert, select
from sqlalchemy.engine import Connection

from reintegrate.cli.sealed_file import Refused, line
from reintegrate.db import UtcDateTime

VERSION_TABLE = "alembic_version"
BATCH = 2_000
FILES = "files"
"""What people upload lives in this folder beside the database."""


def tables_of(connection: Connection) -> list[Table]:
    """As the database itself describes them, by name."""
    metadata = MetaData()
    metadata.reflect(connection)
    for table in metadata.tables.values():
        for column in table.columns:
            _speak_plainly(column)
    return [table for name, table in sorted(metadata.tables.items()) if name != VERSION_TABLE]


def _speak_plainly(column: Column[Any]) -> None:
    """Instants in UTC on both databases; JSON as the text it is."""
    if column.type.python_type is datetime:
        column.type = UtcDateTime()
    elif isinstance(column.type, JSON):
        column.type = JSON()


def dumped(connection: Connection, revision: str, folder: Path) -> Iterator[bytes]:
    """Everything, in one reading that no writer disturbs. The last line counts and fingerprints
    what went before."""
    fingerprint = hashlib.sha256()
    counts: dict[str, int] = {}
    for text in _contents(connection, revision, folder, counts):
        fingerprint.update(text + b"\n")
        yield text
    yield line({"end": counts, "sha256": fingerprint.hexdigest()})


def _contents(
    connection: Connection, revision: str, folder: Path, counts: dict[str, int]
) -> Iterator[bytes]:
    yield line({"revision": revision})
    for table in tables_of(connection):
        columns = sorted(table.columns, key=lambda column: column.name)
        yield line({"table": table.name, "columns": [column.name for column in columns]})
        counts[table.name] = 0
        ordered = select(*columns).order_by(*_in_order(connection, table))
        for row in connection.execution_options(yield_per=BATCH).execute(ordered):
            counts[table.name] += 1
            yield line([_told(value) for value in row])
    for file in sorted(path for path in (folder / FILES).rglob("*") if path.is_file()):
        name = file.relative_to(folder / FILES).as_posix()
        yield line({"file": name, "bytes": base64.b64encode(file.read_bytes()).decode()})


def _in_order(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """By key and byte by byte: PostgreSQL would sort text by the rules of some language."""
    bytewise = connection.dialect.name == "postgresql"
    return [
        column.collate("C") if bytewise and isinstance(column.type, String) else column
        for column in table.primary_key.columns
    ]


def _told(value: Any) -> Any:
    """As JSON. What JSON has no form for becomes a pair of kind and text."""
    if isinstance(value, bytes | memoryview):
        return {"b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {"t": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, dict | list):
        return {"j": value}
    return value


READ: dict[str, Callable[[Any], Any]] = {
    "b": base64.b64decode,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "j": lambda value: value,
}


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    return READ[kind](text)


def checked(lines: Iterator[bytes]) -> dict[str, Any]:
    """Read a dump to its end: its revision, counts and fingerprint. Raises Refused."""
    fingerprint = hashlib.sha256()
    counts: dict[str, int] = {}
    revision, present = "", ""
    for text in lines:
        value = json.loads(text)
        if isinstance(value, list):
            counts[present] += 1
        elif "end" in value:
            if (value["end"], value["sha256"]) != (counts, fingerprint.hexdigest()):
                raise Refused("its rows are not those that were counted when it was made")
            return {"revision": revision, "counts": counts, "sha256": value["sha256"]}
        elif "table" in value:
            present = value["table"]
            counts[present] = 0
        else:
            revision = value.get("revision", revision)
        fingerprint.update(text + b"\n")
    raise Refused("its end is missing")


def load(connection: Connection, lines: Iterator[bytes], folder: Path) -> None:
    """Put every row where it was. The tables are there, and empty."""
    tables = {table.name: table for table in tables_of(connection)}
    for kind, value, rows in _parts(lines):
        if kind == "table":
            for batch in _batches(rows, value["columns"]):
                connection.execute(insert(tables[value["table"]]), batch)
        elif kind == "file":
            _put_file(folder, value)
    for table in tables.values():
        _go_on_counting(connection, table)


def _parts(lines: Iterator[bytes]) -> Iterator[tuple[str, dict[str, Any], Iterator[Any]]]:
    """Each heading with the rows under it, which must be read before the next."""
    heading: dict[str, Any] = {}
    for is_row, some in groupby(map(json.loads, lines), key=lambda value: isinstance(value, list)):
        if is_row:
            yield "table", heading, some
            continue
        for heading in some:
            if "file" in heading:
                yield "file", heading, iter(())


def _batches(rows: Iterator[Any], columns: list[str]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, BATCH)):
        yield [dict(zip(columns, map(_read, row), strict=True)) for row in some]


def _put_file(folder: Path, value: dict[str, str]) -> None:
    home = (folder / FILES).resolve()
    place = (home / value["file"]).resolve()
    if not place.is_relative_to(home):
        raise Refused("a file of it would land outside its folder")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(base64.b64decode(value["bytes"]))


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids apart from the rows; the next new row follows the last one here."""
    keys = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(keys) != 1:
        return
    named = connection.execute(
        select(func.pg_get_serial_sequence(f'"{table.name}"', keys[0].name))
    ).scalar()
    if named:
        newest = connection.execute(select(func.max(keys[0]))).scalar()
        connection.execute(select(func.setval(named, newest or 1, newest is not None)))

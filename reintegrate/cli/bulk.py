"""Writes rows by the ten thousand past the ORM: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Integer, Table, func, select, text
from sqlalchemy.schema import ColumnDefault

from reintegrate.db import Base, db

Row = dict[str, Any]
Converter = Callable[[Any], Any] | None


class Bulk:
    """One table's way in. Columns a row leaves out get what the model would give them; only a
    default that is computed must be given."""

    def __init__(self, name: str):
        self.table: Table = Base.metadata.tables[name]
        dialect = db.engine.dialect
        self.columns = list(self.table.columns)
        self.defaults = [_default(column) for column in self.columns]
        self.converters: list[Converter] = [
            column.type.dialect_impl(dialect).bind_processor(dialect) for column in self.columns
        ]
        self.prepared = [
            convert(default) if convert and default is not None else default
            for convert, default in zip(self.converters, self.defaults, strict=True)
        ]
        self.names = ", ".join(dialect.identifier_preparer.quote(c.name) for c in self.columns)
        self.quoted = dialect.identifier_preparer.format_table(self.table)

    def write(self, rows: list[Row]) -> None:
        if not rows:
            return
        given = [
            (c.name, convert) for c, convert in zip(self.columns, self.converters, strict=True)
        ]
        ready = zip(
            *(self._column(name, rows, n) for n, (name, _) in enumerate(given)), strict=True
        )
        if db.engine.dialect.name == "postgresql":
            self._copy(ready)
        else:
            marks = ", ".join("?" * len(self.columns))
            statement = f"INSERT INTO {self.quoted} ({self.names}) VALUES ({marks})"  # noqa: S608
            _driver().executemany(statement, ready)

    def _column(self, name: str, rows: list[Row], place: int) -> list[Any]:
        """The values of one column, as the driver wants them."""
        if name not in rows[0]:
            return [self.prepared[place]] * len(rows)
        convert = self.converters[place]
        if convert is None:
            return [row[name] for row in rows]
        return [None if row[name] is None else convert(row[name]) for row in rows]

    def _copy(self, rows: Iterable[tuple[Any, ...]]) -> None:
        with (
            _driver().cursor() as cursor,
            cursor.copy(f"COPY {self.quoted} ({self.names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def next_id(self) -> int:
        return (db.session.scalar(select(func.max(self.table.c.id))) or 0) + 1

    def let_ids_follow(self) -> None:
        """PostgreSQL counts for itself: after ids of our own it must go on behind them."""
        key = self.table.c.get("id")
        if db.engine.dialect.name != "postgresql" or key is None:
            return
        if isinstance(key.type, Integer) and key.autoincrement is not False:
            sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
            last = self.next_id() - 1
            if last:
                db.session.execute(sequence, {"name": self.quoted, "last": last})


def _default(column: Any) -> Any:
    default = column.default
    if isinstance(default, ColumnDefault) and default.is_scalar:
        return default.arg
    return None


def _driver() -> Any:
    """The connection of the caller's own transaction, as the database's driver has it."""
    return db.session.connection().connection.driver_connection

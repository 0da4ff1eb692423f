"""Statements asked by every request, ready for the driver: compiled once, their places known.

SQLAlchemy takes three to six times as long to hand over such a statement as a database takes to
answer it. What becomes of values on their way, there and back, the types of their columns decide.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Dialect, Enum

from reintegrate.db import UtcDateTime

Change = Callable[[Any], Any]


class Ready:
    """A statement with named places (`bindparam`)."""

    def __init__(self, statement: Any):
        self.statement = statement
        self.compiled: dict[str, Compiled] = {}

    def rows(self, connection: Connection, values: dict[str, Any]) -> list[Any]:
        """The answer as named tuples, whose columns are read faster than a result row's."""
        compiled = self.compiled_for(connection)
        if not compiled.is_plain or connection.dispatch.before_cursor_execute:  # somebody listens
            found: Any = connection.execute(self.statement, values)
            return [compiled.make(row) for row in found.all()]
        cursor = compiled.executed(connection, values)
        answer = cursor.fetchall()
        cursor.close()
        return list(map(compiled.make, compiled.converted(answer)))

    def run(self, connection: Connection, values: dict[str, Any] | list[dict[str, Any]]) -> None:
        """For a statement that answers nothing; a list: once for each."""
        compiled = self.compiled_for(connection)
        if not compiled.is_plain or connection.dispatch.before_cursor_execute:
            connection.execute(self.statement, values)
        else:
            compiled.executed(connection, values).close()

    def count(self, connection: Connection, values: dict[str, Any]) -> int:
        """How many rows a statement changed."""
        compiled = self.compiled_for(connection)
        if not compiled.is_plain or connection.dispatch.before_cursor_execute:
            return int(connection.execute(self.statement, values).rowcount)
        cursor = compiled.executed(connection, values)
        found = int(cursor.rowcount)
        cursor.close()
        return found

    def compiled_for(self, connection: Connection) -> "Compiled":
        dialect = connection.dialect
        if dialect.name not in self.compiled:
            self.compiled[dialect.name] = Compiled(self.statement, dialect)
        return self.compiled[dialect.name]


class Compiled:
    """One statement in the words of one database."""

    def __init__(self, statement: Any, dialect: Dialect):
        compiled = statement.compile(dialect=dialect)
        listed = with_its_lists(compiled)
        named: Any = namedtuple
        columns = [column.keyname for column in compiled._result_columns]
        self.sql = str(compiled) if listed is None else listed.statement
        self.is_plain = listed is not None
        self.make: Change = named("row", columns, rename=True)._make
        found = list(places(compiled, listed)) if self.is_plain else []
        self.names = [name for name, *_ in found]
        self.fixed = [kept for _, _, kept, _ in found]
        self.asked = [(place, key) for place, (_, key, _, _) in enumerate(found) if key is not None]
        self.changed = [
            (place, change)
            for place, (_, key, _, change) in enumerate(found)
            if key is not None and change is not None
        ]
        self.positional = bool(compiled.positional)
        self.changes = [
            (place, change)
            for place, column in enumerate(compiled._result_columns)
            if (change := on_the_way_back(column.type, dialect)) is not None
        ]

    def executed(
        self, connection: Connection, values: dict[str, Any] | list[dict[str, Any]]
    ) -> Any:
        """A cursor with the answer. What the driver raises is raised as SQLAlchemy's own."""
        cursor: Any = connection.connection.cursor()
        parameters: Any
        if isinstance(values, list):
            execute, parameters = cursor.executemany, [self.parameters(one) for one in values]
        else:
            execute, parameters = cursor.execute, self.parameters(values)
        try:
            execute(self.sql, parameters)
        except Exception as error:
            connection._handle_dbapi_exception(error, self.sql, parameters, cursor, None)
        return cursor

    def parameters(self, values: dict[str, Any]) -> Any:
        given = self.fixed.copy()
        for place, key in self.asked:
            given[place] = values[key]
        for place, change in self.changed:
            given[place] = change(given[place])
        return given if self.positional else dict(zip(self.names, given, strict=True))

    def converted(self, answer: list[Any]) -> Any:
        if not self.changes or not answer:
            return answer
        if len(answer) == 1:
            row = list(answer[0])
            for place, change in self.changes:
                row[place] = change(row[place])
            return [row]
        columns = list(zip(*answer, strict=True))
        for place, change in self.changes:
            columns[place] = tuple(map(change, columns[place]))
        return zip(*columns, strict=True)


def with_its_lists(compiled: Any) -> Any:
    """The statement, its places and the values in them once lists that never change (`status IN
    (...)`) are written out; None where a list is only known at the call."""
    lists = compiled.post_compile_params | compiled.literal_execute_params
    if any(bind.required for bind in lists):
        return None
    known = compiled.construct_params(escape_names=False, _check=False, _no_postcompile=True)
    return compiled._process_parameters_for_postcompile(known)


def places(compiled: Any, listed: Any) -> Iterator[tuple[str, str | None, Any, Change | None]]:
    """Each place: its name; the key of its value, or the value itself that never changes; and
    what is done to a value on its way."""
    keys = {name: bind for bind, name in compiled.bind_names.items()}
    for name in listed.positiontup if compiled.positional else listed.parameters:
        bind = keys.get(name)
        change = (listed.processors if bind is None else compiled._bind_processors).get(name)
        if bind is not None and bind.required:
            yield name, bind.key, None, change and on_the_way(bind.type, compiled.dialect, change)
        else:
            kept = listed.parameters[name] if bind is None else bind.effective_value
            yield name, None, kept if change is None else change(kept), None


def on_the_way(kind: Any, dialect: Dialect, change: Change) -> Change:
    """The same texts as SQLAlchemy's, whose formatting takes ten times as long."""
    if isinstance(kind, Enum):
        return Members(change).__getitem__
    if dialect.name != "sqlite":
        return change
    if type(kind) is Date:
        return lambda day: day.isoformat() if type(day) is date else change(day)
    if type(kind) is UtcDateTime:
        return lambda at: in_utc(at) if at is not None and at.tzinfo is not None else change(at)
    return change


def in_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def on_the_way_back(kind: Any, dialect: Dialect) -> Change | None:
    change: Change | None = kind._cached_result_processor(dialect, None)
    if change is None:
        return None
    if isinstance(kind, Enum):
        return Members(change).__getitem__
    if dialect.name == "sqlite" and type(kind) is UtcDateTime:
        return lambda text: None if text is None else datetime.fromisoformat(f"{text}+00:00")
    return change


class Members(dict[Any, Any]):
    """What stands for an enum's members, or they for it: looked up, not made, each time."""

    def __init__(self, change: Change):
        self.change = change

    def __missing__(self, code: Any) -> Any:
        self[code] = self.change(code)
        return self[code]

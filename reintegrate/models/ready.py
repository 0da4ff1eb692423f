"""Statements asked by every request, ready for the driver: compiled once, their places known.

SQLAlchemy takes three to six times as long to hand over such a statement as a database takes to
answer it. What becomes of values on their way, there and back, the types of their columns decide.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Dialect, Enum

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
        self.places = list(places(compiled, listed)) if self.is_plain else []
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
        given = [
            (name, kept if key is None else values[key] if change is None else change(values[key]))
            for name, key, kept, change in self.places
        ]
        return [value for _, value in given] if self.positional else dict(given)

    def converted(self, answer: list[Any]) -> Any:
        if not self.changes or not answer:
            return answer
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
            yield name, bind.key, None, change
        else:
            kept = listed.parameters[name] if bind is None else bind.effective_value
            yield name, None, kept if change is None else change(kept), None


def on_the_way_back(kind: Any, dialect: Dialect) -> Change | None:
    change: Change | None = kind._cached_result_processor(dialect, None)
    if change is None or not isinstance(kind, Enum):
        return change
    return Members(change).__getitem__


class Members(dict[Any, Any]):
    """An enum's members by what stands for them in the database: looked up, not made, each time."""

    def __init__(self, change: Change):
        self.change = change

    def __missing__(self, code: Any) -> Any:
        self[code] = self.change(code)
        return self[code]

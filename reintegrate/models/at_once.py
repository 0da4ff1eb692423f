"""Rows read and written at once, each by one ready statement: for what is written most often.

Working out what a session has changed costs several times what writing it does. The session then
knows a record as if it had loaded it; whatever else it holds is written when it is flushed.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, inspect, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.util import identity_key

from reintegrate.db import Base, connection, db
from reintegrate.models.ready import Ready

VERSION = "version"
Record = TypeVar("Record", bound=Base)


def made(model: type[Record], **given: Any) -> Record:
    """A new record for `write`. Its values are put in as a loaded one's are: set one by one, each
    asks who wants to hear of it."""
    record: Record = row_of(model).mapper.class_manager.new_instance()
    record.__dict__.update(given)
    return record


def write(record: Base) -> None:
    """Insert a new record. What it refers to must be written already."""
    row, given = row_of(type(record)), record.__dict__
    for name, default in row.defaults:
        if name not in given:
            given[name] = default()
    row.write(given)
    known(record)


def write_row(model: type[Base], **given: Any) -> None:
    """The same where nobody needs the record."""
    row = row_of(model)
    row.write({name: default() for name, default in row.defaults if name not in given} | given)


def read(model: type[Record], ready: Ready, values: dict[str, Any]) -> list[Record]:
    """The records that a statement over `columns_of(model)` finds, without those they refer to.
    What the session knows already stays as it is there."""
    row, session, found = row_of(model), db.session(), []
    for answer in ready.rows(connection(), values):
        record = session.identity_map.get(identity_key(model, answer.id))
        if record is None:
            record = row.mapper.class_manager.new_instance()
            record.__dict__.update(zip(row.columns, answer, strict=True))
            known(record)
        found.append(record)
    return found


def known(record: Any) -> None:
    """The session has it as if it had loaded it, by the steps of its own loading: adding a record
    asks each of its relationships for more to add, and takes several times as long."""
    state, session = instance_state(record), db.session()
    if state.key is not None or state.session_id is not None:
        raise InvalidRequestError(f"{record!r} is in a session already")
    state.key = state.mapper._identity_key_from_state(state)
    state.session_id = session.hash_key
    session.identity_map.add(state)
    state._commit_all(record.__dict__, session.identity_map)


def columns_of(model: Any) -> list[Any]:
    return [getattr(model, name) for name in row_of(model).columns]


def save(record: Base) -> None:
    """Write what was changed in a record that has a number. Raises StaleDataError where somebody
    else saved it after it was loaded."""
    row, state, given = row_of(type(record)), instance_state(record), record.__dict__
    changed = [
        name
        for name, was in state.committed_state.items()
        if name in row.columns and given[name] != was
    ]
    if not changed:
        _forget_what_was_set(state, row)
        return
    values = {placed(name): given[name] for name in changed} | {"row_": given["id"]}
    if row.has_version:
        values |= {"was_": given[VERSION], placed(VERSION): given[VERSION] + 1}
    if row.update_of(tuple(sorted(changed))).count(connection(), values) != 1:
        raise StaleDataError(f"{record!r} was saved by somebody else")
    if row.has_version:
        given[VERSION] += 1
    state._commit_all(given, db.session().identity_map)


def _forget_what_was_set(state: Any, row: "Row") -> None:
    """Values set to what they were would have the session work out, for ten times as long, that
    there is nothing to write."""
    if row.columns.keys() >= state.committed_state.keys():
        state._commit_all(state.dict, db.session().identity_map)


class Row:
    """How a row of one table is written."""

    def __init__(self, model: Any):
        self.mapper: Any = inspect(model)
        self.table = self.mapper.local_table
        self.columns = {one.key: one.columns[0] for one in self.mapper.column_attrs}
        serial = self.table.autoincrement_column
        self.number: str | None = None if serial is None else serial.key
        self.has_version = self.mapper.version_id_col is not None
        self.defaults = [
            (name, default_of(column))
            for name, column in self.columns.items()
            if name != self.number
        ]
        self.insert = self._insert()
        self.updates: dict[tuple[str, ...], Ready] = {}

    def write(self, given: dict[str, Any]) -> None:
        values = {placed(name): given[name] for name, _ in self.defaults}
        if self.number is None:
            self.insert.run(connection(), values)
        else:
            given[self.number] = self.insert.rows(connection(), values)[0][0]

    def _insert(self) -> Ready:
        places: Any = {self.columns[name]: bindparam(placed(name)) for name, _ in self.defaults}
        statement: Any = insert(self.table).values(places)
        if self.number is not None:
            statement = statement.returning(self.columns[self.number])
        return Ready(statement)

    def update_of(self, names: tuple[str, ...]) -> Ready:
        """The same few of them are changed again and again."""
        if names not in self.updates:
            written = [*names, VERSION] if self.has_version else names
            places: Any = {self.columns[name]: bindparam(placed(name)) for name in written}
            here = update(self.table).where(self.columns["id"] == bindparam("row_"))
            if self.has_version:
                here = here.where(self.columns[VERSION] == bindparam("was_"))
            self.updates[names] = Ready(here.values(places))
        return self.updates[names]


@cache
def row_of(model: Any) -> Row:
    return Row(model)


def placed(name: str) -> str:
    """A place that is no column's name."""
    return f"{name}_"


def default_of(column: Any) -> Callable[[], Any]:
    """What stands where nothing was said."""
    default = column.default
    if default is None:
        return lambda: None
    if default.is_callable:
        return lambda: default.arg(None)
    return lambda: default.arg

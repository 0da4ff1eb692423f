"""Rows read and written at once, each by one ready statement: for what is written most often.

Working out what a session has changed costs several times what writing it does. The session then
knows a record as if it had loaded it; whatever else it holds is written when it is flushed.
"""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, inspect, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.exc import StaleDataError

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
    given.update(row.filled(given))
    row.write(given)
    known(record)


def write_if_first(record: Base, name: str) -> bool:
    """`write`, and True; False where another row has the same value in the column `name`, in which
    no two rows may have one. Of two at once the second waits until the first is kept or undone."""
    row, given = row_of(type(record)), record.__dict__
    given.update(row.filled(given))
    is_first = row.write_if_first(given, name)
    if is_first:
        known(record)
    return is_first


def write_row(model: type[Base], **given: Any) -> None:
    """The same where nobody needs the record."""
    row = row_of(model)
    row.write(row.filled(given))


def read(model: type[Record], ready: Ready, values: dict[str, Any]) -> list[Record]:
    """The records that a statement over `columns_of(model)` finds, without those they refer to.
    What the session knows already stays as it is there."""
    row, found, here = row_of(model), [], db.session().identity_map
    for answer in ready.rows(connection(), values):
        key = row.key_of({"id": answer.id})
        record = here.get(key)
        if record is None:
            record = row.mapper.class_manager.new_instance()
            record.__dict__.update(zip(row.columns, answer, strict=True))
            known(record, key)
        found.append(record)
    return found


def known(record: Any, key: Any = None) -> None:
    """The session has it as if it had loaded it, by the steps of its own loading: adding a record
    asks each of its relationships for more to add, and takes several times as long. `key`: what
    the session knows it by, where that is worked out already."""
    state, session = instance_state(record), db.session()
    if state.key is not None or state.session_id is not None:
        raise InvalidRequestError(f"{record!r} is in a session already")
    model: Any = type(record)
    state.key = key or row_of(model).key_of(record.__dict__)
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
        self.primary = [self.mapper.get_property_by_column(c).key for c in self.mapper.primary_key]
        serial = self.table.autoincrement_column
        self.number: str | None = None if serial is None else serial.key
        self.has_version = self.mapper.version_id_col is not None
        self.place_of_key = [*self.columns.values()].index(self.table.primary_key.columns[0])
        self.written = [name for name in self.columns if name != self.number]
        self.places = {name: placed(name) for name in self.columns}
        defaults = {name: self.columns[name].default for name in self.written}
        self.made_anew = [
            (name, one.arg) for name, one in defaults.items() if one and one.is_callable
        ]
        self.fixed = {
            name: None if one is None else one.arg
            for name, one in defaults.items()
            if one is None or not one.is_callable
        }
        self.insert = self._insert()
        self.updates: dict[tuple[str, ...], Ready] = {}
        self.inserts_of_first: dict[str, Ready] = {}

    def key_of(self, given: dict[str, Any]) -> Any:
        """Under which the session knows such a record."""
        return self.mapper._identity_class, tuple([given[name] for name in self.primary]), None

    def filled(self, given: dict[str, Any]) -> dict[str, Any]:
        """With what stands where nothing was said."""
        whole = self.fixed | given
        for name, default in self.made_anew:
            if name not in whole:
                whole[name] = default(None)
        return whole

    def write(self, given: dict[str, Any]) -> None:
        values = {self.places[name]: given[name] for name in self.written}
        if self.number is None:
            self.insert.run(connection(), values)
        else:
            given[self.number] = self.insert.rows(connection(), values)[0][0]

    def write_if_first(self, given: dict[str, Any], name: str) -> bool:
        values = {self.places[name]: given[name] for name in self.written}
        found = self.insert_of_first(name).rows(connection(), values)
        if found:
            given[str(self.number)] = found[0][0]
        return bool(found)

    def insert_of_first(self, name: str) -> Ready:
        """Either database has the same words for it."""
        if name not in self.inserts_of_first:
            places: Any = {self.columns[one]: bindparam(placed(one)) for one in self.written}
            here = postgresql.insert(self.table).values(places)
            number = self.columns[str(self.number)]
            first = here.on_conflict_do_nothing(index_elements=[self.columns[name]])
            self.inserts_of_first[name] = Ready(first.returning(number))
        return self.inserts_of_first[name]

    def _insert(self) -> Ready:
        places: Any = {self.columns[name]: bindparam(placed(name)) for name in self.written}
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

"""A record with those it refers to that come along wherever one is loaded, read as one row.

The session works out anew at each question how such a row is read, for three times as long.
"""

from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from reintegrate.db import connection, db
from reintegrate.models.at_once import columns_of, known, row_of
from reintegrate.models.ready import Ready


@cache
def its_own(model: Any) -> tuple[tuple[str, Any], ...]:
    """What comes along: the name it is asked by, and its model."""
    return tuple(
        (one.key, one.mapper.class_)
        for one in row_of(model).mapper.relationships
        if one.lazy == "joined"
    )


def with_its_own(query: Select[Any], model: Any) -> Select[Any]:
    """The columns that `read_with_its_own` reads, and the tables they stand in."""
    columns = columns_of(model)
    for name, other in its_own(model):
        beside = aliased(other)
        query = query.outerjoin(beside, getattr(model, name).of_type(beside))
        columns += [getattr(beside, column) for column in row_of(other).columns]
    return query.with_only_columns(*columns)


def read_with_its_own(model: Any, ready: Ready, values: dict[str, Any]) -> list[Any]:
    """What the session knows already stays as it is there."""
    found = []
    for answer in ready.rows(connection(), values):
        end = len(row_of(model).columns)
        record = _record(model, answer[:end])
        for name, other in its_own(model):
            begin, end = end, end + len(row_of(other).columns)
            set_committed_value(record, name, _record(other, answer[begin:end]))
        found.append(record)
    return found


def _record(model: Any, answer: tuple[Any, ...]) -> Any:
    """The session's record of these columns. None where nothing was joined."""
    row = row_of(model)
    key = answer[_place_of_key(model)]
    if key is None:
        return None
    record = db.session().identity_map.get(identity_key(model, key))
    if record is None:
        record = row.mapper.class_manager.new_instance()
        record.__dict__.update(zip(row.columns, answer, strict=True))
        known(record)
    return record


@cache
def _place_of_key(model: Any) -> int:
    row = row_of(model)
    return [*row.columns.values()].index(*row.table.primary_key)

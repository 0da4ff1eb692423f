"""A record with those it refers to that come along wherever one is loaded, read as one row.

The session works out anew at each question how such a row is read, for three times as long.
"""

from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from reintegrate.db import connection, db
from reintegrate.models.at_once import Row, columns_of, known, row_of
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
        (begin, end, first), *others = _places(model)
        record = _record(first, answer[begin:end])
        for (name, _), (begin, end, row) in zip(its_own(model), others, strict=True):
            set_committed_value(record, name, _record(row, answer[begin:end]))
        found.append(record)
    return found


@cache
def _places(model: Any) -> list[tuple[int, int, Row]]:
    """From which column to which the row of each of them goes."""
    found, end = [], 0
    for one in (model, *(other for _, other in its_own(model))):
        begin, end = end, end + len(row_of(one).columns)
        found.append((begin, end, row_of(one)))
    return found


def _record(row: Row, answer: tuple[Any, ...]) -> Any:
    """The session's record of these columns. None where nothing was joined."""
    number = answer[row.place_of_key]
    if number is None:
        return None
    key = row.mapper.identity_key_from_primary_key((number,))
    record = db.session().identity_map.get(key)
    if record is None:
        record = row.mapper.class_manager.new_instance()
        record.__dict__.update(zip(row.columns, answer, strict=True))
        known(record, key)
    return record

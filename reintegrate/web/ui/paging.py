"""Pages of a list by keyset: a page begins after a row, so it costs the same however deep it is.

A cursor is sealed, for sort keys spell names; an altered or foreign one is simply the first page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, literal, tuple_

from reintegrate.db import db
from reintegrate.web.ui.sealed import seal, unseal

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """One page of rows. `previous` and `next` are cursors, or None at either end of the list."""

    rows: list[Any]
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class Cursor:
    """A place in a list: the values of its sort keys, and which way the page lies from there."""

    backwards: bool
    values: list[Any]


def page_of(
    query: Select[Any],
    keys: Sequence[Any],
    cursor: str | None,
    *,
    name: str,
    descending: bool = False,
    size: int = PAGE_SIZE,
) -> Page:
    """The page a cursor asks for. `keys` order the list: none is ever NULL, the last is unique.
    `name` says which list and order it is, so that no cursor is read in another."""
    place = open_cursor(cursor, keys, name)
    backwards = place is not None and place.backwards
    falling = descending != backwards
    selected = query.add_columns(*(key.label(f"key_{n}") for n, key in enumerate(keys)))
    if place is not None:
        there = tuple_(*map(literal, place.values, (key.type for key in keys)))
        here = tuple_(*keys)
        selected = selected.where(here < there if falling else here > there)
    selected = selected.order_by(*(key.desc() if falling else key.asc() for key in keys))
    rows = list(db.session.execute(selected.limit(size + 1)))
    more = len(rows) > size
    rows = rows[size - 1 :: -1] if backwards else rows[:size]
    if not rows:
        return Page([], None, None)
    first, last = rows[0][-len(keys) :], rows[-1][-len(keys) :]
    return Page(
        rows,
        previous=close_cursor(True, first, name) if (more if backwards else place) else None,
        next=close_cursor(False, last, name) if (more or backwards) else None,
    )


def close_cursor(backwards: bool, values: Sequence[Any], name: str) -> str:
    plain = [v.isoformat() if isinstance(v, date | datetime) else v for v in values]
    return seal([backwards, *plain], f"page:{name}")


def open_cursor(token: str | None, keys: Sequence[Any], name: str) -> Cursor | None:
    """None for the first page, and for whatever does not open."""
    found = unseal(token, f"page:{name}")
    if not isinstance(found, list) or len(found) != len(keys) + 1:
        return None
    kinds = (key.type.python_type for key in keys)
    values = [
        kind.fromisoformat(value) if issubclass(kind, date) else value
        for kind, value in zip(kinds, found[1:], strict=True)
    ]
    return Cursor(bool(found[0]), values)

"""Pages of a list by keyset: a page begins after a row, so it costs the same however deep it is.

A cursor is sealed, for sort keys spell names; an altered or foreign one is simply the first page.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, literal, tuple_

from reintegrate.access.prepared import Prepared, rows
from reintegrate.db import db
from reintegrate.models.user import User
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
    """The page a cursor asks for, of a list asked too seldom to be prepared. `keys` order it: none
    is ever NULL, the last is unique. `name` says which list and order it is, so that no cursor is
    read in another."""
    place = open_cursor(cursor, [key.type.python_type for key in keys], name)
    backwards = place is not None and place.backwards
    falling = descending != backwards
    selected = query.add_columns(*(key.label(f"key_{n}") for n, key in enumerate(keys)))
    if place is not None:
        there = tuple_(*map(literal, place.values, (key.type for key in keys)))
        here = tuple_(*keys)
        selected = selected.where(here < there if falling else here > there)
    selected = selected.order_by(*(key.desc() if falling else key.asc() for key in keys))
    return cut(list(db.session.execute(selected.limit(size + 1))), place, name, size)


class Paged:
    """What `paged` makes of a builder: a list whose pages are prepared queries."""

    def __init__(self, build: Callable[..., tuple[Select[Any], Sequence[Any]]]):
        self.build = build
        self.query = Prepared(self._page)
        self.kinds: dict[tuple[Hashable, ...], list[Any]] = {}

    def _page(
        self, viewer: Any, shape: tuple[Hashable, ...], after: bool, falling: bool, size: int
    ) -> Select[Any]:
        query, keys = self.build(viewer, *shape)
        self.kinds[shape] = [key.type.python_type for key in keys]
        query = query.add_columns(*(key.label(f"key_{n}") for n, key in enumerate(keys)))
        if after:
            there = tuple_(*(bindparam(f"place_{n}", type_=k.type) for n, k in enumerate(keys)))
            here = tuple_(*keys)
            query = query.where(here < there if falling else here > there)
        ordered = query.order_by(*(key.desc() if falling else key.asc() for key in keys))
        return ordered.limit(size + 1)

    def page(
        self,
        viewer: User,
        *shape: Hashable,
        cursor: str | None,
        name: str,
        descending: bool = False,
        size: int = PAGE_SIZE,
        **values: Any,
    ) -> Page:
        """The page a cursor asks for. `name` says which list and order it is, so that no cursor is
        read in another; `values` fill in the builder's own places."""
        self.query.ready(viewer.role, (shape, False, descending, size))
        place = open_cursor(cursor, self.kinds[shape], name)
        if place is not None:
            values |= {f"place_{n}": value for n, value in enumerate(place.values)}
        falling = descending != (place is not None and place.backwards)
        found = rows(self.query, viewer, shape, place is not None, falling, size, **values)
        return cut(found, place, name, size)


def paged(build: Callable[..., tuple[Select[Any], Sequence[Any]]]) -> Paged:
    """Decorates `build(viewer, *shape) -> (query, keys)`. The keys order the list: none is ever
    NULL, the last is unique."""
    return Paged(build)


def cut(found: list[Any], place: Cursor | None, name: str, size: int) -> Page:
    """The rows of one page, of which one more was asked for, and the cursors at its ends."""
    backwards = place is not None and place.backwards
    more = len(found) > size
    kept = found[size - 1 :: -1] if backwards else found[:size]
    if not kept:
        return Page([], None, None)
    width = sum(field.startswith("key_") for field in kept[0]._fields)
    first, last = kept[0][-width:], kept[-1][-width:]
    return Page(
        kept,
        previous=close_cursor(True, first, name) if (more if backwards else place) else None,
        next=close_cursor(False, last, name) if (more or backwards) else None,
    )


def close_cursor(backwards: bool, values: Sequence[Any], name: str) -> str:
    plain = [v.isoformat() if isinstance(v, date | datetime) else v for v in values]
    return seal([backwards, *plain], f"page:{name}")


def open_cursor(token: str | None, kinds: Sequence[Any], name: str) -> Cursor | None:
    """None for the first page, and for whatever does not open."""
    found = unseal(token, f"page:{name}")
    if not isinstance(found, list) or len(found) != len(kinds) + 1:
        return None
    values = [
        kind.fromisoformat(value) if issubclass(kind, date) else value
        for kind, value in zip(kinds, found[1:], strict=True)
    ]
    return Cursor(bool(found[0]), values)

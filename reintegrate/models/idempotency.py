"""The same form posted twice is one record. Each create carries a key made when its form opened."""

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from reintegrate.db import connection, db, lock_until_commit, utcnow
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.ready import Ready
from reintegrate.models.user import User

Record = TypeVar("Record")

A_MOMENT = timedelta(minutes=10)
"""Long enough to press Back and Save again; too short to have the same to say once more."""


class KeyTaken(DomainError):
    """This key made another record, perhaps somebody else's: it says nothing about whose."""


class SaidAlready(DomainError):
    """The same user wrote exactly this a moment ago, `at` that time, as `record_id`. A page opened
    anew has a new key: going back and saving again is told from meaning it only by asking."""

    def __init__(self, at: datetime, record_id: int):
        super().__init__(f"{record_id} at {at}")
        self.at, self.record_id = at, record_id


def first_result(model: type[Record], key: str, *, by: User, **of: int | None) -> Record | None:
    """What this key made the first time, or None. Two posts at once wait for one another here.
    Raises KeyTaken when another user made it, or when it was made `of` another record: a receipt
    must never stand for something that was not written."""
    lock_until_commit(zlib.crc32(key.encode()))
    columns: Any = model
    if not keyed(columns).rows(connection(), {"key": key}):
        return None
    found = db.session.scalar(select(model).where(columns.key == key))
    if found is not None:
        same = {name: getattr(found, name) for name in ("by_id", *of)}
        if same != {"by_id": by.id, **of}:
            raise KeyTaken(key)
    return found


@cache
def keyed(columns: Any) -> Ready:
    """Whether this key was seen: asked by every create, and nearly always answered no."""
    return Ready(select(columns.key).where(columns.key == bindparam("key")))


def just_now(at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    return at > utcnow() - A_MOMENT


def refuse_repetition(said: object, earlier: Iterable[tuple[int, datetime, object]]) -> None:
    """`earlier`: what was said just now, newest first, with its record and its moment. Compared
    here because it is encrypted where it is stored. Raises SaidAlready."""
    for record_id, at, words in earlier:
        if words == said:
            raise SaidAlready(at, record_id)


def receipt_of(key: str) -> str:
    """A short code to read out over the phone: the same for whoever posted the same thing twice."""
    return key.replace("-", "")[:6].upper()

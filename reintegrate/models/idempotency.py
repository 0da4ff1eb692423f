"""The same form posted twice is one record. Each create carries a key made when its form opened."""

import zlib
from typing import Any, TypeVar

from sqlalchemy import select

from reintegrate.db import db, lock_until_commit
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User

Record = TypeVar("Record")


class KeyTaken(DomainError):
    """This key made another record, perhaps somebody else's: it says nothing about whose."""


def first_result(model: type[Record], key: str, *, by: User, **of: int | None) -> Record | None:
    """What this key made the first time, or None. Two posts at once wait for one another here.
    Raises KeyTaken when another user made it, or when it was made `of` another record: a receipt
    must never stand for something that was not written."""
    lock_until_commit(zlib.crc32(key.encode()))
    columns: Any = model
    found = db.session.scalar(select(model).where(columns.key == key))
    if found is not None:
        same = {name: getattr(found, name) for name in ("by_id", *of)}
        if same != {"by_id": by.id, **of}:
            raise KeyTaken(key)
    return found

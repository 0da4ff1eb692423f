"""A ward's or a province's numbers. Numbers only: no row of a person is read here."""

from collections.abc import Iterable
from typing import Any

from reintegrate.access.scope import (
    counted_cases,
    counted_endings,
    counted_transfers,
    visible,
)
from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.due import FIRST_CONTACT_PENDING, NO_WORKER, OVERDUE
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User

OF_OPEN_CASES = ("overdue", "no_worker", "first_contact", "absent", "suspended")
NUMBERS = ("open", *OF_OPEN_CASES, "coming", "going", "ended")

Counts = dict[str, int]


def counts_by_ward(viewer: User) -> dict[int, Counts]:
    """Area id -> number by its name in NUMBERS, of every ward with anything to count."""
    conditions = (
        OVERDUE.sql(),
        NO_WORKER.sql(),
        FIRST_CONTACT_PENDING.sql(),
        Case.status == CaseStatus.ABSENT,
        Case.status == CaseStatus.SUSPENDED,
    )
    this_year = today().replace(month=1, day=1)
    found: dict[int, Counts] = {}
    _put(found, ("open", *OF_OPEN_CASES), counted_cases(viewer, *conditions))
    _put(found, ("coming",), counted_transfers(viewer, Transfer.to_area_id))
    _put(found, ("going",), counted_transfers(viewer, Transfer.from_area_id))
    _put(found, ("ended",), counted_endings(viewer, this_year))
    return found


def ward_names(viewer: User, ids: Iterable[int]) -> dict[int, str]:
    query = visible(viewer, Area).where(Area.id.in_(ids)).with_only_columns(Area.id, Area.name)
    return {area_id: name for area_id, name in db.session.execute(query)}


def _put(found: dict[int, Counts], names: tuple[str, ...], query: Any) -> None:
    for area_id, *numbers in db.session.execute(query):
        row = found.setdefault(area_id, dict.fromkeys(NUMBERS, 0))
        row.update(zip(names, numbers, strict=True))

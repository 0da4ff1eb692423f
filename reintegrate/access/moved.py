"""Whose dates an edited rule would move, as its keeper may read it: by number and ward, no name."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from reintegrate.access.scope_clock import numbered_cases
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.user import User

SHOWN_AT_MOST = 100
AT_ONCE = 500


class OfCase(Protocol):
    @property
    def case_id(self) -> int: ...


AnyMove = TypeVar("AnyMove", bound=OfCase)


class Moved(NamedTuple, Generic[AnyMove]):
    """A move with the case's number and ward."""

    number: str
    ward: str
    move: AnyMove


def numbered(
    viewer: User, moves: Sequence[AnyMove]
) -> tuple[list[Moved[AnyMove]], list[tuple[str, int]]]:
    """The first of them by case number, and how many there are in each ward."""
    ids = sorted({move.case_id for move in moves})
    known: dict[int, Any] = {}
    for begin in range(0, len(ids), AT_ONCE):
        some = numbered_cases(viewer).where(Case.id.in_(ids[begin : begin + AT_ONCE]))
        known |= {row[0]: row for row in db.session.execute(some)}
    found = [
        Moved(known[m.case_id][1], known[m.case_id][2], m) for m in moves if m.case_id in known
    ]
    found.sort(key=lambda one: one.number)
    return found[:SHOWN_AT_MOST], sorted(Counter(one.ward for one in found).items())

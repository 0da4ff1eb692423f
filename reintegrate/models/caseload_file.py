"""The ward's list as a file: written into the trail with how many rows left, narrowed by what, and
by which fingerprint."""

import hashlib
from collections.abc import Iterable
from typing import cast

from reintegrate.models.audit import Seen, record_event
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.user import User

MOST_ROWS = 20_000
"""A longer list is refused, never cut."""


class TooManyCases(DomainError):
    """So many cases are not put into one file: narrow the list first."""


def caseload_leaves(
    file: bytes, rows: int, narrowed_by: Iterable[str], *, by: User, command: bool = False
) -> None:
    """Say that this file leaves; `command`: from the command line, not from the screen."""
    area_id = cast(int, by.area_id)  # whoever sees a caseload works in a ward
    record_event(
        "caseload.exported",
        on=Seen("area", area_id, None, area_id),
        by=by,
        rows=rows,
        narrowed_by=" ".join(narrowed_by),
        way="command" if command else "screen",
        sha256=hashlib.sha256(file).hexdigest(),
    )

"""The ward's list as a file: written into the trail with how many rows left, narrowed by what, and
by which fingerprint."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import cast

from reintegrate.models.audit import Seen, record_event
from reintegrate.models.id_set import packed
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.list_file import told_of_file
from reintegrate.models.user import User

MOST_ROWS = 20_000
"""A longer list is refused, never cut."""


class TooManyCases(DomainError):
    """So many cases are not put into one file: narrow the list first."""


def caseload_leaves(
    file: bytes,
    case_ids: Sequence[int],
    narrowed_by: Iterable[str],
    *,
    by: User,
    command: bool = False,
) -> None:
    """Say that this file leaves, and with whom in it: they may ask (see `access/disclosed.py`)."""
    area_id = cast(int, by.area_id)  # whoever sees a caseload works in a ward
    record_event(
        "caseload.exported",
        on=Seen("area", area_id, None, area_id),
        by=by,
        cases=packed(case_ids),
        **told_of_file(
            hashlib.sha256(file).hexdigest(), len(case_ids), narrowed_by, command=command
        ),
    )

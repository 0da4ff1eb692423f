"""The audit trail as a file. That it left stands in the trail like everything else."""

import hashlib
from collections.abc import Iterable
from io import BufferedRandom, BytesIO
from typing import cast

from reintegrate.models.audit import Seen, Space, record_event
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.list_file import told_of_file
from reintegrate.models.user import User

MOST_ROWS = 50_000
"""Of a file asked for on the screen, where somebody waits. A longer one is refused, never cut."""
MOST_BY_COMMAND = 1_000_000
"""A sheet of Excel holds little more."""


class TooManyEvents(DomainError):
    """So many lines of the trail are not put into one file: narrow it by days first."""


def trail_leaves(
    file: BytesIO | BufferedRandom,
    rows: int,
    narrowed_by: Iterable[str],
    *,
    by: User,
    command: bool = False,
) -> None:
    """Say that this file leaves; it is read once more for its fingerprint."""
    file.seek(0)
    area_id = cast(int, by.area_id)  # a data-protection officer answers for a province
    record_event(
        "audit_event.exported",
        on=Seen("area", area_id, None, area_id),
        by=by,
        space=Space.SYSTEM,
        **told_of_file(
            hashlib.file_digest(file, "sha256").hexdigest(), rows, narrowed_by, command=command
        ),
    )

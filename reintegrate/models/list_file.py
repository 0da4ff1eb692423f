"""A list that leaves as a file: what the trail says of any, and how long the longest is."""

from collections.abc import Iterable
from typing import Any


def told_of_file(
    sha256: str, rows: int, narrowed_by: Iterable[str], *, command: bool
) -> dict[str, Any]:
    """`command`: from the command line, not from the screen."""
    return {
        "rows": rows,
        "narrowed_by": " ".join(narrowed_by),
        "way": "command" if command else "screen",
        "sha256": sha256,
    }

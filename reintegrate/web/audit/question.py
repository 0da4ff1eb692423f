"""What somebody asks of the trail."""

from dataclasses import dataclass
from datetime import date

SUPPORT = "support"
"""Asked for as one kind: which of its events it was stays unsaid."""


@dataclass(frozen=True)
class Question:
    """What somebody asks of the trail; every part may be left open."""

    who: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None
    reads: bool = False

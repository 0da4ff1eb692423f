"""What `doctor` says when something is not well: what it is, and how to mend it."""

from collections.abc import Iterator
from typing import NamedTuple


class Finding(NamedTuple):
    what: str
    fix: str


Findings = Iterator[Finding]

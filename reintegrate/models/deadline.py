"""What is owed by when: deadlines begin and end with acts, never by ticking."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reintegrate.models.act import Act
    from reintegrate.models.case import Case
    from reintegrate.models.user import User


def follow(act: "Act", *, by: "User") -> None:
    """Close what this act fulfils and begin what it starts."""


def unfollow(act: "Act", *, by: "User") -> None:
    """The act was written down by mistake: what it closed is owed again, what it began is moot."""


def term_changed(case: "Case", *, by: "User") -> None:
    """What is counted from the end of the term moves with it."""


def end_all(case: "Case", *, by: "User") -> None:
    """The case ended or left the ward: what is moot is dropped."""

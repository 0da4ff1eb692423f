"""A lifecycle is a table of allowed moves. Moving is the only way a status changes."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reintegrate.models.audit import Space, record_event

if TYPE_CHECKING:
    from reintegrate.models.user import User


class DomainError(Exception):
    """A rule of the domain said no. `web/ui/messages.py` has the words for the person."""


class IllegalMove(DomainError):
    """The record is no longer in a state from which this can happen."""

    def __init__(self, record: object, to: StrEnum):
        super().__init__(f"{record!r} cannot become {to}")
        self.to = to


class NotYet(DomainError):
    """The day given lies in the future: what has not happened is not written down."""


class TooEarly(DomainError):
    """The day given lies before what it follows from."""


Status = TypeVar("Status", bound=StrEnum)


class Lifecycle(Generic[Status]):
    def __init__(
        self, name: str, moves: Mapping[Status, Set[Status]], *, space: Space = Space.STATUTORY
    ):
        self.name = name
        self.moves = moves
        self.space = space

    def allows(self, record: Any, to: Status) -> bool:
        return to in self.moves[record.status]

    def move(self, record: Any, to: Status, *, by: "User", **details: Any) -> None:
        """Change the status and say so in the audit trail. Raises IllegalMove."""
        if not self.allows(record, to):
            raise IllegalMove(record, to)
        was, record.status = record.status, to
        record_event(
            f"{self.name}.{to}", on=record, by=by, space=self.space, was=str(was), **details
        )

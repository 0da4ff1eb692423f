"""The states of a case, their table of moves, and what its rules say no with."""

from enum import StrEnum

from reintegrate.models.lifecycle import DomainError, Lifecycle


class CaseStatus(StrEnum):
    MANAGED = "managed"
    ABSENT = "absent"
    """Away without having said so. A reason to reach out; the term runs on later by as much."""
    SUSPENDED = "suspended"
    CLOSED = "closed"


CASE = Lifecycle(
    "case",
    {
        CaseStatus.MANAGED: {CaseStatus.ABSENT, CaseStatus.SUSPENDED, CaseStatus.CLOSED},
        CaseStatus.ABSENT: {CaseStatus.MANAGED, CaseStatus.SUSPENDED, CaseStatus.CLOSED},
        CaseStatus.SUSPENDED: {CaseStatus.MANAGED, CaseStatus.CLOSED},
        CaseStatus.CLOSED: {CaseStatus.MANAGED},
    },
)


class TransferPending(DomainError):
    """A transfer waits for an answer: settle it first, or two wards would disagree."""


class CannotAnswer(DomainError):
    """This worker cannot answer for the case: another ward, another role, or a disabled account."""


class AnotherIsOpen(DomainError):
    """The person has another open case: one stay at a time."""


class AlreadyAnswers(DomainError):
    """This worker answers for the case already."""

"""The states of a case, their table of moves, and what its rules say no with."""

from enum import StrEnum

from reintegrate.models.lifecycle import DomainError, Lifecycle


class CaseStatus(StrEnum):
    ANNOUNCED = "announced"
    """Still in rehabilitation: the ward knows when they will come home."""
    PROPOSED = "proposed"
    DECIDED = "decided"
    MANAGED = "managed"
    ABSENT = "absent"
    """Away without having said so. A reason to reach out; the term runs on later by as much."""
    SUSPENDED = "suspended"
    CLOSED = "closed"


COMING = (CaseStatus.ANNOUNCED, CaseStatus.PROPOSED, CaseStatus.DECIDED)
"""Not yet home, as far as the papers have come. Somebody who is home is managed from the first day;
papers that come later then move nothing."""

_FROM_COMING = {*COMING, CaseStatus.MANAGED, CaseStatus.ABSENT, CaseStatus.SUSPENDED} | {
    CaseStatus.CLOSED
}

CASE = Lifecycle(
    "case",
    {
        **{status: _FROM_COMING - {status} for status in COMING},
        CaseStatus.MANAGED: {
            *COMING,
            CaseStatus.ABSENT,
            CaseStatus.SUSPENDED,
            CaseStatus.CLOSED,
        },
        CaseStatus.ABSENT: {CaseStatus.MANAGED, CaseStatus.SUSPENDED, CaseStatus.CLOSED},
        CaseStatus.SUSPENDED: {CaseStatus.MANAGED, CaseStatus.CLOSED},
        CaseStatus.CLOSED: {*COMING, CaseStatus.MANAGED},
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


class NoSuchGround(DomainError):
    """The law of that day does not let a case end this way."""


class DeterminationMissing(DomainError):
    """Only the determination of addiction by a competent body ends a case so: its number, day and
    body come first. A sign of use or a test is not one."""


class ReopenedTooLate(DomainError):
    """It ended too long ago to be opened again: a new intake begins a new case."""

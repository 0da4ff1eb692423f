"""What leaves the house: written with the work that causes it, sent after that is committed, and
claimed before it is sent. Nothing leaves twice; when nobody knows whether it left, it says so."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import commit, db, utcnow
from reintegrate.models.lifecycle import Lifecycle
from reintegrate.models.user import User

UNHEARD_OF = timedelta(minutes=30)
"""After so long between claim and answer the sender was killed, and nobody knows what it did."""


class OutgoingStatus(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """Claimed by one process. If that is killed now, the message is not tried again: a person who
    gets no message is better off than one who gets two."""
    SENT = "sent"
    FAILED = "failed"
    UNCLEAR = "unclear"
    DROPPED = "dropped"
    """No longer right before it was sent: consent withdrawn, another day, too late."""


MOVES: Mapping[OutgoingStatus, set[OutgoingStatus]] = {
    OutgoingStatus.WAITING: {OutgoingStatus.SENDING, OutgoingStatus.DROPPED},
    OutgoingStatus.SENDING: {
        OutgoingStatus.SENT,
        OutgoingStatus.WAITING,
        OutgoingStatus.FAILED,
        OutgoingStatus.UNCLEAR,
    },
    OutgoingStatus.UNCLEAR: {OutgoingStatus.SENT, OutgoingStatus.FAILED},
    OutgoingStatus.SENT: set(),
    OutgoingStatus.FAILED: set(),
    OutgoingStatus.DROPPED: set(),
}


class NotAccepted(Exception):
    """The other side certainly did not take it. `for_good`: it never will."""

    def __init__(self, reason: str, *, for_good: bool = False):
        super().__init__(reason)
        self.reason, self.for_good = reason, for_good


class Outgoing:
    """What mails and reminders have in common."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    status: Mapped[OutgoingStatus] = mapped_column(default=OutgoingStatus.WAITING)
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    not_before: Mapped[datetime] = mapped_column(default=utcnow)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")
    """A short code of why it was not sent, never words of the other side."""

    lifecycle: ClassVar[Lifecycle[OutgoingStatus]]
    waits: ClassVar[tuple[timedelta, ...]] = ()
    """How long until the next try, for each try; none left: failed."""

    @property
    def is_waiting(self) -> bool:
        return self.status == OutgoingStatus.WAITING

    @property
    def is_sent(self) -> bool:
        return self.status == OutgoingStatus.SENT

    def why_not_now(self) -> str | None:
        """Why it must no longer be sent, asked in the moment it is claimed."""
        return None

    def settle(self, status: OutgoingStatus, failure: str = "", *, by: User) -> None:
        self.lifecycle.move(self, status, by=by, why=failure)
        self.failure, self.settled_at = failure, utcnow()

    def try_again(self, failure: str, *, by: User) -> None:
        """It was certainly not accepted: later again, unless it was tried often enough."""
        if self.tries > len(self.waits):
            self.settle(OutgoingStatus.FAILED, failure, by=by)
            return
        self.lifecycle.move(self, OutgoingStatus.WAITING, by=by, why=failure)
        self.failure, self.claimed_at = failure, None
        self.not_before = utcnow() + self.waits[self.tries - 1]


Message = TypeVar("Message", bound=Outgoing)
Send = Callable[[Message], None]


def send_waiting(
    model: type[Message],
    send: Send[Message],
    *,
    by: User,
    only: int | None = None,
    may_leave: Callable[[], bool] = lambda: True,
) -> int:
    """Send what waits, one after another, each claimed and committed before it leaves. Several
    processes may do so at once. Returns how many were sent. `only`: this one and no other."""
    sent = 0
    while may_leave() and (message := _claimed(model, by=by, only=only)) is not None:
        try:
            send(message)
        except NotAccepted as error:
            if error.for_good:
                message.settle(OutgoingStatus.FAILED, error.reason, by=by)
            else:
                message.try_again(error.reason, by=by)
        except Exception as error:  # the connection broke after the text had left, say
            message.settle(OutgoingStatus.UNCLEAR, type(error).__name__, by=by)
        else:
            message.settle(OutgoingStatus.SENT, by=by)
            sent += 1
        commit()
    return sent


def _claimed(model: type[Message], *, by: User, only: int | None) -> Message | None:
    """The next that may leave, from now on nobody else's. Those no longer right are dropped."""
    table: Any = model
    waiting = select(model).where(
        table.status == OutgoingStatus.WAITING, table.not_before <= utcnow()
    )
    if only is not None:
        waiting = waiting.where(table.id == only)
    first = waiting.order_by(table.not_before, table.id).limit(1)
    while True:
        message = db.session.scalar(first.with_for_update(of=model, skip_locked=True))
        if message is None:
            commit()
            return None
        why = message.why_not_now()
        if why is not None:
            message.settle(OutgoingStatus.DROPPED, why, by=by)
            commit()
            continue
        message.lifecycle.move(message, OutgoingStatus.SENDING, by=by)
        message.claimed_at, message.tries = utcnow(), message.tries + 1
        commit()
        return message


def give_up_unheard_of(model: type[Message], *, by: User) -> int:
    """Whoever claimed these was killed before it heard an answer. Returns how many."""
    table: Any = model
    lost = select(model).where(
        table.status == OutgoingStatus.SENDING, table.claimed_at < utcnow() - UNHEARD_OF
    )
    found = db.session.scalars(lost.with_for_update(of=model, skip_locked=True)).all()
    for message in found:
        message.settle(OutgoingStatus.UNCLEAR, "killed", by=by)
    return len(found)

"""Contact: one that happened, or was tried. What was said is a ContactNote: the support space."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, and_, bindparam, func, or_, select, text
from sqlalchemy import case as when
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, connection, db, today, utcnow
from reintegrate.models.at_once import made, save, write_if_first, write_row
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.case_schedule import Next
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.idempotency import (
    A_MOMENT,
    KeyTaken,
    SaidAlready,
    first_result,
    receipt_of,
)
from reintegrate.models.lifecycle import DomainError, NotYet, TooEarly
from reintegrate.models.outcome_rule import OutcomeRule
from reintegrate.models.proposal import free_day, suggest
from reintegrate.models.ready import Ready
from reintegrate.models.user import User


class CaseClosed(DomainError):
    """The case has ended: nothing more is due from it, and nothing is added."""


class NoNextStep(DomainError):
    """Neither a next date nor a reason for none was given."""


def refuse_what_cannot_be(case: Case, happened_on: date, next_step: object) -> None:
    if not case.is_open:
        raise CaseClosed(case.id)
    if happened_on > today():
        raise NotYet(happened_on)
    if happened_on < case.earliest_on:
        raise TooEarly(happened_on)
    if next_step is None:
        raise NoNextStep(case.id)


def propose_next(case: Case, outcome: OutcomeRule, happened_on: date) -> date | None:
    """The day to propose after this: another try, or the next in the rhythm; never past, never
    after the term, on a day the worker works. None: nobody but the worker can say, or the term is
    over."""
    if outcome.reached:
        return suggest(case, happened_on)
    if outcome.try_again_days is None or case.term_to < today():
        return None
    return free_day(case, happened_on + timedelta(days=outcome.try_again_days))


@dataclass(frozen=True)
class Said:
    """What is told of one contact: its note, and how it was."""

    outcome: OutcomeRule
    channel_code: str
    happened_on: date
    note: str = ""
    sensitive: bool = False
    present: Collection[str] = ()
    made_at: datetime | None = None


class Contact(Base):
    """That it happened, when and by whom: all that ward officials and police see of it."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Made by the client, on the phone too: the same again is the same contact."""
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    happened_on: Mapped[date]
    made_at: Mapped[datetime | None]
    """When the phone's own clock says it was written. Kept beside the truth, never trusted."""
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    reached: Mapped[bool]
    is_try: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    """Somebody tried. Together with `reached` false: in vain."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_activity.id"), index=True)
    maybe_same_as_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    """Another entry that may tell the same meeting. Both are kept."""

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()

    @classmethod
    def log(
        cls,
        case: Case,
        *,
        key: str,
        by: User,
        outcome: OutcomeRule,
        channel_code: str,
        happened_on: date,
        note: str = "",
        sensitive: bool = False,
        present: Collection[str] = (),
        made_at: datetime | None = None,
        next_due_on: date | None = None,
        next_agreed: bool = False,
        no_next_reason_code: str | None = None,
        next_proposed_on: date | None = None,
        next_because: str | None = None,
        done: Collection[str] = (),
        group_id: int | None = None,
        once_more: bool = True,
    ) -> "Contact":
        """Write down one contact, what is next, and which planned activities are `done` by it.
        Posting the same key again gives the first. Raises CaseClosed, NotYet, TooEarly, NoNextStep,
        KeyTaken, and unless `once_more` SaidAlready."""
        said = Said(outcome, channel_code, happened_on, note, sensitive, present, made_at)
        try:
            refuse_what_cannot_be(case, happened_on, next_due_on or no_next_reason_code)
            if not once_more:
                refuse_saying_twice(case, said, by=by)
            contact = cls._write(case, said, key=key, by=by, group_id=group_id)
        except DomainError as error:
            return cls._received_before(error, key, case, by=by)
        following = Next(
            *(next_due_on, next_agreed, no_next_reason_code, next_proposed_on, next_because)
        )
        case.contacted(following, done=done, reached=outcome.reached, on=happened_on, by=by)
        contact._leave_traces(outcome, by=by)
        return contact

    @classmethod
    def _received_before(cls, no: DomainError, key: str, case: Case, *, by: User) -> "Contact":
        """Whatever is said of it now: what was received once stays received. Asked only here, for
        nearly every key is new, and its row says so where it is written."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is None:
            raise no
        return earlier

    @classmethod
    def _write(
        cls, case: Case, said: Said, *, key: str, by: User, group_id: int | None
    ) -> "Contact":
        contact = made(
            cls,
            key=key,
            case_id=case.id,
            case=case,
            by_id=by.id,
            happened_on=said.happened_on,
            made_at=said.made_at,
            reached=said.outcome.reached,
            is_try=said.outcome.counts_as_try,
            group_id=group_id,
            maybe_same_as_id=told_before(case, said, by_id=by.id),
        )
        if not write_if_first(contact, "key"):
            raise KeyTaken(key)
        write_row(
            ContactNote,
            contact_id=contact.id,
            case_id=case.id,
            area_id=case.area_id,
            outcome_code=said.outcome.code,
            channel_code=said.channel_code,
            text=said.note or None,
            sensitive=said.sensitive,
            present=" ".join(said.present),
        )
        how: Any = {"reached": said.outcome.reached, "happened_on": said.happened_on}
        record_event("contact.logged", on=contact, by=by, **how)
        return contact

    def _leave_traces(self, outcome: OutcomeRule, *, by: User) -> None:
        """The case remembers what lists show. Last, so that its row is written once."""
        case = self.case
        if self.reached and case.last_reached_on is None:
            case.be_met(self.happened_on, source=f"contact:{self.id}", by=by)
        newest = case.last_contact_on is None or self.happened_on >= case.last_contact_on
        if self.reached and (
            case.last_reached_on is None or self.happened_on > case.last_reached_on
        ):
            case.last_reached_on = self.happened_on
        if self.reached and newest:
            case.tries_since_reached, case.help_wanted_on = 0, None
        else:
            count_tries(case, outcome)
        if newest:
            case.last_contact_on = self.happened_on
        save(case)

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)


def count_tries(case: Case, outcome: OutcomeRule | None) -> None:
    """How often somebody tried since they were last reached, and whether that is enough for one
    person alone. Counted, because a contact written down late may lie between others."""
    tries = func.coalesce(func.sum(when((Contact.is_try, 1), else_=0)), 0)
    in_vain = select(func.count(), tries).where(Contact.case_id == case.id, ~Contact.reached)
    if case.last_reached_on is not None:
        in_vain = in_vain.where(Contact.happened_on > case.last_reached_on)
    contacts, case.tries_since_reached = db.session.execute(in_vain).one()
    if contacts == 0:
        case.help_wanted_on = None
    elif outcome and outcome.tell_after and contacts >= outcome.tell_after:
        case.help_wanted_on = case.help_wanted_on or today()


def told_before(case: Case, said: Said, *, by_id: int) -> int | None:
    """Another entry of this case that may tell the same meeting: of the same day, by somebody
    else, or by the same writer in the same words of the form."""
    if not may_be_told_already(case, said):
        return None
    found = TOLD_BEFORE.rows(connection(), answers(case, said, by_id=by_id))
    return found[0].id if found else None


def may_be_told_already(case: Case, said: Said) -> bool:
    """Nothing need be looked for where nobody was reached on that day or since."""
    latest = case.last_reached_on
    return said.outcome.reached and latest is not None and latest >= said.happened_on


def refuse_saying_twice(case: Case, said: Said, *, by: User) -> None:
    """The same writer wrote the very same minutes ago. Who goes back in the browser and sends the
    page again has a new key in it, and seldom means a second contact: nobody is met twice in ten
    minutes, but two tries to reach them are two. Raises SaidAlready."""
    if not may_be_told_already(case, said):
        return
    asked = answers(case, said, by_id=by.id) | {"since": utcnow() - A_MOMENT}
    found = SAID_JUST_NOW.rows(connection(), asked)
    if found and (found[0].text or "") == said.note:
        raise SaidAlready(found[0].written_at, found[0].id)


def answers(case: Case, said: Said, *, by_id: int) -> dict[str, object]:
    return {
        "case_id": case.id,
        "by_id": by_id,
        "day": said.happened_on,
        "outcome": said.outcome.code,
        "channel": said.channel_code,
    }


# Asked of every contact: built once.
OF_THAT_DAY = (
    select(Contact.id, Contact.written_at, ContactNote.text)
    .join(ContactNote, ContactNote.contact_id == Contact.id)
    .where(Contact.case_id == bindparam("case_id"), Contact.happened_on == bindparam("day"))
)
SAME_ANSWERS = and_(
    ContactNote.outcome_code == bindparam("outcome"),
    ContactNote.channel_code == bindparam("channel"),
)
SAID_JUST_NOW = Ready(
    OF_THAT_DAY.where(
        Contact.by_id == bindparam("by_id"),
        Contact.written_at > bindparam("since"),
        SAME_ANSWERS,
    )
    .order_by(Contact.id.desc())
    .limit(1)
)
TOLD_BEFORE = Ready(
    OF_THAT_DAY.where(Contact.reached, or_(Contact.by_id != bindparam("by_id"), SAME_ANSWERS))
    .with_only_columns(Contact.id)
    .order_by(Contact.id)
    .limit(1)
)

"""Contact: one that happened, or was tried. What was said is a ContactNote: the support space."""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.audit import record_event
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, NotYet, TooEarly
from reintegrate.models.regime import next_due
from reintegrate.models.user import User

JUST_NOW = timedelta(minutes=10)


class CaseClosed(DomainError):
    """The case has ended: nothing more is due from it, and nothing is added."""


class NoNextStep(DomainError):
    """Neither a next date nor a reason for none was given."""


def refuse_what_cannot_be(case: Case, happened_on: date, next_step: object) -> None:
    if not case.is_open:
        raise CaseClosed(case.id)
    if happened_on > today():
        raise NotYet(happened_on)
    if happened_on < case.term_from:
        raise TooEarly(happened_on)
    if next_step is None:
        raise NoNextStep(case.id)


def propose_next(case: Case, outcome: ContactOutcome, happened_on: date) -> date | None:
    """The day to propose after this: another try, or the next in the rhythm; never past, never
    after the term. None: nobody but the worker can say, or the term is over."""
    if outcome.try_again_days is not None:
        proposed = happened_on + timedelta(days=outcome.try_again_days)
    elif outcome.reached:
        proposed = next_due(case.term_from, after=happened_on)
    else:
        return None
    last = case.term_to if case.term_to >= today() else None
    return min(max(proposed, today()), last) if last else None


class Contact(Base):
    """That it happened, when and by whom: all that ward officials and police see of it."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    happened_on: Mapped[date]
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    made_at: Mapped[datetime | None]
    """When it was written on a phone without signal, by the phone's reckoning; None: at once."""
    reached: Mapped[bool]

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()

    @classmethod
    def log(
        cls,
        case: Case,
        *,
        key: str,
        by: User,
        outcome: ContactOutcome,
        channel_code: str,
        happened_on: date,
        note: str = "",
        sensitive: bool = False,
        next_due_on: date | None = None,
        next_agreed: bool = False,
        no_next_reason_code: str | None = None,
        made_at: datetime | None = None,
    ) -> "Contact":
        """Write down one contact and say what is next. Posting the same key again gives the first.
        Raises CaseClosed, NotYet, TooEarly, NoNextStep, KeyTaken."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        refuse_what_cannot_be(case, happened_on, next_due_on or no_next_reason_code)
        contact = cls(key=key, case_id=case.id, case=case, by_id=by.id, happened_on=happened_on)
        contact.reached, contact.made_at = outcome.reached, made_at
        db.session.add(contact)
        db.session.flush()
        db.session.add(contact.noted(outcome, channel_code, note, sensitive))
        contact._leave_traces(by=by)
        if next_due_on is not None:
            case.plan_next(next_due_on, by=by, agreed=next_agreed)
        else:
            case.plan_none(str(no_next_reason_code), by=by)
        return contact

    def noted(
        self, outcome: ContactOutcome, channel_code: str, note: str, sensitive: bool
    ) -> "ContactNote":
        return ContactNote(
            contact_id=self.id,
            case_id=self.case_id,
            outcome_code=outcome.code,
            channel_code=channel_code,
            text=note or None,
            sensitive=sensitive,
        )

    def _leave_traces(self, *, by: User) -> None:
        """The planned follow-up is done by this contact, and the case remembers what lists show."""
        case = self.case
        record_event(
            "contact.logged", on=self, by=by, reached=self.reached, happened_on=self.happened_on
        )
        FollowUp.settle(case.id, FollowUpStatus.DONE, by=by)
        newest = case.last_contact_on is None or self.happened_on >= case.last_contact_on
        if newest:
            case.last_contact_on = self.happened_on
        if self.reached and (
            case.last_reached_on is None or self.happened_on > case.last_reached_on
        ):
            case.last_reached_on = self.happened_on
        case.tries_since_reached = 0 if self.reached and newest else self._tries_since_reached()

    def _tries_since_reached(self) -> int:
        """Counted, because a contact written down late may lie between others."""
        tries = select(func.count()).where(Contact.case_id == self.case_id, ~Contact.reached)
        since = self.case.last_reached_on
        if since is not None:
            tries = tries.where(Contact.happened_on > since)
        return db.session.scalar(tries) or 0

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return self.key.replace("-", "")[:6].upper()


class ContactNote(Base):
    """What came of it and what was said: for the worker who answers for the case."""

    __tablename__ = "contact_note"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    outcome_code: Mapped[str] = mapped_column(ForeignKey("contact_outcome.code"))
    channel_code: Mapped[str] = mapped_column(ForeignKey("contact_channel.code"))
    text: Mapped[str | None] = mapped_column(EncryptedText("contact_note.text"))
    sensitive: Mapped[bool] = mapped_column(default=False)
    """Left out of anything handed to others, even of the person's own printed sheet."""


def outcome_coded(code: str) -> ContactOutcome:
    return db.session.get_one(ContactOutcome, code)


def said_just_now(
    case: Case,
    *,
    by: User,
    outcome: ContactOutcome,
    channel_code: str,
    happened_on: date,
    note: str,
) -> str | None:
    """The key under which the same writer wrote the very same minutes ago. Who goes back in the
    browser and sends the page again has a new key in it, and does not mean a second contact. Nobody
    is met twice in ten minutes; two tries to reach them are two."""
    if case.last_contact_on is None or not outcome.reached:
        return None
    found = db.session.execute(
        select(Contact.key, ContactNote.text)
        .join(ContactNote, ContactNote.contact_id == Contact.id)
        .where(
            Contact.case_id == case.id,
            Contact.by_id == by.id,
            Contact.happened_on == happened_on,
            Contact.written_at > utcnow() - JUST_NOW,
            ContactNote.outcome_code == outcome.code,
            ContactNote.channel_code == channel_code,
        )
        .order_by(Contact.id.desc())
        .limit(1)
    ).first()
    return found.key if found and (found.text or "") == note else None

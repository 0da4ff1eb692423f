"""Reminder: a text to the person about a planned day. Only with their consent, previewed by the
worker who answers, in words that name no programme, never at night, and never twice."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import HERE, Base, db, today, utcnow, written_out
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.consent import has_consent
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.names import fold
from reintegrate.models.outgoing import MOVES, Outgoing, OutgoingStatus
from reintegrate.models.person import Person, PhoneOwner
from reintegrate.models.user import User

REMINDING = "reminders"
"""The consent purpose without which nobody is reminded by phone."""

FIRST_HOUR, LAST_HOUR = 8, 20
"""Texts leave from eight in the morning until eight in the evening."""

EVENING_BEFORE = time(17)
LONGEST = 300
TEXT_KEPT_FOR = timedelta(days=90)
KEPT_FOR = timedelta(days=400)
TAKES_TEXTS = re.compile(r"0[35789]\d{8}", re.ASCII)

PROGRAMME = (
    *("cai nghien", "sau cai", "nghien", "ma tuy", "tai hoa nhap", "hoa nhap cong dong"),
    *("quan ly sau", "doi tuong", "tai nghien", "methadone", "xet nghiem", "hiv"),
    *("reintegrate", "reintegration", "rehab", "addict", "drug", "relapse"),
)
"""Folded words that would tell whoever reads the phone why somebody is expected."""

REMINDER = Lifecycle("reminder", MOVES, space=Space.SUPPORT)


class ReminderTime(StrEnum):
    NOW = "now"
    EVENING_BEFORE = "evening_before"
    THAT_MORNING = "that_morning"


class NotAgreedToReminders(DomainError):
    """The person has not agreed to be reminded by phone, or has taken it back."""


class NoMobileNumber(DomainError):
    """There is no number that takes texts."""


class NothingToRemind(DomainError):
    """No contact is planned, or its day has passed."""


class RemindedAlready(DomainError):
    """A text about this day is on its way, or was sent."""


class WordingDoesNotFit(DomainError):
    """These words are for another kind of phone, or were changed since they were shown."""


class NamesTheProgramme(DomainError):
    """The words would tell others why the person is expected."""


class Reminder(Outgoing, Base):
    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_status_not_before", "status", "not_before", "id"),
        Index("ix_reminder_case_id_id", "case_id", "id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    due_on: Mapped[date]
    wording_code: Mapped[str] = mapped_column(ForeignKey("reminder_wording.code"))
    to: Mapped[str | None] = mapped_column(EncryptedText("reminder.to"))
    text: Mapped[str | None] = mapped_column(EncryptedText("reminder.text"))

    case: Mapped[Case] = relationship()

    lifecycle = REMINDER
    """Texts have no further tries: see `Outgoing.waits`. Whoever sends one sees what came of it,
    and decides."""

    @classmethod
    def write(
        cls,
        case: Case,
        *,
        key: str,
        wording: ReminderWording,
        text: str,
        when: ReminderTime,
        by: User,
    ) -> "Reminder":
        """Have this text sent, exactly as it was shown. Raises NotAgreedToReminders,
        NoMobileNumber, NothingToRemind, RemindedAlready, WordingDoesNotFit, NamesTheProgramme."""
        earlier = first_result(cls, key, by=by, case_id=case.id)
        if earlier is not None:
            return earlier
        due_on = refuse_unless_remindable(case)
        if not fits(wording, case.person):
            raise WordingDoesNotFit(wording.code)
        if names_programme(text):
            raise NamesTheProgramme(wording.code)
        reminder = cls(
            key=key,
            case_id=case.id,
            case=case,
            by_id=by.id,
            due_on=due_on,
            wording_code=wording.code,
            to=case.person.phone,
            text=text,
            not_before=moment_of(when, due_on),
        )
        db.session.add(reminder)
        db.session.flush()
        record_event(
            "reminder.written", on=reminder, by=by, space=Space.SUPPORT, wording=wording.code
        )
        return reminder

    def take_back(self, *, by: User) -> None:
        """Raises IllegalMove once it is being sent."""
        self.settle(OutgoingStatus.DROPPED, "taken_back", by=by)

    def why_not_now(self) -> str | None:
        """Everything that made it right must still be so in the moment it leaves."""
        case = self.case
        if not has_consent(case, REMINDING):
            return "withdrawn"
        if case.due_on != self.due_on:
            return "other_day"
        if case.person.phone != self.to:
            return "other_number"
        return "late" if today() > self.due_on else None

    @property
    def receipt(self) -> str:
        """A short code to read out over the phone."""
        return receipt_of(self.key)


_STANDS = Reminder.status.in_(
    [
        written_out(OutgoingStatus.WAITING),
        written_out(OutgoingStatus.SENDING),
        written_out(OutgoingStatus.SENT),
        written_out(OutgoingStatus.UNCLEAR),
    ]
)
Index(
    "uq_reminder_one_a_day",
    Reminder.case_id,
    Reminder.due_on,
    unique=True,
    sqlite_where=_STANDS,
    postgresql_where=_STANDS,
)


def refuse_unless_remindable(case: Case) -> date:
    """The day to be reminded of. Raises the first thing that stands against it."""
    if not has_consent(case, REMINDING):
        raise NotAgreedToReminders(case.id)
    if not TAKES_TEXTS.fullmatch(case.person.phone or ""):
        raise NoMobileNumber(case.id)
    if case.due_on is None or case.due_on < today():
        raise NothingToRemind(case.id)
    stands = select(Reminder.id).where(
        Reminder.case_id == case.id, Reminder.due_on == case.due_on, _STANDS
    )
    if db.session.scalar(stands.limit(1)) is not None:
        raise RemindedAlready(case.id)
    return case.due_on


def fits(wording: ReminderWording, person: Person) -> bool:
    """Whose phone it is, and whether whoever answers may hear who is calling, decide the words."""
    own = person.phone_owner == PhoneOwner.OWN
    return wording.for_own_phone == own and (person.may_name_service or not wording.names_service)


def fitting(person: Person) -> list[ReminderWording]:
    """The wordings to choose from; those that say least come first."""
    rows = select(ReminderWording).where(
        (ReminderWording.retired_on.is_(None)) | (ReminderWording.retired_on > today())
    )
    found = db.session.scalars(rows.order_by(ReminderWording.position, ReminderWording.code))
    return [wording for wording in found if fits(wording, person)]


def names_programme(text: str) -> bool:
    """Whether any of these words, in whatever spelling, stands in the text."""
    plain = f" {' '.join(re.split(r'[^0-9a-z]+', fold(text)))} "
    return any(f" {word} " in plain for word in PROGRAMME)


def moment_of(when: ReminderTime, due_on: date) -> datetime:
    """The first moment by day at or after the one asked for."""
    moment = utcnow()
    if when != ReminderTime.NOW:
        evening = when == ReminderTime.EVENING_BEFORE
        day = due_on - timedelta(days=1) if evening else due_on
        at = EVENING_BEFORE if evening else time(FIRST_HOUR)
        moment = max(moment, datetime.combine(day, at, HERE))
    return by_day(moment)


def by_day(moment: datetime) -> datetime:
    """This moment, or where it is night the next morning."""
    local = moment.astimezone(HERE)
    if is_day(moment):
        return moment
    day = local.date() + timedelta(days=1 if local.hour >= LAST_HOUR else 0)
    return datetime.combine(day, time(FIRST_HOUR), HERE)


def is_day(moment: datetime) -> bool:
    return FIRST_HOUR <= moment.astimezone(HERE).hour < LAST_HOUR


def stop_reminders(case: Case, *, by: User) -> None:
    """They no longer agree: what waits is not sent."""
    if has_consent(case, REMINDING):
        return
    waiting = select(Reminder).where(
        Reminder.case_id == case.id, Reminder.status == OutgoingStatus.WAITING
    )
    for reminder in db.session.scalars(waiting.with_for_update(of=Reminder)):
        reminder.settle(OutgoingStatus.DROPPED, "withdrawn", by=by)


def reword(wording: ReminderWording, text: str, *, by: User) -> None:
    """Raises NamesTheProgramme."""
    if names_programme(text):
        raise NamesTheProgramme(wording.code)
    wording.text = text
    record_event("reminder_wording.changed", on=wording, by=by, space=Space.SYSTEM)


def forget_old_reminders(by: User) -> int:
    """What a text said, and where it went, is forgotten after three months; that there was one
    after a year. Returns how many were forgotten."""
    settled: Iterable[object] = (
        update(Reminder)
        .where(Reminder.settled_at < utcnow() - TEXT_KEPT_FOR, Reminder.text.is_not(None))
        .values(text=None, to=None),
        delete(Reminder).where(Reminder.settled_at < utcnow() - KEPT_FOR),
    )
    return sum(db.session.execute(one).rowcount for one in settled)  # type: ignore[call-overload]

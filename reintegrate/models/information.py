"""Information: what a resident tells the ward, written down by its staff. A concern never reaches
anybody's record; what nobody could confirm in thirty days is a bare number from then on."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    and_,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, today, utcnow
from reintegrate.models.area import Area
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.encrypted import EncryptedText
from reintegrate.models.idempotency import first_result, receipt_of
from reintegrate.models.information_clock import see_to_it_by
from reintegrate.models.lifecycle import DomainError, Lifecycle, NotYet
from reintegrate.models.user import User

FORGET_CONCERNS_AFTER = timedelta(days=30)
FORGET_WORDS_AFTER = timedelta(days=365)


class InformationKind(StrEnum):
    OFFER = "offer"
    """Of work, of a place to learn, of help."""
    FAMILY_REQUEST = "family_request"
    CONCERN = "concern"
    CORRECTION = "correction"
    NOT_OURS = "not_ours"


LINKABLE = (
    InformationKind.OFFER,
    InformationKind.FAMILY_REQUEST,
    InformationKind.CORRECTION,
)
"""What may come to stand beside somebody's case, once it is verified."""


class InformationChannel(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"
    MEETING = "meeting"
    BOX = "box"


class InformationStatus(StrEnum):
    RECEIVED = "received"
    VERIFIED = "verified"
    UNCONFIRMED = "unconfirmed"
    PASSED_ON = "passed_on"
    HANDLED = "handled"
    ANSWERED = "answered"
    EXPIRED = "expired"


class InformationResult(StrEnum):
    HELP_ARRANGED = "help_arranged"
    OFFER_TAKEN = "offer_taken"
    REACHED_OUT = "reached_out"
    RECORD_CORRECTED = "record_corrected"
    PASSED_TO_OTHERS = "passed_to_others"
    NOTHING_NEEDED = "nothing_needed"


TRUSTED = (
    InformationStatus.VERIFIED,
    InformationStatus.HANDLED,
    InformationStatus.ANSWERED,
)
"""Somebody checked it and it is so."""

INFORMATION = Lifecycle(
    "information",
    {
        InformationStatus.RECEIVED: {
            InformationStatus.VERIFIED,
            InformationStatus.UNCONFIRMED,
            InformationStatus.PASSED_ON,
            InformationStatus.EXPIRED,
        },
        InformationStatus.VERIFIED: {InformationStatus.HANDLED},
        InformationStatus.HANDLED: {InformationStatus.ANSWERED},
        InformationStatus.UNCONFIRMED: set(),
        InformationStatus.PASSED_ON: set(),
        InformationStatus.ANSWERED: set(),
        InformationStatus.EXPIRED: set(),
    },
    space=Space.SUPPORT,
)


class NeverInARecord(DomainError):
    """A concern, or what is not verified, may not stand beside anybody's case."""


class NobodyToAnswer(DomainError):
    """It was told without a name or a number: there is nobody to answer."""


class Information(Base):
    __tablename__ = "information"
    __table_args__ = (
        CheckConstraint(
            "case_id IS NULL OR (kind IN ('offer', 'family_request', 'correction')"
            " AND status IN ('verified', 'handled', 'answered'))",
            name="never_in_a_record",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"))
    kind: Mapped[InformationKind]
    status: Mapped[InformationStatus] = mapped_column(default=InformationStatus.RECEIVED)
    channel: Mapped[InformationChannel]
    received_on: Mapped[date]
    due_on: Mapped[date]
    """The last day to handle it."""
    words: Mapped[str | None] = mapped_column(EncryptedText("information.words"))
    """None once it was forgotten."""
    teller: Mapped[str | None] = mapped_column(EncryptedText("information.teller"))
    """Who told it, if they wished to say."""
    reach: Mapped[str | None] = mapped_column(EncryptedText("information.reach"))
    """How to reach them."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    taken_at: Mapped[datetime] = mapped_column(default=utcnow)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    handled_on: Mapped[date | None]
    result: Mapped[InformationResult | None]
    done: Mapped[str | None] = mapped_column(EncryptedText("information.done"))
    answered_on: Mapped[date | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    by: Mapped[User] = relationship(foreign_keys=by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @classmethod
    def take(
        cls,
        *,
        key: str,
        kind: InformationKind,
        channel: InformationChannel,
        received_on: date,
        words: str,
        teller: str = "",
        reach: str = "",
        by: User,
    ) -> "Information":
        """Write down what a resident told. Raises NotYet, KeyTaken."""
        earlier = first_result(cls, key, by=by, area_id=by.area_id)
        if earlier is not None:
            return earlier
        if received_on > today():
            raise NotYet(received_on)
        taken = cls(key=key, area_id=by.area_id, kind=kind, channel=channel, by_id=by.id)
        taken.received_on, taken.words = received_on, words
        taken.due_on = see_to_it_by(kind, received_on)
        taken.teller, taken.reach = teller or None, reach or None
        db.session.add(taken)
        db.session.flush()
        record_event("information.taken", on=taken, by=by, space=Space.SUPPORT, kind=str(kind))
        return taken

    def check(self, kind: InformationKind, *, confirmed: bool, by: User) -> None:
        """Say what it is and whether it is so. A concern that is not so is forgotten at once.
        Raises IllegalMove."""
        to = InformationStatus.VERIFIED if confirmed else InformationStatus.UNCONFIRMED
        if kind == InformationKind.NOT_OURS:
            to = InformationStatus.PASSED_ON
        INFORMATION.move(self, to, by=by, kind=str(kind))
        self.kind, self.checked_by_id = kind, by.id
        self.due_on = see_to_it_by(kind, self.received_on)
        if to != InformationStatus.VERIFIED:
            self.handled_on = today()
        if to == InformationStatus.UNCONFIRMED and kind == InformationKind.CONCERN:
            self.words = self.teller = self.reach = None

    def handle(self, result: InformationResult, done: str, *, by: User) -> None:
        """What came of it. Raises IllegalMove."""
        INFORMATION.move(self, InformationStatus.HANDLED, by=by, result=str(result))
        self.result, self.done, self.handled_on = result, done or None, today()

    def answer(self, *, by: User) -> None:
        """Whoever told it has heard what came of it. Raises NobodyToAnswer, IllegalMove."""
        if self.is_anonymous:
            raise NobodyToAnswer(self.id)
        INFORMATION.move(self, InformationStatus.ANSWERED, by=by)
        self.answered_on = today()

    def stand_beside(self, case: Case, *, by: User) -> None:
        """Say whom it is about. Raises NeverInARecord; the database says the same."""
        if not self.can_be_linked:
            raise NeverInARecord(self.id)
        self.case_id = case.id
        record_event("information.linked", on=self, by=by, space=Space.SUPPORT)

    @property
    def is_anonymous(self) -> bool:
        return self.teller is None and self.reach is None

    @property
    def can_be_linked(self) -> bool:
        return self.kind in LINKABLE and self.status in TRUSTED

    @property
    def is_open(self) -> bool:
        """The same rule as IS_OPEN."""
        if self.status == InformationStatus.HANDLED:
            return not self.is_anonymous
        return self.status in {InformationStatus.RECEIVED, InformationStatus.VERIFIED}

    @property
    def receipt(self) -> str:
        """A short code to tell the resident."""
        return receipt_of(self.key)

    def __repr__(self) -> str:
        return f"<Information {self.id}>"


IS_OPEN: ColumnElement[bool] = or_(
    Information.status.in_((InformationStatus.RECEIVED, InformationStatus.VERIFIED)),
    and_(
        Information.status == InformationStatus.HANDLED,
        or_(Information.teller.is_not(None), Information.reach.is_not(None)),
    ),
)
IN_TIME: ColumnElement[bool] = Information.handled_on <= Information.due_on

Index("ix_information_area", Information.area_id, Information.status, Information.due_on)
Index("ix_information_received", Information.area_id, Information.received_on, Information.id)


def forget_information(by: User) -> int:
    """Concerns nobody confirmed in thirty days lose every word, and so does everything a year after
    it ended. What stays is what is counted: kind, day, ward. How many were forgotten."""
    unconfirmed = and_(
        Information.status == InformationStatus.RECEIVED,
        Information.kind == InformationKind.CONCERN,
        Information.received_on < today() - FORGET_CONCERNS_AFTER,
    )
    return _forget(unconfirmed, by, status=InformationStatus.EXPIRED) + _forget(
        and_(
            Information.status != InformationStatus.RECEIVED,
            ~IS_OPEN,
            Information.words.is_not(None),
            Information.handled_on < today() - FORGET_WORDS_AFTER,
        ),
        by,
    )


def _forget(which: ColumnElement[bool], by: User, **more: object) -> int:
    """The trail tells how many in which ward, nothing of what they said."""
    db.session.flush()
    counts = select(Information.area_id, func.count()).where(which).group_by(Information.area_id)
    found = {area_id: number for area_id, number in db.session.execute(counts)}
    for area_id, number in sorted(found.items()):
        area = db.session.get_one(Area, area_id)
        record_event("information.forgotten", on=area, by=by, space=Space.SUPPORT, count=number)
    nothing = {"words": None, "teller": None, "reach": None, "done": None}
    version = {"version": Information.version + 1}
    db.session.execute(update(Information).where(which).values(**nothing, **version, **more))
    return sum(found.values())

"""Catalogues: short lists of coded words that every installation starts with and may edit.

Records hold the code. An entry is retired, never deleted: old records still need its words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from time import monotonic
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ForeignKey, String, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, today

Found = TypeVar("Found")

SECONDS_REMEMBERED = 60.0
_remembered: dict[str, tuple[float, object]] = {}


class CatalogueEntry:
    __tablename__: Any

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_vi: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]
    retired_on: Mapped[date | None]
    """From this day on it is no longer offered."""

    def name_in(self, locale: str) -> str:
        return _in_language(locale, self.name_vi, self.name_en)


class AgencyKind(CatalogueEntry, Base):
    __tablename__ = "agency_kind"


class Service(CatalogueEntry, Base):
    """Something an agency can be asked to do for a person."""

    __tablename__ = "service"

    agency_kind_code: Mapped[str | None] = mapped_column(ForeignKey("agency_kind.code"))
    """The kind of agency that usually gives it: a suggestion, not a rule."""
    needs_status: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """The scheme behind it asks for the person to be after rehabilitation: only then is the agency
    told that they are."""


class SharingGround(CatalogueEntry, Base):
    """A law by which an agency may be told something without the person's yes."""

    __tablename__ = "sharing_ground"

    law: Mapped[str]
    service_code: Mapped[str | None] = mapped_column(ForeignKey("service.code"))
    """The only service it holds for. None: for all."""
    to_be_checked: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    """No lawyer has said yet that the article carries this."""
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def id(self) -> str:
        return self.code

    def holds_for(self, service_code: str) -> bool:
        in_force = self.retired_on is None or today() < self.retired_on
        return in_force and self.service_code in {None, service_code}


class NeedGroup(CatalogueEntry, Base):
    __tablename__ = "need_group"


class NeedKind(CatalogueEntry, Base):
    __tablename__ = "need_kind"

    group_code: Mapped[str] = mapped_column(ForeignKey("need_group.code"))
    service_code: Mapped[str | None] = mapped_column(ForeignKey("service.code"))
    """The service that usually answers it."""
    only_minors: Mapped[bool] = mapped_column(default=False)
    """Offered for ages 12 to under 18 only."""


class ClosureOutcome(CatalogueEntry, Base):
    __tablename__ = "closure_outcome"


class ContactOutcome(CatalogueEntry, Base):
    __tablename__ = "contact_outcome"

    reached: Mapped[bool]
    """The person was met or spoken with. Only these count as a contact that happened."""
    try_again_days: Mapped[int | None]
    """Days until the next try. None: the rhythm proposes if reached, else the worker decides."""
    counts_as_try: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    """Somebody tried to reach them. Not so where the worker could not go."""
    tell_after: Mapped[int | None]
    """From so many contacts in a row without reaching them, the supervisor is asked to help."""


class ContactChannel(CatalogueEntry, Base):
    __tablename__ = "contact_channel"


class Presence(CatalogueEntry, Base):
    """Who else was there."""

    __tablename__ = "presence"


class OutreachStep(CatalogueEntry, Base):
    """One thing to try next: another hour, another channel, the family, the hamlet's head."""

    __tablename__ = "outreach_step"

    hint_vi: Mapped[str] = mapped_column(default="")
    hint_en: Mapped[str] = mapped_column(default="")


class FollowUpKind(CatalogueEntry, Base):
    """What can be due in a case."""

    __tablename__ = "follow_up_kind"

    repeats_months: Mapped[int | None]
    """Planned again so many months after it was done, and from the start in every case."""


class PlanReason(CatalogueEntry, Base):
    """Why a contact is planned later than the rhythm asks."""

    __tablename__ = "plan_reason"


class PaperKind(CatalogueEntry, Base):
    """Identity papers. "No papers" is an answer of the intake, not a kind."""

    __tablename__ = "paper_kind"

    digits: Mapped[int | None]
    """How many digits its number has. Another length is worth a warning, never a refusal."""


class RehabilitationKind(CatalogueEntry, Base):
    __tablename__ = "rehabilitation_kind"


class ConsentPurpose(CatalogueEntry, Base):
    """One thing the person may agree to or not, explained in plain words."""

    __tablename__ = "consent_purpose"

    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)

    def text_in(self, locale: str) -> str:
        return _in_language(locale, self.text_vi, self.text_en)


class Relation(CatalogueEntry, Base):
    """Who somebody is to the person."""

    __tablename__ = "relation"


class NoNextDateReason(CatalogueEntry, Base):
    """Why a case may stand without a next date."""

    __tablename__ = "no_next_date_reason"


class ReminderWording(CatalogueEntry, Base):
    """The words of a text to the person; `{day}`, `{given}`, `{worker}` and `{ward}` are filled in.
    They never say what the appointment is about."""

    __tablename__ = "reminder_wording"

    text: Mapped[str] = mapped_column(Text)
    for_own_phone: Mapped[bool]
    """Whether it speaks to the person, or asks somebody else to pass it on."""
    names_service: Mapped[bool]
    """Says who is calling: only where whoever answers that phone may hear it."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def id(self) -> str:
        return self.code


class AbsenceReason(CatalogueEntry, Base):
    """Why somebody told the ward they would be away."""

    __tablename__ = "absence_reason"


class Programme(CatalogueEntry, Base):
    """What a committee's work among residents belongs to."""

    __tablename__ = "programme"


CATALOGUES: tuple[type[CatalogueEntry], ...] = (
    AgencyKind,
    Service,
    SharingGround,
    NeedGroup,
    NeedKind,
    ClosureOutcome,
    ContactOutcome,
    ContactChannel,
    Presence,
    OutreachStep,
    FollowUpKind,
    PlanReason,
    PaperKind,
    RehabilitationKind,
    ConsentPurpose,
    Relation,
    NoNextDateReason,
    AbsenceReason,
    ReminderWording,
    Programme,
)
"""What an entry refers to comes before it."""


class Words(NamedTuple):
    """Every entry's name by code, and the codes of those retired, each with its day."""

    vi: Mapping[str, str]
    en: Mapping[str, str]
    retired: Mapping[str, date]

    def __bool__(self) -> bool:
        return bool(self.vi)


def names(model: type[CatalogueEntry], locale: str) -> Mapping[str, str]:
    """Code -> name in catalogue order, retired entries too. May be a minute old; read-only."""
    words = remembered(model.__tablename__, lambda: _read(model))
    return _in_language(locale, words.vi, words.en)


def choices(model: type[CatalogueEntry], locale: str, *, keep: str = "") -> list[tuple[str, str]]:
    """What a form may offer: (code, name). Retired entries only if already chosen (`keep`)."""
    words = remembered(model.__tablename__, lambda: _read(model))
    never, day = date.max, today()
    return [
        (code, name)
        for code, name in _in_language(locale, words.vi, words.en).items()
        if code == keep or words.retired.get(code, never) > day
    ]


def remembered(key: str, load: Callable[[], Found]) -> Found:
    """What `load` answered within the last minute, unless it was empty. For immutable values only.

    Safe between threads: two may load at once, and both then hold the same answer.
    """
    known = _remembered.get(key)
    if known is not None and monotonic() - known[0] < SECONDS_REMEMBERED:
        return known[1]  # type: ignore[return-value]
    found = load()
    if found:
        _remembered[key] = (monotonic(), found)
    return found


def forget_names() -> None:
    """After an edit, and between tests: other processes notice within a minute."""
    _remembered.clear()


def _read(model: type[CatalogueEntry]) -> Words:
    rows = db.session.execute(
        select(model.code, model.name_vi, model.name_en, model.retired_on).order_by(
            model.position, model.code
        )
    ).all()
    return Words(
        MappingProxyType({row.code: row.name_vi for row in rows}),
        MappingProxyType({row.code: row.name_en for row in rows}),
        MappingProxyType({row.code: row.retired_on for row in rows if row.retired_on}),
    )


def _in_language(locale: str, vi: Found, en: Found) -> Found:
    return en if locale.startswith("en") else vi

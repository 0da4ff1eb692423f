"""What the worker who answers reads of needs, of who was asked for them, and of consents."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import contains_eager

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.appointment import Appointment, Attendance
from reintegrate.models.assignment import RUNNING, Assignment, AssignmentStatus
from reintegrate.models.case import Case
from reintegrate.models.catalogue import (
    ConsentPurpose,
    NeedGroup,
    NeedKind,
    Service,
    choices,
    names,
    remembered,
)
from reintegrate.models.consent import Consent
from reintegrate.models.need import NEED, Need, NeedOutcome, NeedStatus, Outcome
from reintegrate.models.support_offer import SupportOffer
from reintegrate.models.support_scheme import SupportScheme, schemes_for_need
from reintegrate.models.user import User

TONES = {
    NeedStatus.STATED: "soon",
    NeedStatus.OFFERED: "info",
    NeedStatus.ACCEPTED: "info",
    NeedStatus.REFERRED: "info",
    NeedStatus.RECEIVED: "ok",
    NeedStatus.SETTLED: "ok",
}


@dataclass(frozen=True)
class Asked:
    """One request to an agency, as a need lists it."""

    id: int
    agency: str
    service: str
    status: AssignmentStatus
    due_on: date
    what_came: str | None
    met: int
    meets_on: date | None
    """How often they met the agency, and when they meet next."""

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING


@dataclass(frozen=True)
class Offered:
    """Help that was held out to them, and what they said to it."""

    what: str
    offered_at: datetime
    wanted: bool | None


@dataclass(frozen=True)
class CameOfIt:
    outcome: Outcome
    words: str | None
    said_at: datetime


@dataclass(frozen=True)
class NeedRow:
    id: int
    kind: str
    words: str | None
    status: NeedStatus
    stated_at: datetime
    asked: list[Asked] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)
    came_of_it: CameOfIt | None = None

    def _can_become(self, to: NeedStatus) -> bool:
        return to in NEED.moves[self.status]

    @property
    def is_open(self) -> bool:
        """Help is still wanted: an agency, or another one, can be asked."""
        return self._can_become(NeedStatus.DECLINED)

    @property
    def is_new(self) -> bool:
        """Nothing was offered for it yet."""
        return self.status == NeedStatus.STATED

    @property
    def waits_for_word(self) -> bool:
        """Something was offered, and they have not said yet."""
        return self.status == NeedStatus.OFFERED

    @property
    def can_be_offered(self) -> bool:
        return self.is_open and self._can_become(NeedStatus.OFFERED)

    @property
    def can_be_settled(self) -> bool:
        return self._can_become(NeedStatus.SETTLED)

    @property
    def can_be_received(self) -> bool:
        """Not while an agency works on it: that agency says what came of it."""
        free = not any(asked.is_running for asked in self.asked)
        return free and self._can_become(NeedStatus.RECEIVED)

    @property
    def tone(self) -> str:
        """Declining is a right: it is never painted as a fault."""
        return TONES.get(self.status, "quiet")


@dataclass(frozen=True)
class PurposeRow:
    """One purpose and the person's latest word on it, if they were asked."""

    code: str
    name: str
    text: str
    consent: Consent | None
    yes_key: str = field(default_factory=lambda: str(uuid4()))
    no_key: str = field(default_factory=lambda: str(uuid4()))
    """Each button makes its own record, however often it is pressed."""

    @property
    def is_live(self) -> bool:
        return self.consent is not None and self.consent.is_live

    @property
    def is_refused(self) -> bool:
        return self.consent is not None and not self.consent.given


def needs_of(viewer: User, case: Case, locale: str) -> list[NeedRow]:
    """Open ones first, each with whom it was taken to; the newest first."""
    kinds, asked = names(NeedKind, locale), _asked(viewer, case, locale)
    offers, came = _offers(viewer, case, locale), _came_of_it(viewer, case)
    found = db.session.execute(
        visible(viewer, Need)
        .where(Need.case_id == case.id)
        .with_only_columns(Need.id, Need.kind_code, Need.words, Need.status, Need.stated_at)
        .order_by(Need.id.desc())
    )
    rows = [
        NeedRow(
            *(need, kinds.get(kind, kind), words, status, stated_at),
            *(asked[need], offers[need], came.get(need)),
        )
        for need, kind, words, status, stated_at in found
    ]
    return sorted(rows, key=lambda row: not row.is_open)


def _offers(viewer: User, case: Case, locale: str) -> Mapping[int, list[Offered]]:
    name = SupportScheme.name_en if locale.startswith("en") else SupportScheme.name_vi
    found = db.session.execute(
        visible(viewer, SupportOffer)
        .where(SupportOffer.case_id == case.id)
        .outerjoin(SupportScheme, SupportScheme.code == SupportOffer.scheme_code)
        .with_only_columns(
            *(SupportOffer.need_id, name, SupportOffer.words),
            *(SupportOffer.offered_at, SupportOffer.wanted),
        )
        .order_by(SupportOffer.id.desc())
    )
    offers: dict[int, list[Offered]] = defaultdict(list)
    for need, scheme, words, offered_at, wanted in found:
        what = ": ".join(part for part in (scheme, words) if part)
        offers[need].append(Offered(what, offered_at, wanted))
    return offers


def _came_of_it(viewer: User, case: Case) -> dict[int, CameOfIt]:
    """The newest word on each need."""
    found = visible(viewer, NeedOutcome).where(NeedOutcome.case_id == case.id)
    return {
        row.need_id: CameOfIt(row.outcome, row.words, row.said_at)
        for row in db.session.scalars(found.order_by(NeedOutcome.id))
    }


def schemes_for(viewer: User, need: Need, locale: str) -> dict[str, str]:
    """What is on offer for this kind of need today: code and name."""
    if db.session.scalar(visible(viewer, Need).where(Need.id == need.id)) is None:
        return {}
    return {scheme.code: scheme.name_in(locale) for scheme in schemes_for_need(need.kind_code)}


def _asked(viewer: User, case: Case, locale: str) -> Mapping[int, list[Asked]]:
    services = names(Service, locale)
    found = db.session.execute(
        visible(viewer, Assignment)
        .where(Assignment.case_id == case.id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .with_only_columns(
            Assignment.need_id,
            Assignment.id,
            Agency.name,
            Assignment.service_code,
            Assignment.status,
            Assignment.due_on,
            Assignment.result,
            Assignment.decline_reason,
            *_meetings(),
        )
        .order_by(Assignment.id.desc())
    )
    asked: dict[int, list[Asked]] = defaultdict(list)
    for need, number, agency, service, status, due_on, result, reason, met, meets in found:
        what, came = services.get(service, service), result or reason
        asked[need].append(Asked(number, agency, what, status, due_on, came, met, meets))
    return asked


def _meetings() -> tuple[Any, Any]:
    """Of a request: how often they met, and the next day named."""
    of_it = Appointment.assignment_id == Assignment.id
    met = db.select(db.func.count()).where(of_it, Appointment.status == Attendance.CAME)
    ahead = Appointment.status == Attendance.PLANNED, Appointment.day >= today()
    following = db.select(db.func.min(Appointment.day)).where(of_it, *ahead)
    return met.scalar_subquery(), following.scalar_subquery()


def agencies_agreed_to(viewer: User, case: Case) -> list[AgencyConsent]:
    """Which agencies they agreed to; taken back ones too, until they agree again."""
    agreed = visible(viewer, AgencyConsent).where(AgencyConsent.case_id == case.id)
    by_name = agreed.join(Agency).options(contains_eager(AgencyConsent.agency))
    return list(db.session.scalars(by_name.order_by(Agency.name)))


def kinds_for(viewer: User, case: Case, locale: str) -> dict[str, dict[str, str]]:
    """The catalogue by group. What only minors are asked about is left out for adults; whoever
    cannot see the case is offered nothing."""
    found = visible(viewer, Case).where(Case.id == case.id).with_only_columns(Case.id)
    if db.session.scalar(found) is None:
        return {}
    groups, facts = names(NeedGroup, locale), remembered("need_kind_facts", _kind_facts)
    minor = case.person.age < 18
    by_group: dict[str, dict[str, str]] = {group: {} for group in groups}
    for code, name in choices(NeedKind, locale):
        group, only_minors = facts[code]
        if minor or not only_minors:
            by_group[group][code] = name
    return {groups[group]: kinds for group, kinds in by_group.items() if kinds}


def _kind_facts() -> dict[str, tuple[str, bool]]:
    found = db.session.execute(db.select(NeedKind.code, NeedKind.group_code, NeedKind.only_minors))
    return {code: (group, only_minors) for code, group, only_minors in found}


def purposes_for(viewer: User, case: Case, locale: str) -> list[PurposeRow]:
    """Every purpose on offer, with its plain explanation and the person's latest word."""
    said = {
        consent.purpose_code: consent
        for consent in db.session.scalars(
            visible(viewer, Consent).where(Consent.case_id == case.id).order_by(Consent.id)
        )
    }
    texts = remembered("consent_purpose_texts", _purpose_texts)
    return [
        PurposeRow(code, name, texts[code][locale.startswith("en")], said.get(code))
        for code, name in choices(ConsentPurpose, locale)
    ]


def _purpose_texts() -> dict[str, tuple[str, str]]:
    found = db.session.execute(
        db.select(ConsentPurpose.code, ConsentPurpose.text_vi, ConsentPurpose.text_en)
    )
    return {code: (vi, en) for code, vi, en in found}

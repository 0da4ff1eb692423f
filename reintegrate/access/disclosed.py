"""What left the ward about one person in three years: to whom, on what ground, when. A deliberate
exception beside `scope.py`: for the worker who answers, and without what was asked or why for the
data-protection officer of the province. (Law 91/2025 Arts 15(2) and 17.)"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import and_, select

from reintegrate.access.reach import own_cases, wards_of
from reintegrate.db import HERE, db, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.area import Area
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import LISTS_PEOPLE, AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.catalogue import SharingGround
from reintegrate.models.document import Document
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.id_set import unpacked
from reintegrate.models.need import Need
from reintegrate.models.passing_on import passed_on
from reintegrate.models.reveal import Reveal
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import Role, User
from reintegrate.models.ward_stay import WardStay

LISTED_FOR = timedelta(days=3 * 365 + 1)


class DisclosureKind(StrEnum):
    HELP = "help"
    TRANSFER = "transfer"
    STAY = "stay"
    PAPER = "paper"
    REVEAL = "reveal"
    ANNEX = "annex"
    """A report's annex of the ward while it answered; whom it names is in the annex alone."""
    LIST_FILE = "list_file"
    LIST_PRINT = "list_print"
    """In the hands of the ward's own staff; who took it stands in the trail."""


class DisclosureGround(StrEnum):
    CONSENT = "consent"
    LAW = "law"
    DUTY = "duty"
    """The statutory file: Law 91/2025 Art. 19(1)."""


class Disclosure(NamedTuple):
    at: datetime
    kind: DisclosureKind
    to: str
    """None is known: for whom a paper is, the paper says."""
    ground: DisclosureGround
    law: str | None = None
    said_on: date | None = None
    """When the person agreed."""
    service: str | None = None
    need: str | None = None
    """Codes; None for whoever may not know why somebody needs help."""


def disclosures(viewer: User, case: Case) -> list[Disclosure]:
    """Newest first, all of them. `case`: checked by whoever asks."""
    ids, since = stays_of(viewer, case), utcnow() - LISTED_FOR
    found = [*_help(viewer, ids, since), *_papers(ids, since), *_lists(ids, since)]
    for kind in WARD_OF:
        found += _to_wards(kind, ids, since)
    return sorted(found, key=lambda one: one.at, reverse=True)


def stays_of(viewer: User, case: Case) -> list[int]:
    """All cases of the person that the viewer may ask about: this one among them."""
    reach = Case.id.in_(own_cases(viewer))
    if viewer.role == Role.DATA_PROTECTION_OFFICER:
        reach = Case.area_id.in_(wards_of(viewer))
    same = select(Case.id).where(Case.person_id == case.person_id, reach)
    return list(db.session.scalars(same.order_by(Case.id)))


def case_in_province(viewer: User, case_id: int) -> Case | None:
    """For the data-protection officer, who names it by its number alone."""
    if viewer.role != Role.DATA_PROTECTION_OFFICER:
        return None
    there = Case.area_id.in_(wards_of(viewer))
    return db.session.scalar(select(Case).where(Case.id == case_id, there))


def id_in_province(viewer: User, number: str) -> int | None:
    if viewer.role != Role.DATA_PROTECTION_OFFICER:
        return None
    there = Case.area_id.in_(wards_of(viewer))
    return db.session.scalar(select(Case.id).where(Case.number == number, there))


def _help(viewer: User, ids: list[int], since: datetime) -> Iterator[Disclosure]:
    """What another ward asked is told to a worker only if the person agrees that it goes along."""
    why = viewer.role == Role.SOCIAL_WORKER
    same = and_(
        AgencyConsent.case_id == Assignment.case_id,
        AgencyConsent.agency_id == Assignment.agency_id,
    )
    asked = (
        select(
            Assignment.offered_at,
            Agency.name,
            Assignment.service_code,
            Need.kind_code,
            SharingGround.law,
            AgencyConsent.said_on,
        )
        .join(Agency, Agency.id == Assignment.agency_id)
        .join(Need, Need.id == Assignment.need_id)
        .outerjoin(SharingGround, SharingGround.code == Assignment.ground_code)
        .outerjoin(AgencyConsent, same)
        .where(Assignment.case_id.in_(ids), Assignment.offered_at > since)
    )
    if why:
        asked = asked.where(passed_on(Assignment.case_id, Assignment.offered_at, viewer.area_id))
    for at, agency, service, need, law, said_on in db.session.execute(asked):
        by = DisclosureGround.LAW if law else DisclosureGround.CONSENT
        said = None if law else said_on
        about = (service, need) if why else (None, None)
        yield Disclosure(at, DisclosureKind.HELP, agency, by, law, said, *about)


WARD_OF: dict[DisclosureKind, tuple[Any, Any, Any]] = {
    DisclosureKind.TRANSFER: (Transfer.case_id, Transfer.to_area_id, Transfer.proposed_at),
    DisclosureKind.STAY: (HostedStay.case_id, HostedStay.host_area_id, HostedStay.asked_at),
    DisclosureKind.REVEAL: (Reveal.case_id, Reveal.from_area_id, Reveal.asked_at),
}
"""A ward that is asked reads who it is about, whatever it answers."""


def _to_wards(kind: DisclosureKind, ids: list[int], since: datetime) -> Iterator[Disclosure]:
    case_id, ward_id, when = WARD_OF[kind]
    told = select(when, Area.name).join(Area, Area.id == ward_id)
    for at, ward in db.session.execute(told.where(case_id.in_(ids), when > since)):
        yield Disclosure(at, kind, ward, DisclosureGround.DUTY)


def _papers(ids: list[int], since: datetime) -> Iterator[Disclosure]:
    """Issued: for whom each is, the paper itself says. Its kind is named as on the paper."""
    issued = (
        select(Document.issued_at, DocumentKind.name_vi)
        .join(DocumentKind, DocumentKind.id == Document.kind_id)
        .where(Document.case_id.in_(ids), Document.issued_at > since)
    )
    rows: Any = db.session.execute(issued)
    for at, name in rows:
        yield Disclosure(at, DisclosureKind.PAPER, name, DisclosureGround.DUTY)


LISTS = {
    "report.people_named": DisclosureKind.ANNEX,
    "caseload.exported": DisclosureKind.LIST_FILE,
    "caseload_print.viewed": DisclosureKind.LIST_PRINT,
}


def _lists(ids: list[int], since: datetime) -> Iterator[Disclosure]:
    """Of any ward they were ever in. Whom a line does not tell: made on the days it had them."""
    stays = list(
        db.session.execute(
            select(WardStay.area_id, WardStay.since, WardStay.until).where(
                WardStay.case_id.in_(ids)
            )
        )
    )
    made = (
        select(AuditEvent.at, AuditEvent.what, AuditEvent.details, Area.id, Area.name)
        .join(Area, Area.id == AuditEvent.area_id)
        .where(LISTS_PEOPLE, AuditEvent.at > since)
        .where(AuditEvent.area_id.in_({stay.area_id for stay in stays}))
    )
    for at, what, details, ward_id, ward in db.session.execute(made):
        held, day = json.loads(details).get("cases"), at.astimezone(HERE).date()
        here = any(ward_id == area_id and a <= day <= z for area_id, a, z in stays)
        if unpacked(held).intersection(ids) if held else here:
            yield Disclosure(at, LISTS[what], ward, DisclosureGround.DUTY)

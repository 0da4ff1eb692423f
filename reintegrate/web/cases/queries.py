"""What the pages of one case read. Every question starts from what the viewer may see."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, bindparam, or_, select

from reintegrate.access.one_case import of_one_case
from reintegrate.access.policy import may_read_support
from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models import load
from reintegrate.models.absence import Absence, Suspension
from reintegrate.models.act import ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.case_status import COMING
from reintegrate.models.closure import Closure
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.follow_up import FollowUpStatus
from reintegrate.models.person import PersonPaper, Relative
from reintegrate.models.regime import Regime
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, paged

ENTRIES = 20

CONTACTS = ("contact.%",)
HELP = ("need.%", "assignment.%", "appointment.%", "agency_consent.%", "consent.%")
SYSTEM = ("follow_up.%", "intake.%", "case.person_corrected", "case.residence_changed")
PAPERS = ("case.%", "transfer.%", "act.%", "absence.%", "helper.%")
KINDS = {"contacts": CONTACTS, "papers": PAPERS, "help": HELP, "system": SYSTEM}

TOLD_BY_CASE = {
    *(ActKind.WENT_ABSENT, ActKind.CAME_BACK, ActKind.SUSPENDED, ActKind.RESUMED),
    *(ActKind.CLOSED, ActKind.REOPENED, ActKind.TRANSFER_RECEIVED, ActKind.MET_FIRST),
}
"""Acts of the file that come with a move of the case, a transfer or a contact."""

SAID_OTHERWISE = [
    f"follow_up.{status}"
    for status in (FollowUpStatus.DONE, FollowUpStatus.MOVED, FollowUpStatus.DROPPED)
] + [
    *("need.referred", "agency_consent.given"),
    *("deadline.met", "deadline.moot"),
    *("absence.told", "absence.over", "helper.assigned", "helper.ended"),
    *(f"case.{status}" for status in COMING),
    *(f"act.{kind}" for kind in ActKind if kind in TOLD_BY_CASE),
]
"""The entry beside each of these tells the same."""


def timeline_page(viewer: User, case: Case, hidden: Sequence[str], cursor: str | None) -> Page:
    """Events of the case, newest first, without the kinds that are hidden."""
    reads_contacts = viewer.role != Role.SOCIAL_WORKER or may_read_support(viewer, case)
    return _timeline.page(
        viewer,
        tuple(hidden),
        reads_contacts,
        cursor=cursor,
        name=f"timeline {case.id}",
        descending=True,
        size=ENTRIES,
        case_id=case.id,
    )


@paged
def _timeline(viewer: User, hidden: tuple[str, ...], reads_contacts: bool) -> Any:
    events = (
        of_one_case(visible(viewer, AuditEvent), AuditEvent.case_id)
        .where(AuditEvent.what.not_in(SAID_OTHERWISE))
        .outerjoin(User, User.id == AuditEvent.by_id)
        .with_only_columns(
            AuditEvent.at,
            AuditEvent.what,
            AuditEvent.record,
            AuditEvent.details,
            User.name.label("by_name"),
            User.role.label("by_role"),
        )
    )
    if not reads_contacts:
        events = events.where(AuditEvent.what.not_like("contact.%"))
    for kind in hidden:
        events = events.where(_is_not(kind))
    return events, [AuditEvent.id]


def _is_not(kind: str) -> Any:
    one = or_(*(AuditEvent.what.like(pattern) for pattern in KINDS[kind]))
    if kind == "papers":
        return ~one | or_(*(AuditEvent.what.like(pattern) for pattern in SYSTEM))
    return ~one


def notes_of(viewer: User, case: Case, contact_ids: Sequence[int]) -> dict[int, Any]:
    """What was said in this stretch of the case, by contact: only what this viewer may read."""
    if not contact_ids:
        return {}
    first, last = min(contact_ids), max(contact_ids)
    found = rows(_notes, viewer, case_id=case.id, first=first, last=last)
    return {row.contact_id: row for row in found}


@prepared
def _notes(viewer: User) -> Any:
    return (
        of_one_case(visible(viewer, ContactNote), ContactNote.case_id)
        .where(ContactNote.contact_id.between(bindparam("first"), bindparam("last")))
        .join(Contact, Contact.id == ContactNote.contact_id)
        .with_only_columns(
            Contact.reached,
            Contact.maybe_same_as_id,
            ContactNote.corrected_at,
            ContactNote.additions,
            ContactNote.contact_id,
            ContactNote.outcome_code,
            ContactNote.channel_code,
            ContactNote.text,
            ContactNote.sensitive,
        )
    )


def names_of(viewer: User, model: Any, ids: set[int]) -> dict[int, str]:
    """Names of workers, wards or agencies that entries mention by number."""
    if not ids:
        return {}
    places = 1 << (len(ids) - 1).bit_length()
    asked = dict(enumerate([*ids, *[min(ids)] * (places - len(ids))]))
    given = {f"id_{n}": number for n, number in asked.items()}
    return {row.id: row.name for row in rows(_names, viewer, model, places, **given)}


@prepared
def _names(viewer: User, model: Any, places: int) -> Any:
    """So many at once: 1, 2, 4... A list known only at the call would be put together anew."""
    among = [bindparam(f"id_{n}", type_=Integer) for n in range(places)]
    return visible(viewer, model).where(model.id.in_(among)).with_only_columns(model.id, model.name)


def pending_transfer_id(viewer: User, case: Case) -> int | None:
    waiting = visible(viewer, Transfer).where(
        Transfer.case_id == case.id, Transfer.status == TransferStatus.PROPOSED
    )
    return db.session.scalar(waiting.with_only_columns(Transfer.id))


def workers(viewer: User) -> list[Any]:
    """The ward's social workers, each with what the coming weeks hold for them."""
    people = (
        visible(viewer, User)
        .where(User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None))
        .with_only_columns(User.id, User.name, *load.columns())
        .order_by(User.sort_key, User.id)
    )
    return list(db.session.execute(people))


def worker_numbered(viewer: User, worker_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == worker_id))


def statutory_file(viewer: User, case: Case) -> dict[str, Any]:
    """Everything the details page lists, each newest first."""
    of_case = visible(viewer, Case).where(Case.id == case.id)
    return {
        "papers": _rows(
            visible(viewer, PersonPaper)
            .where(PersonPaper.person_id == case.person_id)
            .order_by(PersonPaper.id)
        ),
        "relatives": _rows(
            visible(viewer, Relative)
            .where(Relative.person_id == case.person_id)
            .order_by(Relative.is_representative.desc(), Relative.id)
        ),
        "absences": list(
            db.session.execute(
                of_case.join(Absence, Absence.case_id == Case.id)
                .with_only_columns(Absence.since, Absence.until)
                .order_by(Absence.since.desc())
            )
        ),
        "suspensions": list(
            db.session.execute(
                of_case.join(Suspension, Suspension.case_id == Case.id)
                .with_only_columns(Suspension.since, Suspension.until, Suspension.reason_code)
                .order_by(Suspension.since.desc())
            )
        ),
        "closures": _rows(
            visible(viewer, Closure).where(Closure.case_id == case.id).order_by(Closure.id.desc())
        ),
        "transfers": _rows(
            visible(viewer, Transfer)
            .where(Transfer.case_id == case.id)
            .order_by(Transfer.id.desc())
        ),
    }


def _rows(query: Any) -> list[Any]:
    return list(db.session.scalars(query))


def regime_of(viewer: User, case: Case) -> tuple[Regime, str | None]:
    """The rules this case began under, and the article its term follows. Law is nobody's secret;
    the case itself is asked for through the viewer's scope."""
    code = visible(viewer, Case).where(Case.id == case.id).with_only_columns(Case.regime_code)
    regime = db.session.scalars(select(Regime).where(Regime.code.in_(code))).one()
    minor = case.runs_as_minor(case.term_from)
    rule = regime.term_rule(case.rehabilitation_kind_code, minor, case.term_from)
    return regime, rule.article if rule else None

"""What the lists read of a case, counted again from what it was made of."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from reintegrate.db import db
from reintegrate.models.absence import Absence, Suspension
from reintegrate.models.act import Act, ActKind
from reintegrate.models.assignment import running_for
from reintegrate.models.case import NO_DATE, Case, CaseStatus
from reintegrate.models.case_status import COMING
from reintegrate.models.closure import Closure
from reintegrate.models.contact import Contact
from reintegrate.models.deadline_row import IS_OPEN as OWED
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.follow_up import REGULAR, FollowUp, FollowUpStatus
from reintegrate.models.names import words
from reintegrate.models.need import Need, NeedStatus
from reintegrate.models.person import NameToken
from reintegrate.models.transfer import Transfer, TransferStatus


def faults_of(case: Case, *, ward: int | None = None, term: date | None = None) -> list[str]:
    """Everything about this case that disagrees with its parts. `ward` should answer for it, and
    `term` is where its term ended before any pause."""
    db.session.flush()
    return [
        f"case {case.id}: {fault}"
        for fault in (
            *answering(case, ward),
            *contacts(case),
            *next_date(case),
            *transfers(case),
            *names(case),
            *term_end(case, term),
            *acts(case),
            *needs(case),
            *owed(case),
        )
    ]


def count(model: Any, *where: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def answering(case: Case, ward: int | None) -> Iterator[str]:
    if case.area_id is None or (ward is not None and case.area_id != ward):
        yield f"ward {case.area_id} answers, not {ward}"
    if case.worker is not None and case.worker.area_id != case.area_id:
        yield "its worker is another ward's"
    if (case.worker_id is None) != (case.worker_since is None):
        yield "a worker and since when do not agree"


def contacts(case: Case) -> Iterator[str]:
    of_case = Contact.case_id == case.id
    newest = db.session.scalar(select(func.max(Contact.happened_on)).where(of_case))
    reached = db.session.scalar(
        select(func.max(Contact.happened_on)).where(of_case, Contact.reached)
    )
    vain = (of_case, ~Contact.reached, Contact.happened_on > (reached or date.min))
    tries = count(Contact, *vain, Contact.is_try)
    if case.last_contact_on != newest:
        yield f"last contact {case.last_contact_on}, recounted {newest}"
    if case.last_reached_on != reached:
        yield f"last reached {case.last_reached_on}, recounted {reached}"
    if case.tries_since_reached != tries:
        yield f"tries {case.tries_since_reached}, recounted {tries}"


def next_date(case: Case) -> Iterator[str]:
    planned = db.session.scalars(
        select(FollowUp).where(
            FollowUp.case_id == case.id, FollowUp.status == FollowUpStatus.PLANNED
        )
    ).all()
    kinds = [one.kind_code for one in planned]
    if len(set(kinds)) != len(kinds):
        yield f"planned twice: {sorted(kinds)}"
    first = min(planned, key=lambda one: (one.due_on, one.kind_code != REGULAR), default=None)
    due_on = first.due_on if first else NO_DATE
    if case.next_due_on != due_on:
        yield f"next due {case.next_due_on}, planned {due_on}"
    if case.next_is_agreed != bool(first and first.agreed):
        yield "agreed or not: case and plan differ"
    if case.next_kind_code != (first.kind_code if first else REGULAR):
        yield f"next is {case.next_kind_code}, planned first {first and first.kind_code}"
    if case.activities_planned != len(set(kinds) - {REGULAR}):
        yield f"{case.activities_planned} activities, planned {sorted(kinds)}"
    if (case.due_on is None) != (case.no_next_date_reason_code is not None):
        yield f"date {case.due_on} and reason {case.no_next_date_reason_code}"
    if not case.is_open and planned:
        yield "ended, and something is due"


def transfers(case: Case) -> Iterator[str]:
    proposed = count(
        Transfer, Transfer.case_id == case.id, Transfer.status == TransferStatus.PROPOSED
    )
    if proposed > 1 or case.transfer_pending != bool(proposed):
        yield f"pending {case.transfer_pending}, {proposed} proposed"
    if not case.is_open and proposed:
        yield "ended, and a transfer waits"


def names(case: Case) -> Iterator[str]:
    person = case.person
    if case.person_sort_key != person.sort_key:
        yield f"sorts as {case.person_sort_key!r}, not {person.sort_key!r}"
    tokens = set(
        db.session.scalars(
            select(NameToken.token).where(
                NameToken.area_id == case.area_id, NameToken.person_id == person.id
            )
        )
    )
    wanted = {word[:40] for word in words(f"{person.name} {person.other_names}")}
    if tokens != wanted:
        yield f"its ward finds them by {sorted(tokens)}, not {sorted(wanted)}"
    knowing = set(
        db.session.scalars(select(NameToken.area_id).where(NameToken.person_id == person.id))
    )
    answering_now = set(db.session.scalars(select(Case.area_id).where(Case.person_id == person.id)))
    if knowing - answering_now:
        yield f"wards {knowing - answering_now} find somebody they do not answer for"


def term_end(case: Case, term: date | None) -> Iterator[str]:
    pauses = [
        pause
        for kind in (Absence, Suspension)
        for pause in db.session.scalars(select(kind).where(kind.case_id == case.id))
    ]
    running = [type(pause) for pause in pauses if pause.until is None]
    expected = {CaseStatus.ABSENT: [Absence], CaseStatus.SUSPENDED: [Suspension]}
    if running != expected.get(case.status, []):
        yield f"{case.status}, and running pauses are {running}"
    if term is not None and case.base_to != term:
        yield f"term ends {case.base_to} before any pause, not {term}"
    away = {day for pause in pauses if stands_still(case, pause) for day in days_of(pause)}
    if case.term_to != case.base_to + timedelta(days=len(away)):
        yield f"term ends {case.term_to}, not {case.base_to} and {len(away)} days"
    if case.term_base_to is None or case.term_base_to <= case.term_from:
        yield f"a term from {case.term_from} to {case.term_base_to}"


def stands_still(case: Case, pause: Absence | Suspension) -> bool:
    """Until 30/06/2026 no rule says that prison stops a term."""
    ended = pause.until is not None
    return ended and (isinstance(pause, Absence) or pause.since >= date(2026, 7, 1))


def days_of(pause: Absence | Suspension) -> Iterator[date]:
    assert pause.until is not None
    for ahead in range((pause.until - pause.since).days):
        yield pause.since + timedelta(days=ahead)


def acts(case: Case) -> Iterator[str]:
    """The state and the decision agree with the acts that stand."""
    kinds = [act.kind for act in Act.of(case.id)]
    if case.status in COMING:
        papers = (ActKind.DECIDED, ActKind.PROPOSED)
        said = next((kind for kind in papers if kind in kinds), ActKind.NOTICE_RECEIVED)
        wanted = dict(zip((*papers, ActKind.NOTICE_RECEIVED), reversed(COMING), strict=True))
        if case.status != wanted[said]:
            yield f"{case.status}, and its papers say {said}"
    if ActKind.DECIDED not in kinds and case.decided_on is not None:
        yield "decided, and no act says so"
    if kinds.count(ActKind.MET_FIRST) > 1:
        yield "met for the first time twice"
    if case.away_until is not None and case.status not in {CaseStatus.MANAGED}:
        yield f"away with word until {case.away_until}, and {case.status}"


def served(case: Case) -> bool:
    """The certificate of a term that was served may come after its end."""
    closure = Closure.newest_of(case.id)
    return closure is not None and closure.outcome_code == "completed"


def needs(case: Case) -> Iterator[str]:
    for need in db.session.scalars(select(Need).where(Need.case_id == case.id)):
        if need.status == NeedStatus.REFERRED and not running_for(need):
            yield f"need {need.id} waits for an agency nobody asks"


def owed(case: Case) -> Iterator[str]:
    open_ones = (Deadline.case_id == case.id, OWED)
    first = db.session.scalar(select(func.min(Deadline.due_at)).where(*open_ones))
    if case.owes_at != first:
        yield f"owes something at {case.owes_at}, recounted {first}"
    if count(Deadline, *open_ones, Deadline.area_id != case.area_id):
        yield "another ward owes something for it"
    if not case.is_open and first is not None and not served(case):
        yield f"ended, and something is owed at {first}"

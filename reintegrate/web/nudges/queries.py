"""What waits for a member of staff and what is new to them, counted by the same notions as the
pages that list it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from reintegrate.access.owed import owed
from reintegrate.access.reach import answering_ids
from reintegrate.access.scope import visible
from reintegrate.db import db, today, utcnow
from reintegrate.models import reveal_clock
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import RUNNING, WAITING, Assignment
from reintegrate.models.breach import Breach
from reintegrate.models.case import Case
from reintegrate.models.cover import Cover
from reintegrate.models.data_request import DataRequest, is_due_soon, is_overdue
from reintegrate.models.deadline_due import Urgency, is_urgent
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.due import Notion
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.intake import Intake, IntakeStatus
from reintegrate.models.job import JobState
from reintegrate.models.mail import Mail
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.person import Person
from reintegrate.models.reminder import Reminder
from reintegrate.models.report import Report, ReportStatus
from reintegrate.models.reveal import Reveal, Review
from reintegrate.models.silence import columns
from reintegrate.models.transfer import Transfer, TransferStatus
from reintegrate.models.user import Role, User
from reintegrate.web.ui.paging import Page, page_of

RECORDS: dict[str, Any] = {
    "agency": Agency,
    "case": Case,
    "assignment": Assignment,
    "transfer": Transfer,
    "intake": Intake,
    "reminder": Reminder,
    "deadline": Deadline,
    "cover": Cover,
    "reveal": Reveal,
    "data_request": DataRequest,
    "inquiry": Inquiry,
    "hosted_stay": HostedStay,
    "report": Report,
}


def counts(viewer: User, notions: Sequence[Notion], *, own: bool) -> list[int]:
    """How many cases each notion holds for: of the viewer's own, or of their ward."""
    query = visible(viewer, Case)
    if own:
        query = query.where(Case.worker_id.in_(answering_ids(viewer)))
    numbers = [func.count().filter(notion.sql()) for notion in notions]
    row = db.session.execute(query.with_only_columns(*numbers)).one()
    return [int(number) for number in row]


def intakes_waiting(viewer: User) -> int:
    return _count(visible(viewer, Intake).where(Intake.status == IntakeStatus.SUBMITTED))


def transfers_waiting(viewer: User) -> int:
    """Asked of the viewer's ward; for the coordinator all that are in transit."""
    waiting = visible(viewer, Transfer).where(Transfer.status == TransferStatus.PROPOSED)
    if viewer.role != Role.COORDINATOR:
        waiting = waiting.where(Transfer.to_area_id == viewer.area_id)
    return _count(waiting)


def reports_waiting(viewer: User) -> int:
    """Which the province has neither accepted nor sent back."""
    return _count(visible(viewer, Report).where(Report.status == ReportStatus.SUBMITTED))


def reveals_waiting(viewer: User) -> list[int]:
    """Urgent looks nobody reviewed yet; and of these those beyond the time set."""
    waiting = visible(viewer, Reveal).where(Reveal.status == Review.WAITING)
    return [_count(waiting), _count(waiting.where(reveal_clock.is_late()))]


def breaches_to_tell(viewer: User) -> int:
    """Which may harm somebody, and the responsible body does not know yet."""
    return _count(visible(viewer, Breach).where(Breach.is_untold()))


def data_requests_waiting(viewer: User) -> list[int]:
    """Requests about data that are late; and those due within two days."""
    seen = visible(viewer, DataRequest)
    return [_count(seen.where(is_overdue())), _count(seen.where(is_due_soon()))]


def requests_waiting(viewer: User) -> list[int]:
    """Requests to the viewer's agency without an answer; and those under way past their day."""
    asked = visible(viewer, Assignment)
    return [
        _count(asked.where(Assignment.status.in_(WAITING))),
        _count(asked.where(Assignment.status.in_(RUNNING), Assignment.due_on < today())),
    ]


def ward_workers(viewer: User) -> Sequence[Any]:
    """Each social worker of the ward with what says whether they have gone silent."""
    here = visible(viewer, User).where(
        User.role == Role.SOCIAL_WORKER,
        User.area_id == viewer.area_id,
        User.disabled_at.is_(None),
    )
    return db.session.execute(here.with_only_columns(User.id, User.name, *columns())).all()


def due_days(viewer: User, first: date, last: date) -> Sequence[Any]:
    """Day and number of planned contacts between two days: of the viewer's own cases, and of those
    they stand in for today."""
    dated = visible(viewer, Case).where(
        Case.worker_id.in_(answering_ids(viewer)), Case.next_due_on.between(first, last)
    )
    days = dated.with_only_columns(Case.next_due_on, func.count()).group_by(Case.next_due_on)
    return db.session.execute(days.order_by(Case.next_due_on)).all()


def deadlines(viewer: User) -> list[int]:
    """What the law wants of the viewer: how many are late, and how many due today."""
    now = utcnow()
    degrees = [func.count().filter(is_urgent(one, now)) for one in (Urgency.LATE, Urgency.TODAY)]
    return [
        int(n) for n in db.session.execute(owed(viewer, True).with_only_columns(*degrees)).one()
    ]


def deadline_days(viewer: User, first: date, last: date) -> Sequence[Any]:
    """Day and number of what the law wants of the viewer between two days."""
    dated = owed(viewer, True).where(Deadline.due_on.between(first, last))
    days = dated.with_only_columns(Deadline.due_on, func.count()).group_by(Deadline.due_on)
    return db.session.execute(days.order_by(Deadline.due_on)).all()


def new_by_kind(viewer: User) -> dict[NoticeKind, int]:
    new = visible(viewer, Notice).where(Notice.seen_at.is_(None))
    rows = db.session.execute(
        new.with_only_columns(Notice.kind, func.count()).group_by(Notice.kind)
    )
    return {row[0]: row[1] for row in rows}


def notices(viewer: User, cursor: str | None) -> Page:
    """Newest first."""
    columns: tuple[Any, ...] = (
        Notice.id,
        Notice.kind,
        Notice.record_table,
        Notice.record_id,
        Notice.case_id,
        Notice.at,
        Notice.seen_at,
    )
    rows = visible(viewer, Notice).with_only_columns(*columns)
    return page_of(rows, (Notice.id,), cursor, name="notices", descending=True)


def in_sight(viewer: User, table: str, ids: Collection[int]) -> set[int]:
    """Which of these records the viewer may still open."""
    model = RECORDS[table]
    found = visible(viewer, model).where(model.id.in_(ids)).with_only_columns(model.id)
    return set(db.session.scalars(found))


def names_of(viewer: User, case_ids: Collection[int]) -> dict[int, str]:
    """Whom these cases are about, as far as the viewer may see them."""
    rows = (
        visible(viewer, Case)
        .where(Case.id.in_(case_ids))
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(Case.id, Person.name)
    )
    return {row[0]: row[1] for row in db.session.execute(rows)}


def jobs(viewer: User) -> Sequence[Any]:
    """What time does and when it last did. No record of anybody: for whoever may watch jobs."""
    return db.session.scalars(select(JobState).order_by(JobState.name)).all()


def outgoing_counts(viewer: User) -> dict[tuple[str, str], int]:
    """How many mails and reminders stand how. Numbers only: no recipient, no text, no case."""
    found: dict[tuple[str, str], int] = {}
    for model in (Mail, Reminder):
        counted = select(model.status, func.count()).group_by(model.status)
        for status, number in db.session.execute(counted).all():
            found[model.__tablename__, status] = number
    return found


def _count(query: Select[Any]) -> int:
    return db.session.scalar(query.with_only_columns(func.count())) or 0

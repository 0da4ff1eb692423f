"""Notice: something changed that a member of staff should know. One table says who is told."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db, utcnow
from reintegrate.models.agency import Agency
from reintegrate.models.appointment import Appointment, Attendance
from reintegrate.models.area import Area
from reintegrate.models.assignment import Assignment, AssignmentMessage
from reintegrate.models.audit import Seen, hears
from reintegrate.models.case import Case
from reintegrate.models.cover import Cover, stand_ins_of
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.intake import Intake
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import WARD_ROLES, Role, User

KEPT_FOR = timedelta(days=60)
OFFICIALS = (Role.WARD_OFFICIAL, Role.WARD_POLICE)


class NoticeKind(StrEnum):
    CASE_GIVEN = "case_given"
    CASE_TAKEN = "case_taken"
    AGENCY_ACCEPTED = "agency_accepted"
    AGENCY_DECLINED = "agency_declined"
    AGENCY_FINISHED = "agency_finished"
    AGENCY_ASKED = "agency_asked"
    AGENCY_SILENT = "agency_silent"
    REQUEST_GONE = "request_gone"
    REQUEST_GIVEN = "request_given"
    APPOINTMENT_MADE = "appointment_made"
    APPOINTMENT_MARKED = "appointment_marked"
    MESSAGE_RECEIVED = "message_received"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_ACCEPTED = "transfer_accepted"
    TRANSFER_DECLINED = "transfer_declined"
    TRANSFER_WITHDRAWN = "transfer_withdrawn"
    TRANSFER_LATE = "transfer_late"
    TRANSFER_EXPIRED = "transfer_expired"
    STAY_ASKED = "stay_asked"
    STAY_ANSWERED = "stay_answered"
    STAY_GIVEN = "stay_given"
    STAY_CONTACTED = "stay_contacted"
    INQUIRY_ASKED = "inquiry_asked"
    INQUIRY_ANSWERED = "inquiry_answered"
    INTAKE_SUBMITTED = "intake_submitted"
    INTAKE_ACCEPTED = "intake_accepted"
    INTAKE_RETURNED = "intake_returned"
    REMINDER_FAILED = "reminder_failed"
    DEADLINE_PASSED = "deadline_passed"
    COVER_GIVEN = "cover_given"
    COVER_ENDED = "cover_ended"
    WORKER_LEFT = "worker_left"
    TROUBLE = "trouble"
    REPORT_DUE = "report_due"
    REPORT_LATE = "report_late"
    REPORT_RETURNED = "report_returned"
    REPORT_ACCEPTED = "report_accepted"
    REVEAL_ASKED = "reveal_asked"
    REVEAL_REVIEWED = "reveal_reviewed"
    REVEAL_LATE = "reveal_late"
    DATA_REQUEST_TAKEN = "data_request_taken"
    DATA_REQUEST_DUE = "data_request_due"
    DATA_REQUEST_LATE = "data_request_late"
    AREA_PLANNED = "area_planned"
    AREA_PLAN_DROPPED = "area_plan_dropped"
    AREA_CHANGED = "area_changed"
    AREA_CHANGED_BACK = "area_changed_back"


class Notice(Base):
    """It names a record, not what is in it: whoever may not see that any more reads the kind."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_user_id_id", "user_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[NoticeKind]
    record_table: Mapped[str]
    record_id: Mapped[int]
    case_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    seen_at: Mapped[datetime | None]


_UNSEEN = Notice.seen_at.is_(None)
Index(
    "ix_notice_unseen", Notice.user_id, Notice.kind, sqlite_where=_UNSEEN, postgresql_where=_UNSEEN
)

Told = Iterable[int | None]
Hearer = Callable[[Any, dict[str, Any]], Told]


def tell(user_ids: Told, kind: NoticeKind, *, about: Any, by_id: int | None) -> None:
    """Leave a notice for each of them but the one whose doing it was. The number that stands in
    everybody's navigation is kept with the account, so that no page has to count."""
    told = sorted({user_id for user_id in user_ids if user_id is not None} - {by_id})
    if not told:
        return
    seen = Seen.of(about)
    what = {"record_table": seen.table, "record_id": seen.id, "case_id": seen.case_id}
    for user_id in told:
        db.session.add(Notice(user_id=user_id, kind=kind, **what))
    counted = update(User).where(User.id.in_(told))
    db.session.execute(
        counted.values(unseen_notices=User.unseen_notices + 1),
        execution_options={"synchronize_session": False},
    )


def new_worker(case: Case, details: dict[str, Any]) -> Told:
    return [details.get("worker")]


def former_worker(case: Case, details: dict[str, Any]) -> Told:
    return [details.get("was")]


def answering_worker(record: Any, details: dict[str, Any]) -> Told:
    """And whoever stands in for them today."""
    worker_id = record.case.worker_id
    return [worker_id, *stand_ins_of(worker_id)]


def both_workers(cover: Cover, details: dict[str, Any]) -> Told:
    return [cover.worker_id, cover.stand_in_id]


def officials_left_with_cases(user: User, details: dict[str, Any]) -> Told:
    return officials_of(details["area"])


def agency_staff(assignment: Assignment, details: dict[str, Any]) -> Told:
    active = User.agency_id == assignment.agency_id, User.disabled_at.is_(None)
    return db.session.scalars(select(User.id).where(*active, User.role == Role.AGENCY_WORKER))


def both_sides(assignment: Assignment, details: dict[str, Any]) -> Told:
    return [*agency_staff(assignment, details), *answering_worker(assignment, details)]


def new_colleague(assignment: Assignment, details: dict[str, Any]) -> Told:
    return [details["colleague"]]


def officials_here(agency: Agency, details: dict[str, Any]) -> Told:
    """They learn which agency is silent, and nothing of whom it was asked for."""
    return officials_of(details["area"])


def other_side(message: AssignmentMessage, details: dict[str, Any]) -> Told:
    assignment = db.session.get_one(Assignment, message.assignment_id)
    writer = db.session.get_one(User, message.by_id)
    if writer.role == Role.AGENCY_WORKER:
        return answering_worker(assignment, details)
    return agency_staff(assignment, details)


def officials_of(area_id: int) -> Told:
    here = User.area_id == area_id, User.disabled_at.is_(None)
    return db.session.scalars(select(User.id).where(*here, User.role.in_(OFFICIALS)))


def receiving_officials(transfer: Transfer, details: dict[str, Any]) -> Told:
    return officials_of(transfer.to_area_id)


def receivers_and_province(transfer: Transfer, details: dict[str, Any]) -> Told:
    """Who is to answer, and the coordinators of the provinces both wards lie in."""
    sides = Area.id.in_([transfer.from_area_id, transfer.to_area_id])
    above = User.area_id.in_(select(Area.parent_id).where(sides))
    active = User.role == Role.COORDINATOR, User.disabled_at.is_(None)
    coordinators = db.session.scalars(select(User.id).where(above, *active))
    return [*officials_of(transfer.to_area_id), *coordinators]


def asked_officials(inquiry: Inquiry, details: dict[str, Any]) -> Told:
    return officials_of(inquiry.to_area_id)


def senders(transfer: Transfer, details: dict[str, Any]) -> Told:
    """Heard before the case moves: its worker is still the one who sends it."""
    return [transfer.by_id, transfer.case.worker_id]


def deciding_officials(intake: Intake, details: dict[str, Any]) -> Told:
    """A line of a register waits for nobody: it is accepted with the same commit."""
    return [] if "register_row" in details else officials_of(intake.area_id)


def next_who_is_told(deadline: Deadline, details: dict[str, Any]) -> Told:
    """Whoever answers for it too from now on: of the ward, or of what lies above it."""
    here = User.area_id == deadline.area_id
    if deadline.escalated_to not in WARD_ROLES:
        above = select(Area.parent_id).where(Area.id == deadline.area_id).scalar_subquery()
        here = User.area_id == above
    active = User.role == deadline.escalated_to, User.disabled_at.is_(None)
    return db.session.scalars(select(User.id).where(here, *active))


def writer_of(record: Any, details: dict[str, Any]) -> Told:
    return [record.by_id]


WHO_IS_TOLD: tuple[tuple[str, NoticeKind, Hearer], ...] = (
    ("case.assigned", NoticeKind.CASE_GIVEN, new_worker),
    ("case.assigned", NoticeKind.CASE_TAKEN, former_worker),
    ("assignment.offered", NoticeKind.AGENCY_ASKED, agency_staff),
    ("assignment.accepted", NoticeKind.AGENCY_ACCEPTED, answering_worker),
    ("assignment.declined", NoticeKind.AGENCY_DECLINED, answering_worker),
    ("assignment.ended", NoticeKind.AGENCY_FINISHED, answering_worker),
    ("assignment.withdrawn", NoticeKind.REQUEST_GONE, both_sides),
    ("assignment.expired", NoticeKind.REQUEST_GONE, agency_staff),
    ("assignment.expired", NoticeKind.AGENCY_SILENT, answering_worker),
    ("agency.silent", NoticeKind.AGENCY_SILENT, officials_here),
    ("assignment.given", NoticeKind.REQUEST_GIVEN, new_colleague),
    ("appointment.planned", NoticeKind.APPOINTMENT_MADE, answering_worker),
    *(
        (f"appointment.{mark}", NoticeKind.APPOINTMENT_MARKED, answering_worker)
        for mark in set(Attendance) - {Attendance.PLANNED}
    ),
    ("assignment.message", NoticeKind.MESSAGE_RECEIVED, other_side),
    ("transfer.proposed", NoticeKind.TRANSFER_ASKED, receiving_officials),
    ("transfer.accepted", NoticeKind.TRANSFER_ACCEPTED, senders),
    ("transfer.declined", NoticeKind.TRANSFER_DECLINED, senders),
    ("transfer.withdrawn", NoticeKind.TRANSFER_WITHDRAWN, receiving_officials),
    ("transfer.escalated", NoticeKind.TRANSFER_LATE, receivers_and_province),
    ("transfer.expired", NoticeKind.TRANSFER_EXPIRED, senders),
    ("inquiry.asked", NoticeKind.INQUIRY_ASKED, asked_officials),
    *(
        (f"inquiry.{end}", NoticeKind.INQUIRY_ANSWERED, writer_of)
        for end in ("known", "unknown", "expired")
    ),
    ("intake.submitted", NoticeKind.INTAKE_SUBMITTED, deciding_officials),
    ("intake.accepted", NoticeKind.INTAKE_ACCEPTED, writer_of),
    ("intake.returned", NoticeKind.INTAKE_RETURNED, writer_of),
    ("deadline.escalated", NoticeKind.DEADLINE_PASSED, next_who_is_told),
    ("cover.given", NoticeKind.COVER_GIVEN, both_workers),
    ("cover.ended", NoticeKind.COVER_ENDED, both_workers),
    ("user.left_cases", NoticeKind.WORKER_LEFT, officials_left_with_cases),
    *((f"reminder.{end}", NoticeKind.REMINDER_FAILED, writer_of) for end in ("failed", "unclear")),
)
"""What the trail says happened, what that is called to those who are told, and who they are."""


def heard(kind: NoticeKind, whom: Hearer) -> Callable[..., None]:
    def hear(on: Any, by_id: int | None, details: dict[str, Any]) -> None:
        about = assignment_of(on) if isinstance(on, AssignmentMessage | Appointment) else on
        tell(whom(on, details), kind, about=about, by_id=by_id)

    return hear


def assignment_of(part: AssignmentMessage | Appointment) -> Assignment:
    return db.session.get_one(Assignment, part.assignment_id)


for _what, _kind, _whom in WHO_IS_TOLD:
    hears(_what, heard(_kind, _whom))


def see_all(user: User, *, up_to: int) -> None:
    """They have read what is new, up to this one: what came meanwhile stays new."""
    new = Notice.user_id == user.id, Notice.seen_at.is_(None)
    db.session.execute(update(Notice).where(*new, Notice.id <= up_to).values(seen_at=utcnow()))
    recount([user.id])


def recount(user_ids: Iterable[int]) -> None:
    db.session.flush()
    left = (
        select(func.count())
        .where(Notice.user_id == User.id, Notice.seen_at.is_(None))
        .scalar_subquery()
    )
    db.session.execute(
        update(User).where(User.id.in_(list(user_ids))).values(unseen_notices=left),
        execution_options={"synchronize_session": False},
    )


def forget_old_notices(by: User) -> int:
    """Delete what is two months old, seen or not. Returns how many."""
    old = Notice.at < utcnow() - KEPT_FOR
    concerned = list(db.session.scalars(select(Notice.user_id).where(old).distinct()))
    found = db.session.execute(delete(Notice).where(old))
    recount(concerned)
    return found.rowcount  # type: ignore[attr-defined,no-any-return]

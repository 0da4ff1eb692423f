"""Departure: a worker's account is disabled, or works elsewhere from now on. Nothing stays theirs:
their open cases wait, in sight of the ward's officials, until another worker is named."""

from sqlalchemy import or_, select

from reintegrate.db import db
from reintegrate.models.audit import Space, hears, record_event
from reintegrate.models.case import IS_OPEN, Case
from reintegrate.models.user import Role, User


def let_go(user: User, by_id: int | None, details: object) -> None:
    """Every open case this account can no longer answer for. Called by the trail itself, so that no
    way of disabling an account can forget it."""
    by = db.session.get(User, by_id) if by_id else None
    db.session.flush()
    able = user.role == Role.SOCIAL_WORKER and not user.is_disabled
    held = select(Case).where(Case.worker_id == user.id, IS_OPEN)
    if able:
        held = held.where(Case.area_id != user.area_id)
    held = held.order_by(Case.id).with_for_update(of=Case)
    cases = db.session.scalars(held).unique().all()
    for case in cases:
        leave_without_worker(case, by_id)
    for area_id in sorted({case.area_id for case in cases}):
        count = sum(case.area_id == area_id for case in cases)
        record_event(
            "user.left_cases", on=user, by=by, space=Space.SYSTEM, area=area_id, cases=count
        )


def leave_without_worker(case: Case, by_id: int | None) -> None:
    by = db.session.get(User, by_id) if by_id else None
    was, case.worker_id, case.worker, case.worker_since = case.worker_id, None, None, None
    record_event("case.left", on=case, by=by, was=was)


def free_cases_left_behind(by: User) -> int:
    """Those of accounts closed before this was so, or changed past the verbs. Returns how many."""
    unable = or_(
        User.disabled_at.is_not(None),
        User.role != Role.SOCIAL_WORKER,
        User.area_id != Case.area_id,
    )
    gone = select(Case.id).join(User, User.id == Case.worker_id).where(IS_OPEN, unable)
    held = select(Case).where(Case.id.in_(gone)).order_by(Case.id).with_for_update(of=Case)
    cases = db.session.scalars(held).unique().all()
    for case in cases:
        leave_without_worker(case, by.id)
    return len(cases)


def check_worker(case: Case, by_id: int | None, details: object) -> None:
    """A case that was ended and is under way again: whoever answered for it may be gone."""
    worker = case.worker
    if worker is None:
        return
    able = worker.role == Role.SOCIAL_WORKER and not worker.is_disabled
    if not able or worker.area_id != case.area_id:
        leave_without_worker(case, by_id)


hears("user.disabled", let_go)
hears("user.rights_changed", let_go)
hears("case.managed", check_worker)

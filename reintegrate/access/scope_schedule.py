"""Who sees what is due, what was said, and who is away. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, false, or_, select

from reintegrate.access.reach import answered_cases, own_cases, statutory, users
from reintegrate.models.activity_set import ActivitySet
from reintegrate.models.consent import consents_now
from reintegrate.models.contact_note import ContactNote, NoteAddition, NoteVersion
from reintegrate.models.cover import Cover
from reintegrate.models.follow_up import FollowUp
from reintegrate.models.group_activity import GroupActivity
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.leave import Leave
from reintegrate.models.outcome_revision import OutcomeRevision
from reintegrate.models.rhythm import Rhythm
from reintegrate.models.user import WARD_ROLES, Role, User


def notes(model: Any) -> Callable[[User], Select[Any]]:
    """What was said. A transfer hands it over only if the person agrees that it does, and a
    sensitive note never. Nor does whoever stands in for a while read those."""

    def scope(viewer: User) -> Select[Any]:
        own = model.case_id.in_(answered_cases(viewer))
        plain = model.sensitive.is_(False)
        written_here = and_(model.area_id == viewer.area_id, or_(plain, own))
        handed_over = and_(plain, consents_now(model.case_id, NOTES_ON_MOVING))
        here = or_(written_here, handed_over)
        return select(model).where(model.case_id.in_(own_cases(viewer)), here)

    return scope


def leaves(viewer: User) -> Select[Leave]:
    """A ward knows who of its staff is away; everybody else knows of themselves."""
    if viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}:
        staff = users(viewer).with_only_columns(User.id)
        return select(Leave).where(Leave.user_id.in_(staff))
    return select(Leave).where(Leave.user_id == viewer.id)


def covers(viewer: User) -> Select[Cover]:
    """Officials and police see who stands in for whom in their ward; workers what is about them."""
    if viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}:
        staff = users(viewer).with_only_columns(User.id)
        return select(Cover).where(Cover.worker_id.in_(staff))
    either = or_(Cover.worker_id == viewer.id, Cover.stand_in_id == viewer.id)
    return select(Cover).where(either)


def templates(model: Any) -> Callable[[User], Select[Any]]:
    """A rhythm or a set of activities: those of all wards, and of one's own."""

    def scope(viewer: User) -> Select[Any]:
        of_all = model.area_id.is_(None)
        if viewer.role in WARD_ROLES:
            return select(model).where(or_(of_all, model.area_id == viewer.area_id))
        return select(model).where(of_all if viewer.role == Role.ADMINISTRATOR else false())

    return scope


def group_activities(viewer: User) -> Select[GroupActivity]:
    """Only for whoever wrote it: it names several cases at once."""
    return select(GroupActivity).where(GroupActivity.by_id == viewer.id)


def outcome_revisions(viewer: User) -> Select[OutcomeRevision]:
    """How everybody is looked for is nobody's secret."""
    return select(OutcomeRevision)


SCHEDULE_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    ActivitySet: templates(ActivitySet),
    ContactNote: notes(ContactNote),
    Cover: covers,
    FollowUp: statutory(FollowUp),
    GroupActivity: group_activities,
    Leave: leaves,
    NoteAddition: notes(NoteAddition),
    NoteVersion: notes(NoteVersion),
    OutcomeRevision: outcome_revisions,
    Rhythm: templates(Rhythm),
}

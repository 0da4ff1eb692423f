"""What exists of requests to agencies: for the worker who answers, and for whoever is asked."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, case, false, func, or_, select

from reintegrate.access.reach import own_cases, support, wards_of
from reintegrate.models.agency import Agency, AgencyArea, ClusterWard
from reintegrate.models.agency_consent import AgencyConsent, not_taken_back
from reintegrate.models.agency_revision import AgencyRevision
from reintegrate.models.appointment import Appointment
from reintegrate.models.assignment import (
    RUNNING,
    SHARING,
    Assignment,
    AssignmentMessage,
    AssignmentStatus,
)
from reintegrate.models.attachment import Attachment
from reintegrate.models.cluster import Cluster, ClusterTask
from reintegrate.models.consent import consents_now
from reintegrate.models.passing_on import passed_on
from reintegrate.models.user import WARD_ROLES, Role, User

GONE = (AssignmentStatus.WITHDRAWN, AssignmentStatus.EXPIRED)
"""From then on it does not exist for the agency."""


def assignments(viewer: User) -> Select[Assignment]:
    """An agency sees what it was asked, as long as the person agrees that it does, or a law is
    named by which it may. Who answers for the case sees what runs, and of what is over what was
    known here, or the person lets go along."""
    if viewer.role == Role.AGENCY_WORKER:
        agreed = and_(
            consents_now(Assignment.case_id, SHARING),
            not_taken_back(Assignment.case_id, Assignment.agency_id),
        )
        return select(Assignment).where(
            Assignment.agency_id == viewer.agency_id,
            Assignment.status.not_in(GONE),
            or_(Assignment.ground_code.is_not(None), agreed),
        )
    mine = select(Assignment).where(Assignment.case_id.in_(own_cases(viewer)))
    over = func.coalesce(Assignment.ended_at, Assignment.answered_at, Assignment.offered_at)
    moment = case((Assignment.status.in_(GONE), Assignment.offered_at), else_=over)
    told = passed_on(Assignment.case_id, moment, viewer.area_id)
    return mine.where(or_(Assignment.status.in_(RUNNING), told))


def of_assignment(model: Any, moment: Any = None) -> Callable[[User], Select[Any]]:
    """`moment`: when words were written. The agency reads all it was told; who answers for the
    case only what was said since it came here, unless the person lets the rest go along."""

    def scope(viewer: User) -> Select[Any]:
        seen = assignments(viewer).with_only_columns(Assignment.id)
        found = select(model).where(model.assignment_id.in_(seen))
        if moment is None or viewer.role == Role.AGENCY_WORKER:
            return found
        return found.where(passed_on(model.case_id, moment, viewer.area_id))

    return scope


def attachments(viewer: User) -> Select[Attachment]:
    """Of a thread: both its sides. What lies with the case itself: only who answers for it."""
    of_thread = of_assignment(Attachment, Attachment.kept_at)(viewer).with_only_columns(
        Attachment.id
    )
    with_case = and_(
        Attachment.assignment_id.is_(None),
        Attachment.case_id.in_(own_cases(viewer)),
        passed_on(Attachment.case_id, Attachment.kept_at, viewer.area_id),
    )
    return select(Attachment).where(or_(Attachment.id.in_(of_thread), with_case))


def agencies(viewer: User) -> Select[Agency]:
    """A ward sees those that serve it; the coordinator those that serve the province, or a ward of
    it, closed ones too."""
    if viewer.role in WARD_ROLES:
        return select(Agency).where(Agency.active, Agency.serving(viewer.area_id))
    if viewer.role == Role.AGENCY_WORKER:
        return select(Agency).where(Agency.id == viewer.agency_id)
    if viewer.role == Role.COORDINATOR:
        served = AgencyArea.area_id.in_(wards_of(viewer))
        return select(Agency).where(Agency.id.in_(select(AgencyArea.agency_id).where(served)))
    return select(Agency) if viewer.role == Role.ADMINISTRATOR else select(Agency).where(false())


def of_agency(model: Any) -> Callable[[User], Select[Any]]:
    def scope(viewer: User) -> Select[Any]:
        seen = agencies(viewer).with_only_columns(Agency.id)
        return select(model).where(model.agency_id.in_(seen))

    return scope


def clusters(viewer: User) -> Select[Cluster]:
    """The province's, for the coordinator; for those who decide in a ward, those it lies in."""
    if viewer.role == Role.COORDINATOR:
        return select(Cluster).where(Cluster.province_id == viewer.area_id)
    if viewer.role not in {Role.WARD_OFFICIAL, Role.WARD_POLICE}:
        return select(Cluster).where(false())
    own = select(ClusterWard.cluster_id).where(ClusterWard.area_id == viewer.area_id)
    return select(Cluster).where(Cluster.id.in_(own))


def cluster_tasks(viewer: User) -> Select[ClusterTask]:
    seen = clusters(viewer).with_only_columns(Cluster.id)
    return select(ClusterTask).where(ClusterTask.cluster_id.in_(seen))


AGENCY_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Agency: agencies,
    AgencyRevision: of_agency(AgencyRevision),
    AgencyConsent: support(AgencyConsent),
    Appointment: of_assignment(Appointment),
    Assignment: assignments,
    AssignmentMessage: of_assignment(AssignmentMessage, AssignmentMessage.at),
    Cluster: clusters,
    ClusterTask: cluster_tasks,
    Attachment: attachments,
}

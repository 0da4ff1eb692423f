"""What residents tell, what the ward does among them, and the plan of its year: who sees it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, false, or_, select

from reintegrate.access.scope_clock import public
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.information import TRUSTED, Information, InformationKind
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.plan_year import PlanYear
from reintegrate.models.user import WARD_ROLES, Role, User
from reintegrate.models.work_plan import Target, WorkTask

LIST_KEEPERS = (InformationKind.CONCERN, InformationKind.CORRECTION)


def information(viewer: User) -> Select[Information]:
    """The ward's official sees all of it. Workers see what helps, and of concerns only those they
    wrote down themselves. Police see what they wrote down, offers, and of the rest what somebody
    has verified: never an unverified concern of others, and no family's request."""
    if viewer.role not in WARD_ROLES:
        return select(Information).where(false())
    here = select(Information).where(Information.area_id == viewer.area_id)
    own = Information.by_id == viewer.id
    if viewer.role == Role.SOCIAL_WORKER:
        return here.where(or_(own, Information.kind != InformationKind.CONCERN))
    if viewer.role == Role.WARD_POLICE:
        kept = and_(Information.kind.in_(LIST_KEEPERS), Information.status.in_(TRUSTED))
        return here.where(or_(own, Information.kind == InformationKind.OFFER, kept))
    return here


def activities(viewer: User) -> Select[CommunityActivity]:
    """What a ward held is its staff's to read; the coordinator counts it."""
    if viewer.role not in WARD_ROLES:
        return select(CommunityActivity).where(false())
    return select(CommunityActivity).where(CommunityActivity.area_id == viewer.area_id)


def of_own_area(model: Any) -> Callable[[User], Select[Any]]:
    """Plans and targets: a ward's for its staff, the province's for its coordinator."""

    def scope(viewer: User) -> Select[Any]:
        if viewer.role not in WARD_ROLES | {Role.COORDINATOR}:
            return select(model).where(false())
        return select(model).where(model.area_id == viewer.area_id)

    return scope


COMMUNITY_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    CommunityActivity: activities,
    Information: information,
    InformationClock: public(InformationClock),
    PlanYear: of_own_area(PlanYear),
    Target: of_own_area(Target),
    WorkTask: of_own_area(WorkTask),
}

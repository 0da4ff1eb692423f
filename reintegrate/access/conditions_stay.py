"""When something may be done with a temporary stay. Part of `conditions.py`."""

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.conditions import Rule, answers_for, may_propose_transfer
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.user import Role, User


def is_host_ward(viewer: User, stay: HostedStay) -> WhyNot | None:
    if viewer.area_id != stay.host_area_id:
        return WhyNot.OTHER_WARD_ANSWERS
    return None if stay.is_asked else WhyNot.ANSWERED_ALREADY


def is_host_worker(viewer: User, stay: HostedStay) -> WhyNot | None:
    """Only on the days of the stay: it ends by itself."""
    if viewer.id != stay.host_worker_id or viewer.area_id != stay.host_area_id:
        return WhyNot.NOT_YOUR_CASE
    return None if stay.is_running else WhyNot.SIGHT_ENDED


def is_home_ward(viewer: User, stay: HostedStay) -> WhyNot | None:
    if viewer.area_id != stay.home_area_id:
        return WhyNot.SENDING_WARD_ONLY
    if viewer.role == Role.SOCIAL_WORKER and not answers_for(viewer, stay.case):
        return WhyNot.NOT_YOUR_CASE
    return None if stay.stands else WhyNot.ANSWERED_ALREADY


STAY_RULES: dict[Action, Rule] = {
    Action.ASK_HOST: may_propose_transfer,
    Action.ANSWER_STAY: is_host_ward,
    Action.LOG_AT_STAY: is_host_worker,
    Action.END_STAY: is_home_ward,
}


def may_read_stay(viewer: User, stay: HostedStay) -> bool:
    """Who it is and where they are: at home whoever answers for the case now; there, until the
    stay is over, who decides on it and who meets them. Afterwards only that there was one."""
    if viewer.area_id == stay.case.area_id:
        return True
    return viewer.area_id == stay.host_area_id and not stay.is_over

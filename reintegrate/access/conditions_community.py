"""When something may be done with what a resident told. Part of `conditions.py`."""

from collections.abc import Callable
from typing import Any

from reintegrate.access.actions import Action, WhyNot
from reintegrate.models.information import Information, InformationKind, InformationStatus
from reintegrate.models.user import Role, User


def may_check(viewer: User, told: Information) -> WhyNot | None:
    """A concern about a neighbour is the official's to check, nobody else's."""
    if told.status != InformationStatus.RECEIVED:
        return WhyNot.ANSWERED_ALREADY
    if told.kind == InformationKind.CONCERN and viewer.role != Role.WARD_OFFICIAL:
        return WhyNot.OFFICIAL_CHECKS
    return None


def is_verified(viewer: User, told: Information) -> WhyNot | None:
    if told.status == InformationStatus.RECEIVED:
        return WhyNot.NOT_VERIFIED
    return None if told.status == InformationStatus.VERIFIED else WhyNot.ANSWERED_ALREADY


def waits_for_answer(viewer: User, told: Information) -> WhyNot | None:
    if told.status in {InformationStatus.RECEIVED, InformationStatus.VERIFIED}:
        return WhyNot.NOT_VERIFIED
    open_still = told.status == InformationStatus.HANDLED and not told.is_anonymous
    return None if open_still else WhyNot.ANSWERED_ALREADY


def may_link(viewer: User, told: Information) -> WhyNot | None:
    if not told.can_be_linked:
        return WhyNot.NOT_VERIFIED
    return None if told.case_id is None else WhyNot.ANSWERED_ALREADY


INFORMATION_RULES: dict[Action, Callable[[User, Any], WhyNot | None]] = {
    Action.CHECK_INFORMATION: may_check,
    Action.HANDLE_INFORMATION: is_verified,
    Action.ANSWER_INFORMATION: waits_for_answer,
    Action.LINK_INFORMATION: may_link,
}

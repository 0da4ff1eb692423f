"""When an urgent look may be read, ended and reviewed. A part of `conditions.py`."""

from collections.abc import Callable
from typing import Any

from reintegrate.access.actions import Action, WhyNot
from reintegrate.models.reveal import Reveal, Review
from reintegrate.models.user import Role, User


def is_looking(viewer: User, reveal: Reveal) -> WhyNot | None:
    """Whoever asked, until the hours are over."""
    if viewer.id != reveal.by_id:
        return WhyNot.NOT_THE_ASKER
    return None if reveal.is_running else WhyNot.SIGHT_ENDED


def may_end(viewer: User, reveal: Reveal) -> WhyNot | None:
    official = viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}
    if viewer.id != reveal.by_id and not (official and viewer.area_id == reveal.area_id):
        return WhyNot.NOT_THE_ASKER
    return None if reveal.is_running else WhyNot.SIGHT_ENDED


def may_review(viewer: User, reveal: Reveal) -> WhyNot | None:
    return WhyNot.ANSWERED_ALREADY if reveal.status == Review.IN_ORDER else None


REVEAL_RULES: dict[Action, Callable[[User, Any], WhyNot | None]] = {
    Action.READ_REVEALED: is_looking,
    Action.END_REVEAL: may_end,
    Action.REVIEW_REVEAL: may_review,
}

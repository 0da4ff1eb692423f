"""Who sees that another ward's file was opened, by whom and why. Part of `scope.py`. What was in
the file is asked of `revealed.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, or_, select

from reintegrate.access.reach import own_cases
from reintegrate.models.reveal import Reveal
from reintegrate.models.user import Role, User


def reveals(viewer: User) -> Select[Reveal]:
    """Whoever looks; the officials and police of both wards; the worker who answers; and the
    data-protection officer, who reviews each."""
    found = select(Reveal)
    if viewer.role == Role.DATA_PROTECTION_OFFICER:
        return found
    if viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}:
        either = or_(Reveal.area_id == viewer.area_id, Reveal.from_area_id == viewer.area_id)
        return found.where(either)
    if viewer.role == Role.SOCIAL_WORKER:
        own = Reveal.case_id.in_(own_cases(viewer))
        return found.where(or_(Reveal.by_id == viewer.id, own))
    return found.where(false())


REVEAL_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {Reveal: reveals}

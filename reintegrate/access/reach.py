"""How far each role reaches: its ward's cases, the cases it answers for, its colleagues.

`scope.py` and its rooms are built from these.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, or_, select

from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.user import WARD_ROLES, Role, User


def cases(viewer: User) -> Select[Case]:
    if viewer.role in WARD_ROLES:
        return select(Case).where(Case.area_id == viewer.area_id)
    return select(Case).where(false())


def own_cases(viewer: User) -> Select[int]:
    """Ids of the cases whose support space this viewer reads: those they answer for."""
    if viewer.role == Role.SOCIAL_WORKER:
        return select(Case.id).where(Case.worker_id == viewer.id, Case.area_id == viewer.area_id)
    return select(Case.id).where(false())


def support(model: Any) -> Callable[[User], Select[Any]]:
    """A part of the support space: only for the worker who answers for its case."""

    def scope(viewer: User) -> Select[Any]:
        return select(model).where(model.case_id.in_(own_cases(viewer)))

    return scope


def statutory(model: Any) -> Callable[[User], Select[Any]]:
    """A part of the statutory file: for the staff of the ward that answers."""

    def scope(viewer: User) -> Select[Any]:
        return select(model).where(model.case_id.in_(cases(viewer).with_only_columns(Case.id)))

    return scope


def users(viewer: User) -> Select[User]:
    people = select(User).where(User.role != Role.SYSTEM)
    if viewer.role in {Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}:
        return people
    if viewer.role in WARD_ROLES:
        return people.where(User.area_id == viewer.area_id, User.role.in_(WARD_ROLES))
    if viewer.role == Role.AGENCY_WORKER:
        return people.where(User.agency_id == viewer.agency_id)
    return people.where(User.id == viewer.id)


def wards_of(viewer: User) -> Select[int]:
    """Ids of the areas inside the viewer's own, itself included."""
    return select(Area.id).where(or_(Area.id == viewer.area_id, Area.parent_id == viewer.area_id))

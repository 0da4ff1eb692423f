"""How far each role reaches: its ward's cases, the cases it answers for, its colleagues.

`scope.py` and its rooms are built from these.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import CompoundSelect, Select, false, literal, or_, select, union_all
from sqlalchemy.sql.elements import BindParameter

from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.cover import covered_workers
from reintegrate.models.user import WARD_ROLES, Role, User


def cases(viewer: User) -> Select[Case]:
    if viewer.role in WARD_ROLES:
        return select(Case).where(Case.area_id == viewer.area_id)
    return select(Case).where(false())


def own_cases(viewer: User) -> Select[int]:
    """Ids of the cases whose support space this viewer reads: those they answer for, and those of
    whoever they stand in for today."""
    if viewer.role == Role.SOCIAL_WORKER:
        return select(Case.id).where(
            Case.worker_id.in_(answering_ids(viewer)), Case.area_id == viewer.area_id
        )
    return select(Case.id).where(false())


def answered_cases(viewer: User) -> Select[int]:
    """Of those only the viewer's very own."""
    return select(Case.id).where(Case.worker_id == viewer.id)


def answering_ids(viewer: User) -> CompoundSelect[int]:
    """The viewer, and the workers for whom they stand in today."""
    return union_all(select(literal_or_place(viewer.id)), covered_workers(viewer.id))


def literal_or_place(user_id: Any) -> Any:
    """A viewer's number; in a prepared query the place for it."""
    return user_id if isinstance(user_id, BindParameter) else literal(user_id)


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

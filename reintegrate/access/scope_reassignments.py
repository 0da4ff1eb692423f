"""Who sees that cases were given in numbers from one worker to another. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, select

from reintegrate.models.reassignment import ReassignedCase, Reassignment
from reintegrate.models.user import Role, User


def reassignments(viewer: User) -> Select[Reassignment]:
    """The officials and police of the ward: they decide who answers."""
    found = select(Reassignment)
    if viewer.role in {Role.WARD_OFFICIAL, Role.WARD_POLICE}:
        return found.where(Reassignment.area_id == viewer.area_id)
    return found.where(false())


def reassigned_cases(viewer: User) -> Select[ReassignedCase]:
    seen = reassignments(viewer).with_only_columns(Reassignment.id)
    return select(ReassignedCase).where(ReassignedCase.reassignment_id.in_(seen))


REASSIGNMENT_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Reassignment: reassignments,
    ReassignedCase: reassigned_cases,
}

"""Who sees the acts of a file, absences that were told, helpers and teams. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, select

from reintegrate.access.reach import statutory
from reintegrate.models.absence import ReportedAbsence
from reintegrate.models.act import Act
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.life_revision import LifeRevision
from reintegrate.models.life_rule import BaseSalary
from reintegrate.models.team import Team, TeamMember
from reintegrate.models.user import WARD_ROLES, User


def of_ward(model: Any) -> Callable[[User], Select[Any]]:
    """The ward's own, whichever case: for everybody who works there."""

    def scope(viewer: User) -> Select[Any]:
        found = select(model)
        if viewer.role in WARD_ROLES:
            return found.where(model.area_id == viewer.area_id)
        return found.where(false())

    return scope


def base_salaries(viewer: User) -> Select[BaseSalary]:
    """A public number: everybody may read what a pay is counted from."""
    return select(BaseSalary)


def life_revisions(viewer: User) -> Select[LifeRevision]:
    """Law is nobody's secret: everybody may read by what rules terms run and cases end."""
    return select(LifeRevision)


LIFE_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Act: statutory(Act),
    BaseSalary: base_salaries,
    HelperAssignment: statutory(HelperAssignment),
    LifeRevision: life_revisions,
    ReportedAbsence: statutory(ReportedAbsence),
    Team: of_ward(Team),
    TeamMember: of_ward(TeamMember),
}

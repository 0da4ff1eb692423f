"""Who helps one person, who did before, and the base salaries that were entered."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.life_rule import BaseSalary
from reintegrate.models.user import User

MOST = 50


def helpers_of(viewer: User, case: Case) -> list[HelperAssignment]:
    """The present one first."""
    found = visible(viewer, HelperAssignment).where(HelperAssignment.case_id == case.id)
    return list(db.session.scalars(found.order_by(HelperAssignment.id.desc()).limit(MOST)))


def base_salaries(viewer: User) -> list[BaseSalary]:
    found = visible(viewer, BaseSalary).order_by(BaseSalary.valid_from.desc()).limit(MOST)
    return list(db.session.scalars(found))

"""Since when a ward works with the system: nothing is owed, or known, of the time before."""

from datetime import date

from sqlalchemy import func, select

from reintegrate.db import HERE, db, today
from reintegrate.models.area import Area
from reintegrate.models.user import Role, User


def working_since(*area_ids: int) -> dict[int, date]:
    """The first day each ward worked with the system under its name: not before it was formed, nor
    before an official there had an account. None given: of all wards of today."""
    began = select(Area.id, Area.valid_from, func.min(User.created_at)).group_by(Area.id)
    began = began.join(User, User.area_id == Area.id).where(User.role == Role.WARD_OFFICIAL)
    began = began.where(Area.id.in_(area_ids) if area_ids else Area.in_force_on(today()))
    return {
        area_id: max(formed, created.astimezone(HERE).date())
        for area_id, formed, created in db.session.execute(began)
    }

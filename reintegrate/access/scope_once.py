"""One person once: questions between wards, and rows that were joined."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, or_, select

from reintegrate.models.inquiry import Inquiry
from reintegrate.models.joining import Joining
from reintegrate.models.user import WARD_ROLES, User


def inquiries(viewer: User) -> Select[Inquiry]:
    """Both sides see that one was asked, and what the asking ward wrote."""
    if viewer.role not in WARD_ROLES:
        return select(Inquiry).where(false())
    either = or_(Inquiry.from_area_id == viewer.area_id, Inquiry.to_area_id == viewer.area_id)
    return select(Inquiry).where(either)


def joinings(viewer: User) -> Select[Joining]:
    """The ward that joined two rows may take them apart."""
    if viewer.role not in WARD_ROLES:
        return select(Joining).where(false())
    return select(Joining).where(Joining.area_id == viewer.area_id)


ONCE_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {Inquiry: inquiries, Joining: joinings}

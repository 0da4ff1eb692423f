"""Questions between wards: both sides see that one was asked, and what the asking ward wrote."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, or_, select

from reintegrate.models.inquiry import Inquiry
from reintegrate.models.user import WARD_ROLES, User


def inquiries(viewer: User) -> Select[Inquiry]:
    if viewer.role not in WARD_ROLES:
        return select(Inquiry).where(false())
    either = or_(Inquiry.from_area_id == viewer.area_id, Inquiry.to_area_id == viewer.area_id)
    return select(Inquiry).where(either)


INQUIRY_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {Inquiry: inquiries}

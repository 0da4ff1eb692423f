"""One person once: questions between wards, stays elsewhere, and rows that were joined."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, and_, false, or_, select

from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.joining import Joining
from reintegrate.models.user import WARD_ROLES, Role, User


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


def hosted_stays(viewer: User) -> Select[HostedStay]:
    """The ward at home; there, who decides and the worker who meets them."""
    if viewer.role not in WARD_ROLES:
        return select(HostedStay).where(false())
    home, there = HostedStay.home_area_id, HostedStay.host_area_id == viewer.area_id
    if viewer.role == Role.SOCIAL_WORKER:
        there = and_(there, HostedStay.host_worker_id == viewer.id)
    return select(HostedStay).where(or_(home == viewer.area_id, there))


ONCE_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    HostedStay: hosted_stays,
    Inquiry: inquiries,
    Joining: joinings,
}

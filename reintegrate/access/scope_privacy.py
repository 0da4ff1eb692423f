"""Who sees what people ask about their own data, and what counts for it. Part of `scope.py`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, false, select

from reintegrate.access.reach import cases, own_cases, wards_of
from reintegrate.access.scope_clock import public
from reintegrate.models.breach import Breach
from reintegrate.models.case import Case
from reintegrate.models.data_request import DataRequest
from reintegrate.models.data_request_rule import DataRequestRule
from reintegrate.models.privacy_detail import PrivacyDetail
from reintegrate.models.user import Role, User


def data_requests(viewer: User) -> Select[DataRequest]:
    """Who answers for the case, the ward's officials, and the data-protection officer of what the
    ward lies in. What was said is another matter: see `may_read_words`."""
    found = select(DataRequest)
    if viewer.role == Role.SOCIAL_WORKER:
        return found.where(DataRequest.case_id.in_(own_cases(viewer)))
    if viewer.role == Role.WARD_OFFICIAL:
        here = cases(viewer).with_only_columns(Case.id)
        return found.where(DataRequest.case_id.in_(here))
    if viewer.role == Role.DATA_PROTECTION_OFFICER:
        there = select(Case.id).where(Case.area_id.in_(wards_of(viewer)))
        return found.where(DataRequest.case_id.in_(there))
    return found.where(false())


def breaches(viewer: User) -> Select[Breach]:
    """The register is the data-protection officer's, of what they answer for."""
    if viewer.role != Role.DATA_PROTECTION_OFFICER:
        return select(Breach).where(false())
    return select(Breach).where(Breach.area_id == viewer.area_id)


PRIVACY_SCOPES: dict[Any, Callable[[User], Select[Any]]] = {
    Breach: breaches,
    DataRequest: data_requests,
    DataRequestRule: public(DataRequestRule),
    PrivacyDetail: public(PrivacyDetail),
}

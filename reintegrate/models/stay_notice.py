"""Who is told of a temporary stay: a part of `notice.WHO_IS_TOLD`, for records above it."""

from typing import Any

from reintegrate.models.audit import hears
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.notice import (
    Hearer,
    NoticeKind,
    Told,
    answering_worker,
    heard,
    officials_of,
)


def hosting_officials(stay: HostedStay, details: dict[str, Any]) -> Told:
    return officials_of(stay.host_area_id)


def hosting_worker(stay: HostedStay, details: dict[str, Any]) -> Told:
    return [stay.host_worker_id]


def askers(stay: HostedStay, details: dict[str, Any]) -> Told:
    return [stay.by_id, stay.case.worker_id]


WHO_IS_TOLD: tuple[tuple[str, NoticeKind, Hearer], ...] = (
    ("hosted_stay.asked", NoticeKind.STAY_ASKED, hosting_officials),
    ("hosted_stay.hosted", NoticeKind.STAY_ANSWERED, askers),
    ("hosted_stay.hosted", NoticeKind.STAY_GIVEN, hosting_worker),
    ("hosted_stay.declined", NoticeKind.STAY_ANSWERED, askers),
    ("hosted_stay.contacted", NoticeKind.STAY_CONTACTED, answering_worker),
)

for _what, _kind, _whom in WHO_IS_TOLD:
    hears(_what, heard(_kind, _whom))

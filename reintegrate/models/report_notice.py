"""Who is told what the province said of a report: a part of `notice.WHO_IS_TOLD`."""

from typing import Any

from reintegrate.models.audit import hears
from reintegrate.models.notice import NoticeKind, Told, heard, officials_of
from reintegrate.models.report import Report


def writers(report: Report, details: dict[str, Any]) -> Told:
    return officials_of(report.area_id)


hears("report.returned", heard(NoticeKind.REPORT_RETURNED, writers))
hears("report.accepted", heard(NoticeKind.REPORT_ACCEPTED, writers))

"""The province of one period by ward, with totals: what wards submitted, small cells hidden."""

from collections.abc import Sequence
from typing import NamedTuple

from reintegrate.access.scope_reports import reporting_wards
from reintegrate.models.period import Period
from reintegrate.models.user import User
from reintegrate.web.reports import submitted
from reintegrate.web.reports.choosing import period_name
from reintegrate.web.reports.files import Printed
from reintegrate.web.reports.hidden_cells import cells_of
from reintegrate.web.reports.printing import province_file

TOTAL = "Toàn tỉnh"


class Summary(NamedTuple):
    name: str
    columns: list[str]
    rows: list[tuple[str, Sequence[str | int]]]
    """The last is the total."""
    missing: list[str]
    """Wards that submitted nothing: they are not in the total."""


def table_of(viewer: User, period: Period, locale: str) -> Summary:
    indicators = submitted.indicators(viewer)
    numbers = submitted.newest_numbers(viewer, period)
    wards = reporting_wards(viewer, period.last)
    sent = [ward for ward in wards if ward.id in numbers]
    codes = [one.code for one in indicators]
    table = [[numbers[ward.id].get(code, 0) for code in codes] for ward in sent]
    total = [sum(column) for column in zip(*table, strict=True)] if table else []
    cells = cells_of([*table, total], indicators) if table else []
    names = [*(ward.name for ward in sent), TOTAL if locale == "vi" else "Whole province"]
    return Summary(
        period_name(period),
        [one.name_in(locale) for one in indicators],
        list(zip(names, cells, strict=False)) if cells else [],
        [ward.name for ward in wards if ward.id not in numbers],
    )


def summary_file(viewer: User, period: Period) -> Printed:
    table = table_of(viewer, period, "vi")
    stated = [
        "Tổng hợp từ số liệu các địa bàn đã nộp."
        " Số dưới 5, và số có thể làm lộ số dưới 5, được ẩn.",
        f"Chưa nộp, không tính vào tổng: {', '.join(table.missing) or 'không có'}.",
    ]
    rows = [(name, *cells) for name, cells in table.rows]
    province = viewer.area.name if viewer.area else TOTAL
    return province_file(province, period, ["Địa bàn", *table.columns], rows, stated)

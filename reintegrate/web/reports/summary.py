"""The province of one period by ward, with totals: what wards submitted, laid out by the length of
the period, small cells hidden; and the totals compared with what they were."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reintegrate.access.scope_reports import reporting_wards, wards_now
from reintegrate.models.indicator import Indicator, Section, checksum
from reintegrate.models.period import Period
from reintegrate.models.user import WARD_ROLES, User
from reintegrate.web.reports import submitted
from reintegrate.web.reports.files import Cell, Grid, Printed
from reintegrate.web.reports.layouts import BALANCE_RULE, Part, parts_of, shown_rate
from reintegrate.web.reports.printing import compared, province_file, target_table
from reintegrate.web.ui.aims import stands_of
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS, cells_of

TOTAL = {"vi": "Toàn tỉnh", "en": "Whole province"}
WORDS = {
    "vi": ("Địa bàn", "Kiểm tra", "khớp", "lệch", "Tỷ lệ"),
    "en": ("Ward", "Check", "adds up", "does not", "Rate"),
}
COMPARED = {
    "vi": (
        "So sánh số toàn tỉnh",
        "Chỉ tiêu",
        "Kỳ này",
        "Kỳ trước",
        "Tăng, giảm",
        "Cùng kỳ năm trước",
    ),
    "en": ("The province compared", "Indicator", "Now", "Before", "Change", "A year before"),
}


OTHER_WARDS = {
    "vi": "Số địa bàn đã nộp không giống nhau: chưa so sánh được với kỳ đó.",
    "en": "Not the same wards submitted then: nothing to compare with yet.",
}


Row = tuple[int, str, submitted.Numbers]
"""A ward: id, name, numbers."""


class Sheet(NamedTuple):
    """Every number of every ward, as it may be shown; the last row is the total."""

    ids: list[int]
    """Of the areas; the total has none."""
    names: list[str]
    columns: dict[str, list[str | int]]
    """By indicator's code."""
    sound: list[str]
    """Whether each row's balance adds up."""


class Summary(NamedTuple):
    sheet: Sheet | None
    """None: nobody has submitted."""
    parts: list[Part]
    by_ward: list[Grid]
    """A table for each part."""
    totals: list[Grid]
    """The province compared, and how it stands to its targets."""
    missing: list[str]
    """Wards that submitted nothing: they are not in the total."""
    changed: bool
    """Some of these wards are others by now: then there are two ways to see them."""


def table_of(viewer: User, period: Period, locale: str, *, as_now: bool = False) -> Summary:
    """`as_now`: added up by what the wards have become; else as they then were."""
    indicators = submitted.indicators(viewer)
    numbers = submitted.newest_numbers(viewer, period)
    wards = reporting_wards(viewer, period)
    missing = [ward.name for ward in wards if ward.id not in numbers]
    sent = {one.id: one.name for one in wards if one.id in numbers}
    now = wards_now(viewer, sent)
    changed = any(ward_id != place[0] for ward_id, place in now.items())
    rows = [(ward_id, name, numbers[ward_id]) for ward_id, name in sent.items()]
    if as_now and changed:
        rows = added_up(numbers, now)
    sheet, parts = sheet_of(rows, indicators, locale), parts_of(period.kind, indicators)
    if sheet is None:
        return Summary(None, parts, [], [], missing, changed)
    by_wards = [by_ward(part, sheet, locale) for part in parts]
    laid_out = [one for part in parts for one in part.indicators]
    totals = [compared_totals(viewer, period, sheet, laid_out, locale)]
    aims = submitted.aims_of_area(viewer, viewer.area_id, period.year)
    numbers_shown = {code: cells[-1] for code, cells in sheet.columns.items()}
    stands = stands_of(period, laid_out, numbers_shown, aims, locale)
    if stands:
        totals.append(target_table(stands, period.year, locale))
    return Summary(sheet, parts, by_wards, totals, missing, changed)


def hidden_of(viewer: User, period: Period, area_id: int) -> set[str]:
    """What the table by ward hides of one ward: its report hides it too, or one would tell what
    the other keeps. Of the wards' own people nothing is hidden."""
    if viewer.role in WARD_ROLES:
        return set()
    numbers = submitted.newest_numbers(viewer, period)
    wards = [one for one in reporting_wards(viewer, period) if one.id in numbers]
    rows = [(one.id, one.name, numbers[one.id]) for one in wards]
    sheet = sheet_of(rows, submitted.indicators(viewer), "vi")
    if sheet is None or area_id not in sheet.ids:
        return set()
    place = sheet.ids.index(area_id)
    return {code for code, cells in sheet.columns.items() if isinstance(cells[place], str)}


def added_up(
    numbers: Mapping[int, submitted.Numbers], now: Mapping[int, tuple[int, str]]
) -> list[Row]:
    """By what the wards are today."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for ward_id, place in now.items():
        found.setdefault(place, Counter()).update(numbers[ward_id])
    return [
        (ward_id, name, dict(sums))
        for (ward_id, name), sums in sorted(found.items(), key=lambda one: one[0][1])
    ]


def sheet_of(rows: Sequence[Row], indicators: Sequence[Indicator], locale: str) -> Sheet | None:
    """None: nobody has submitted."""
    if not rows:
        return None
    codes = [one.code for one in indicators]
    table = [[numbers.get(code, 0) for code in codes] for *_, numbers in rows]
    table.append([sum(column) for column in zip(*table, strict=True)])
    cells = cells_of(table, indicators, locale)
    sound = [adds_up(dict(zip(codes, row, strict=True)), indicators, locale) for row in table]
    return Sheet(
        [ward_id for ward_id, *_ in rows],
        [*(name for _, name, _ in rows), TOTAL[locale]],
        {code: [row[place] for row in cells] for place, code in enumerate(codes)},
        sound,
    )


def adds_up(numbers: submitted.Numbers, indicators: Sequence[Indicator], locale: str) -> str:
    right, wrong = WORDS[locale][2:4]
    return right if checksum(list(indicators), numbers) == numbers.get("closing", 0) else wrong


def by_ward(part: Part, sheet: Sheet, locale: str) -> Grid:
    """A row for each ward, a column for each number."""
    ward, check, *_, share = WORDS[locale]
    heads = [ward]
    columns: list[Sequence[Cell]] = [sheet.names]
    for one in part.indicators:
        heads.append(one.short_in(locale))
        columns.append(sheet.columns[one.code])
    for one, whole in part.rates:
        heads.append(f"{share}: {one.short_in(locale)}")
        pairs = zip(sheet.columns[one.code], sheet.columns[whole.code], strict=True)
        columns.append([shown_rate(*pair, locale) for pair in pairs])
    balance = part.section == Section.BALANCE
    if balance:
        heads.append(check)
        columns.append(sheet.sound)
    title = part.title_vi if locale == "vi" else part.title
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Grid(title, heads, rows, [BALANCE_RULE] if balance else [])


def compared_totals(
    viewer: User, period: Period, now: Sheet, indicators: Sequence[Indicator], locale: str
) -> Grid:
    """Against what the same wards submitted of the period before and of a year before. Where one
    number is hidden, the difference is too; where other wards submitted, there is none."""
    others = [period.year_before]
    if period.before != period.year_before:
        others.insert(0, period.before)
    wards = wards_in(viewer, period)
    sheets = [totals_of(viewer, other, submitted.indicators(viewer), locale) for other in others]
    alike = [wards_in(viewer, other) == wards for other in others]
    title, first, this, before, change, year_before = COMPARED[locale]
    heads = [first, this, *([before, change] if len(others) > 1 else []), year_before, change]
    rows = []
    for one in indicators:
        total = now.columns[one.code][-1]
        row: list[Cell] = [one.name_in(locale), total]
        for totals, same in zip(sheets, alike, strict=True):
            was = totals.get(one.code)
            row += [was, difference(total, was, locale) if same else "–"]
        rows.append(row)
    unlike = any(totals and not same for totals, same in zip(sheets, alike, strict=True))
    return Grid(title, heads, rows, [OTHER_WARDS[locale]] if unlike else [])


def wards_in(viewer: User, period: Period) -> set[int]:
    """Whose numbers a total adds up, as the wards are today."""
    sent = submitted.newest_numbers(viewer, period)
    return {place[0] for place in wards_now(viewer, sent).values()}


def totals_of(
    viewer: User, period: Period, indicators: Sequence[Indicator], locale: str
) -> dict[str, str | int]:
    numbers = submitted.newest_numbers(viewer, period)
    sheet = sheet_of([(0, "", one) for one in numbers.values()], indicators, locale)
    return {code: cells[-1] for code, cells in sheet.columns.items()} if sheet else {}


def difference(now: str | int, was: str | int | None, locale: str) -> str:
    if isinstance(now, int) and isinstance(was, int):
        return compared(now, was, locale)
    return "–" if was is None else HIDDEN_WORDS[locale][1]


def summary_file(viewer: User, period: Period, *, as_now: bool = False) -> Printed:
    summary = table_of(viewer, period, "vi", as_now=as_now)
    stated = [
        "Tổng hợp từ số liệu các địa bàn đã nộp."
        " Số dưới 5, và số có thể làm lộ số dưới 5, được ẩn.",
        f"Chưa nộp, không tính vào tổng: {', '.join(summary.missing) or 'không có'}.",
    ]
    if summary.changed:
        which = "hiện nay" if as_now else "tại thời điểm báo cáo"
        stated.append(f"Theo đơn vị hành chính {which}.")
    province = viewer.area.name if viewer.area else TOTAL["vi"]
    return province_file(province, period, [*summary.by_ward, *summary.totals], stated)

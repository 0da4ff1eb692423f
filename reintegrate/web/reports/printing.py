"""Which words and numbers go into the file of one ward's report, or of a whole province's."""

from collections.abc import Collection, Mapping, Sequence

from reintegrate.db import HERE, utcnow
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.indicator import Indicator, Section, checksum
from reintegrate.models.period import Period
from reintegrate.models.report import PARTS, Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.models.report_target import Aim
from reintegrate.models.user import User
from reintegrate.web.reports.files import Grid, Printed, made_at
from reintegrate.web.reports.layouts import BALANCE_RULE, Part, parts_of, rate
from reintegrate.web.reports.leaving import Shown, shown_to
from reintegrate.web.reports.narrative import period_name
from reintegrate.web.reports.submitted import Earlier, Told
from reintegrate.web.ui.aims import Stand, stands_of
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS
from reintegrate.web.ui.letterheads import proposed

WORK = "Kết quả quản lý, hỗ trợ người sau cai nghiện ma túy"


def ward_file(
    report: Report,
    told: Told,
    indicators: Sequence[Indicator],
    earlier: Earlier,
    aims: Mapping[str, Aim],
    reader: User | None,
    elsewhere: Collection[str] = (),
) -> Printed:
    """Submitted: as it was then, under the name the ward bore. Else a draft, and it says so. No
    reader: to be sent out of the ward."""
    period, head = report.period, proposed(report.area, BodyKind.COMMITTEE)
    snapshot = told.snapshots[0] if told.snapshots else None
    said = snapshot.said if snapshot else None
    own_words = said["narrative"] if said else report.narrative
    seen = shown_to(reader, indicators, told, earlier, own_words, "vi", elsewhere)
    narrative, sound = seen.narrative, adds_up(indicators, told.numbers)
    stands = stands_of(period, indicators, seen.numbers, aims, "vi")
    ward = said["area"]["name"] if said else report.area.name
    return Printed(
        title="Báo cáo" if snapshot else "Dự thảo báo cáo",
        about=f"{WORK} {period_name(period)}",
        letterhead=["ỦY BAN NHÂN DÂN", ward.upper()],
        superior=[],
        place_and_date=place_and_date(head["place"], snapshot),
        authority=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        stated=[
            *about_period(ward, period),
            about_snapshot(snapshot),
            *added_up(earlier),
            FEW_HIDDEN if seen.guarded else FEW_SHOWN,
        ],
        tables=[
            *(ward_table(part, seen, sound) for part in parts_of(period.kind, indicators)),
            *([target_table(stands, period.year)] if stands else []),
        ],
        narrative={part: narrative[part] for part in PARTS if narrative.get(part)},
        recipients=["- Ban Chỉ đạo tỉnh;", "- Lưu: VT."],
        file_name=f"bao-cao-{report.area.code}-{report.kind_code}-{period.year}-{period.part}",
    )


FEW_HIDDEN = "Số người dưới 5, và số có thể làm lộ số dưới 5, được ẩn."
FEW_SHOWN = "Bản đầy đủ dùng trong địa bàn; bản gửi ra ngoài ẩn số người dưới 5."


def ward_table(part: Part, seen: Shown, sound: bool) -> Grid:
    """A row for each number, with what it was."""
    numbers, before, year_before = seen.numbers, seen.before, seen.year_before
    heads = ["So với kỳ trước"] if before is not None else []
    shares = part.shares(numbers, "vi")
    rows: list[list[str | int | None]] = []
    for one in part.indicators:
        now = numbers.get(one.code)
        told = [
            compared(now, then.get(one.code)) for then in (before, year_before) if then is not None
        ]
        name = f"{'– ' if one.part_of else ''}{one.name_vi}"
        rows.append([name, UNITS[one.unit], now, *told])
        if one.code in shares:
            rows.append(
                [f"– Tỷ lệ: {one.short_vi.lower()}", "%", shares[one.code].removesuffix(" %")]
            )
            rows[-1] += ["–"] * len(told)
    notes = []
    if part.section == Section.BALANCE:
        notes = [f"{BALANCE_RULE}: {'khớp' if sound else 'không khớp'}."]
    heads = ["Chỉ tiêu", "Đơn vị", "Số liệu", *heads, "So với cùng kỳ năm trước"]
    return Grid(part.title_vi, heads, rows, notes)


THEN = {"before": "Kỳ trước", "year_before": "Cùng kỳ năm trước"}


def added_up(earlier: Earlier) -> list[str]:
    """Where the ward was several wards then."""
    return [
        f"{THEN[name]}: cộng số liệu của {', '.join(wards)}, nay thuộc địa bàn này."
        for name, wards in earlier.added_up.items()
        if name != "before" or earlier.before is not None
    ]


def adds_up(indicators: Sequence[Indicator], numbers: Mapping[str, int]) -> bool:
    return checksum(list(indicators), numbers) == numbers.get("closing", 0)


TARGETS = {
    "vi": (
        "Kết quả so với mức đề ra trong năm",
        ("Chỉ tiêu", "Mức đề ra năm {year}", "Kết quả", "So với mức đề ra", "Đánh giá"),
    ),
    "en": (
        "Results beside the targets of the year",
        ("Indicator", "Target for {year}", "Result", "Of the target", "How it stands"),
    ),
}


def target_table(stands: Sequence[Stand], year: int, locale: str = "vi") -> Grid:
    """Plan and result, in per cent and in words."""
    title, heads = TARGETS[locale]
    rows: list[list[str | int | None]] = [
        [one.indicator.name_in(locale), one.wanted, one.number, one.percent, one.light]
        for one in stands
    ]
    return Grid(title, [head.format(year=year) for head in heads], rows)


IN_WORDS = {"vi": ("không đổi", "tăng", "giảm"), "en": ("unchanged", "up", "down")}


def compared(now: int | str | None, was: int | str | None, locale: str = "vi") -> str:
    """ "giảm 14 (23,3 %)" """
    same, up, down = IN_WORDS[locale]
    if now is None or was is None:
        return "–"
    if isinstance(now, str) or isinstance(was, str):
        return HIDDEN_WORDS[locale][1]
    if now == was:
        return same
    more = f"{abs(now - was):,}".replace(",", ".")
    said = f"{up if now > was else down} {more}"
    return f"{said} ({rate(abs(now - was), was)})" if was else said


UNITS = {"people": "người", "times": "lượt", "dong": "đồng"}


def province_file(
    province: str, period: Period, tables: Sequence[Grid], stated: Sequence[str]
) -> Printed:
    return Printed(
        title="Bảng tổng hợp",
        about=f"{WORK} {period_name(period)}",
        letterhead=["BAN CHỈ ĐẠO", province.upper()],
        superior=[],
        place_and_date=place_and_date(province.split(" ", 1)[-1], None),
        authority=["TM. BAN CHỈ ĐẠO"],
        stated=[*about_period(province, period), *stated, f"Kết xuất lúc {made_at(utcnow())}."],
        tables=tables,
        narrative={},
        recipients=["- Ban Chỉ đạo tỉnh;", "- Lưu: VT."],
        file_name=f"tong-hop-{period.kind.code}-{period.year}-{period.part}",
    )


def place_and_date(place: str, snapshot: ReportSnapshot | None) -> str:
    if snapshot is None:
        return f"{place}, ngày … tháng … năm …"
    at = snapshot.at.astimezone(HERE)
    return f"{place}, ngày {at:%d} tháng {at:%m} năm {at:%Y}"


def about_period(place: str, period: Period) -> list[str]:
    days = f"từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}"
    return [f"Phạm vi số liệu: {place}, {days}."]


def about_snapshot(snapshot: ReportSnapshot | None) -> str:
    if snapshot is None:
        return f"Dự thảo, chưa nộp; kết xuất lúc {made_at(utcnow())}."
    return (
        f"Mã bản nộp: {snapshot.code} (lần {snapshot.number}), nộp lúc {made_at(snapshot.at)};"
        f" SHA-256: {snapshot.hash}; kết xuất lúc {made_at(utcnow())}."
    )

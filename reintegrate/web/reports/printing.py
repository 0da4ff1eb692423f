"""Which words and numbers go into the file of one ward's report, or of a whole province's."""

from collections.abc import Sequence

from reintegrate.db import HERE, utcnow
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.indicator import Indicator, Section, checksum
from reintegrate.models.period import Period
from reintegrate.models.report import PARTS, Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.web.reports.files import Grid, Printed, made_at
from reintegrate.web.reports.layouts import BALANCE_RULE, Numbers, Part, parts_of, rate
from reintegrate.web.reports.narrative import period_name
from reintegrate.web.reports.submitted import Earlier
from reintegrate.web.ui.letterheads import proposed

WORK = "Kết quả quản lý, hỗ trợ người sau cai nghiện ma túy"


def ward_file(
    report: Report,
    snapshot: ReportSnapshot | None,
    indicators: Sequence[Indicator],
    numbers: Numbers,
    earlier: Earlier,
) -> Printed:
    """Submitted: as it was then, under the name the ward bore. Else a draft, and it says so."""
    period, head = report.period, proposed(report.area, BodyKind.COMMITTEE)
    said = snapshot.said if snapshot else None
    narrative = said["narrative"] if said else report.narrative
    ward = said["area"]["name"] if said else report.area.name
    return Printed(
        title="Báo cáo" if snapshot else "Dự thảo báo cáo",
        about=f"{WORK} {period_name(period)}",
        letterhead=["ỦY BAN NHÂN DÂN", ward.upper()],
        superior=[],
        place_and_date=place_and_date(head["place"], snapshot),
        authority=["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        stated=[*about_period(ward, period), about_snapshot(snapshot)],
        tables=[
            ward_table(part, indicators, numbers, earlier)
            for part in parts_of(period.kind, indicators)
        ],
        narrative={part: narrative[part] for part in PARTS if narrative.get(part)},
        recipients=["- Ban Chỉ đạo tỉnh;", "- Lưu: VT."],
        file_name=f"bao-cao-{report.area.code}-{report.kind_code}-{period.year}-{period.part}",
    )


def ward_table(
    part: Part, indicators: Sequence[Indicator], numbers: Numbers, earlier: Earlier
) -> Grid:
    """A row for each number, with what it was."""
    before, year_before = earlier
    heads = ["So với kỳ trước"] if before is not None else []
    shares = part.shares(numbers)
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
        sound = checksum(list(indicators), numbers) == numbers.get("closing", 0)
        notes = [f"{BALANCE_RULE}: {'khớp' if sound else 'không khớp'}."]
    heads = ["Chỉ tiêu", "Đơn vị", "Số liệu", *heads, "So với cùng kỳ năm trước"]
    return Grid(part.title_vi, heads, rows, notes)


IN_WORDS = {"vi": ("không đổi", "tăng", "giảm"), "en": ("unchanged", "up", "down")}


def compared(now: int | None, was: int | None, locale: str = "vi") -> str:
    """ "giảm 14 (23,3 %)" """
    same, up, down = IN_WORDS[locale]
    if now is None or was is None:
        return "–"
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

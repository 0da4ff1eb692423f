"""Which words and numbers go into the file of one ward's report, or of a whole province's."""

from collections.abc import Sequence

from reintegrate.db import HERE, utcnow
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period
from reintegrate.models.report import PARTS, Report
from reintegrate.models.report_snapshot import ReportSnapshot
from reintegrate.web.reports.files import Printed, made_at
from reintegrate.web.reports.narrative import period_name
from reintegrate.web.ui.letterheads import proposed

WORK = "Kết quả quản lý, hỗ trợ người sau cai nghiện ma túy"


def ward_file(
    report: Report,
    snapshot: ReportSnapshot | None,
    indicators: Sequence[Indicator],
    numbers: dict[str, int],
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
        heads=["Chỉ tiêu", "Đơn vị", "Số liệu"],
        rows=[
            (f"{'– ' if one.part_of else ''}{one.name_vi}", UNITS[one.unit], numbers.get(one.code))
            for one in indicators
        ],
        narrative={part: narrative[part] for part in PARTS if narrative.get(part)},
        recipients=["- Ban Chỉ đạo tỉnh;", "- Lưu: VT."],
        file_name=f"bao-cao-{report.area.code}-{report.kind_code}-{period.year}-{period.part}",
    )


UNITS = {"people": "người", "times": "lượt", "dong": "đồng"}


def province_file(
    province: str,
    period: Period,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int | None]],
    stated: Sequence[str],
) -> Printed:
    return Printed(
        title="Bảng tổng hợp",
        about=f"{WORK} {period_name(period)}",
        letterhead=["BAN CHỈ ĐẠO", province.upper()],
        superior=[],
        place_and_date=place_and_date(province.split(" ", 1)[-1], None),
        authority=["TM. BAN CHỈ ĐẠO"],
        stated=[*about_period(province, period), *stated, f"Kết xuất lúc {made_at(utcnow())}."],
        heads=heads,
        rows=rows,
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

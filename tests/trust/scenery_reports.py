"""Two reports of a ward, one submitted and one sent back, every text marked; an indicator."""

import uuid
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.indicator import Indicator
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import PARTS, Report
from reintegrate.models.user import User


def reported(side: Any, *, ward: Area, official: User) -> None:
    newest, before = ended_periods(PeriodKind.coded("month"), today(), 2)
    coordinator = User.named("binh")
    for what, period in (("report", newest), ("returned_report", before)):
        report = Report.begin(ward, period, by=official)
        said = {part: side.mark(f"{what}: {part}") for part in PARTS}
        report.write({"offences": 3}, said, by=official)
        report.submit(because="", by=official)
        side.ids[what] = report.id
        if what == "returned_report":
            report.send_back(because=side.mark(f"{what}: returned"), by=coordinator)
        else:
            report.submit(because=side.mark(f"{what}: because"), by=official)
    side.ids["indicator"] = composed(side.letter).id
    db.session.flush()


def composed(name: str) -> Indicator:
    words = {"name_vi": name, "name_en": name, "definition_vi": name, "definition_en": name}
    key, by = str(uuid.uuid4()), User.named("admin")
    return Indicator.compose(key=key, **words, formula="taken_in + transferred_in", by=by)


ANSWERS_OF_REPORTS: dict[str, Any] = {
    "reports.annex": lambda day, key: {
        "numbers": "closing",
        "purpose": "leaders",
        "ending": "docx",
    },
    "period_kinds.show": lambda day, key: {
        "version": "1",
        "due_amount": "9",
        "due_unit": "days",
        "remind_days": "4",
        "because": "Theo góp ý.",
        "confirm": "yes",
    },
    "reports.accept": lambda day, key: {},
    "reports.begin": lambda day, key: {"kind": "month_15"},
    "reports.indicators": lambda day, key: {
        "key": key,
        "name_vi": "Tiếp nhận tất cả",
        "name_en": "All taken in",
        "definition_vi": "Mới tiếp nhận và chuyển đến.",
        "definition_en": "Taken in and transferred in.",
        "formula": "taken_in + transferred_in",
    },
    "reports.retire": lambda day, key: {},
    "reports.send_back": lambda day, key: {"because": "Thiếu số liệu."},
    "reports.submit": lambda day, key: {"version": "1", "because": "Ghi muộn."},
    "reports.target": lambda day, key: {"version": "0", "direction": "at_least", "wanted": "9"},
    "reports.write": lambda day, key: {"version": "1", "situation": "Ổn định."},
}

"""The annex that names who some numbers of a report count: chosen, marked, and logged. Small enough
a list to be read, and never more of somebody than a name and a case number."""

from typing import Any

from flask import Response, g, render_template

from reintegrate.db import commit, utcnow
from reintegrate.models.indicator import Indicator
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.report import Report
from reintegrate.models.report_annex import AnnexPurpose, annex_code, may_be_named, name_people
from reintegrate.web.reports import submitted
from reintegrate.web.reports.files import KINDS, Grid, Printed, content_of, made_at
from reintegrate.web.reports.forms import AnnexForm
from reintegrate.web.reports.narrative import period_name
from reintegrate.web.reports.printing import about_period
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.messages import message

MARK = "TÀI LIỆU CÓ DỮ LIỆU CÁ NHÂN NHẠY CẢM – CHỈ NGƯỜI ĐƯỢC GIAO MỚI ĐƯỢC ĐỌC, KHÔNG CHUYỂN TIẾP"
PURPOSES = {
    AnnexPurpose.LEADERS: "báo cáo lãnh đạo Ủy ban nhân dân",
    AnnexPurpose.INSPECTION: "phục vụ thanh tra, kiểm tra",
    AnnexPurpose.HANDOVER: "bàn giao hồ sơ",
    AnnexPurpose.CHECKING: "đối chiếu số liệu trong địa bàn",
}
ELSEWHERE = "(hồ sơ nay thuộc địa bàn khác)"


def annex_page(report: Report) -> Response | str:
    said = submitted.told(g.viewer, report)
    offered = [
        one
        for one in submitted.indicators(g.viewer)
        if may_be_named(one.code) and (said.now or {}).get(one.code)
    ]
    form: Any = AnnexForm.of_request()
    form.numbers.choices = [(one.code, one.name_in(language())) for one in offered]
    if form.accepted and not form.numbers.data:
        form.refuse(gettext("Choose at least one number."), "numbers")
    elif form.accepted:
        chosen = [one for one in offered if one.code in form.numbers.data]
        try:
            return made(report, said, chosen, AnnexPurpose(form.purpose.data), form.ending.data)
        except DomainError as error:
            form.refuse(message(error), "numbers")
    return render_template("reports/annex.html", form=form, report=report)


def made(
    report: Report,
    said: submitted.Told,
    chosen: list[Indicator],
    purpose: AnnexPurpose,
    ending: str,
) -> Response:
    """The file, once the trail has it. Raises TooMany."""
    code = annex_code()
    tables = [table_of(report, said, one) for one in chosen]
    content = content_of(printed(report, tables, purpose, code), ending)
    name_people(
        report,
        code=code,
        purpose=purpose,
        indicators=[one.code for one in chosen],
        rows=sum(len(table.rows) for table in tables),
        file=content,
        by=g.viewer,
    )
    commit()
    response = Response(content, mimetype=KINDS[ending])
    response.headers.set("Content-Disposition", "attachment", filename=f"phu-luc-{code}.{ending}")
    return response


def table_of(report: Report, said: submitted.Told, one: Indicator) -> Grid:
    """As many rows as the number says, counted today."""
    people = submitted.people_behind(g.viewer, one.code, report.period) or []
    rows = [
        (place, person.name or ELSEWHERE, person.number or "–")
        for place, person in enumerate(people, 1)
    ]
    sent = said.numbers.get(one.code)
    notes = []
    if said.snapshots and sent != len(rows):
        notes = [f"Số đã nộp: {sent}; danh sách theo số liệu hôm nay: {len(rows)}."]
    return Grid(one.name_vi, ["STT", "Họ và tên", "Số hồ sơ"], rows, notes)


def printed(report: Report, tables: list[Grid], purpose: AnnexPurpose, code: str) -> Printed:
    ward, period = report.area.name, report.period
    return Printed(
        title="Phụ lục danh sách",
        about=f"Kèm báo cáo {period_name(period)} của {ward}",
        letterhead=["ỦY BAN NHÂN DÂN", ward.upper()],
        superior=[],
        place_and_date=f"{ward.split(' ', 1)[-1]}, ngày … tháng … năm …",
        authority=["NGƯỜI LẬP DANH SÁCH"],
        stated=[
            *about_period(ward, period),
            f"Mục đích: {PURPOSES[purpose]}. Người kết xuất: {g.viewer.name},"
            f" lúc {made_at(utcnow())}. Mã kết xuất: {code}, đã ghi nhật ký.",
        ],
        tables=tables,
        narrative={},
        recipients=["- Người được giao;", "- Không lưu hành."],
        file_name="",
        mark=MARK,
    )

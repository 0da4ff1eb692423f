"""The review of a year as Decree 30/2020 lays out a report: figures filled in, the rest for the
office to finish in Word. In Vietnamese, whoever asks."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from reintegrate.db import today
from reintegrate.later import later
from reintegrate.models.area import Area
from reintegrate.models.catalogue import Programme, names
from reintegrate.models.document_kind import BodyKind
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.letterheads import proposed
from reintegrate.web.work_plans.comparison import comparison
from reintegrate.web.work_plans.progress import YearsWork

if TYPE_CHECKING:
    from reintegrate.web.print import layout
else:
    layout = later("reintegrate.web.print.layout")

Told = tuple[Counter[Any], Counter[Any], Counter[Any]]
TO_BE_WRITTEN = "……………………………………………………………………………………………"


def review_paper(area: Area, work: YearsWork, last: YearsWork, told: Told) -> bytes:
    """The file. `told`: see `queries.told`."""
    head, day = proposed(area, BodyKind.COMMITTEE), today()
    place = f"{head['place']}, ngày {day:%d} tháng {day:%m} năm {day.year}"
    paper = layout.Paper()
    number = f"Số:      /BC-{head['abbreviation']}"
    paper.letterhead(head["name"].split("\n"), place_and_date=place, number=number)
    subject = f"Tổng kết công tác phòng, chống tội phạm, ma túy, mua bán người năm {work.year}"
    paper.title("BÁO CÁO", subject)
    paper.text(f"Số liệu từ ngày {work.days.first:%d/%m/%Y} đến ngày {work.days.last:%d/%m/%Y}.")
    paper.text("**I. Tình hình**")
    figures(paper, work, last)
    paper.text("**II. Kết quả thực hiện kế hoạch theo chương trình**")
    programmes(paper, work)
    paper.text("**III. Tin báo, đề xuất của người dân**")
    residents(paper, told)
    for heading in ("IV. Khó khăn, vướng mắc, nguyên nhân", "V. Phương hướng, kiến nghị"):
        paper.text(f"**{heading}**")
        paper.text(TO_BE_WRITTEN)
    authority = [f"TM. {head['collective']}", head["head_title"]]
    paper.signature(["- Như trên;", "- Lưu: VT."], authority, signer="")
    return paper.content()


def figures(paper: "layout.Paper", work: YearsWork, last: YearsWork) -> None:
    rows = [
        (
            label(line.target.figure),
            line.target.said,
            f"{line.before}; {line.words}",
            "–" if line.target.wanted is None else str(line.target.wanted),
            "–" if line.target.light is None else label(line.target.light),
        )
        for line in comparison(work, last)
    ]
    heads = ("Chỉ tiêu", f"Năm {work.year}", f"Năm {work.year_before}", "Kế hoạch", "Đánh giá")
    paper.table(heads, rows, (5.6, 2.2, 3.6, 2.2, 2.4), numbers=(1, 3))


def programmes(paper: "layout.Paper", work: YearsWork) -> None:
    heads = ("Nhiệm vụ", "Chủ trì", "Chỉ số", "Kết quả", "Đánh giá")
    for code, name in names(Programme, "vi").items():
        rows = [
            (
                line.task.words,
                line.task.body,
                label(line.task.figure),
                f"{line.said}/{line.task.wanted}",
                label(line.light),
            )
            for line in work.of(code)
            if line.task.is_planned
        ]
        if rows:
            paper.text(name)
            paper.table(heads, rows, (4.8, 3.4, 3.4, 2.0, 2.4))


def residents(paper: "layout.Paper", told: Told) -> None:
    kinds, in_time, results = told
    if not kinds:
        paper.text("Trong năm chưa ghi nhận tin báo, đề xuất nào của người dân.")
        return
    rows = [(label(kind), str(number), str(in_time[kind])) for kind, number in kinds.items()]
    heads = ("Nội dung", "Tiếp nhận", "Giải quyết đúng hạn")
    paper.table(heads, rows, (9.0, 3.0, 4.0), numbers=(1, 2))
    if results:
        came = "; ".join(f"{label(result)}: {number}" for result, number in results.items())
        paper.text(f"Kết quả: {came}.")

"""`import cases`: a register wholly or not at all; what is wrong is told by row and column."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.intake import Intake
from reintegrate.models.need import Need
from reintegrate.models.person import Person, PersonPaper
from reintegrate.models.user import Role
from tests.cli.register_file import HEADINGS, count, home_since, line, only_case, saved, take


def test_a_row_becomes_a_person_and_a_case_by_way_of_an_intake(run, tmp_path, duc_xuan):
    file = saved(tmp_path, line("lò văn thử", paper="019080000123", phone="0912 345 678"), above=2)
    said = take(run, file)
    case = only_case()

    assert case.number in said
    assert (case.person.name, case.person.birth_year) == ("lò văn thử", 1980)
    assert case.person.phone == "0912345678"
    assert not case.person.may_name_service
    assert db.session.scalars(select(PersonPaper.kind_code)).all() == ["citizen_id"]
    assert (case.area_id, case.worker_id) == (duc_xuan.id, None)
    assert (case.status, case.opened_on) == (CaseStatus.MANAGED, home_since())
    assert case.due_on >= today()
    assert count(Need) == 0
    intake = db.session.scalars(select(Intake)).one()
    assert intake.case_id == case.id
    assert intake.by.role == Role.SYSTEM
    events = db.session.scalars(select(AuditEvent.what).order_by(AuditEvent.id)).all()
    assert {"intake.begun", "intake.submitted", "case.opened", "intake.accepted"} <= set(events)
    assert events[-1] == "register.imported"
    assert not list(broken_rows())


def test_the_same_file_again_changes_nothing(run, tmp_path, duc_xuan):
    file = saved(tmp_path, line(), line("Nông Thị Hai", sex="nữ", born=1979))
    first = take(run, file)
    events = count(AuditEvent)
    again = take(run, file)

    assert count(Case) == 2
    assert count(AuditEvent) == events
    assert only_number(first) in again
    more = saved(tmp_path, line(address="Tổ 9"), line("Ma Văn Ba"))
    take(run, more)
    assert count(Case) == 3


def only_number(said):
    return next(word.rstrip(".") for word in said.split() if word.startswith("01840-"))


def test_a_dry_run_says_the_same_and_writes_nothing(run, tmp_path, duc_xuan):
    file = saved(tmp_path, line(), line("Ma Văn Ba"))
    events = count(AuditEvent)
    said = take(run, file, "--dry-run")

    assert "2" in said
    assert "01840-" not in said
    assert [count(model) for model in (Case, Person, Intake)] == [0, 0, 0]
    assert count(AuditEvent) == events


def test_one_bad_row_keeps_all_out_and_all_bad_rows_are_told(run, tmp_path, duc_xuan):
    file = saved(
        tmp_path,
        line("Ma Văn Ba"),
        line("", address="Tổ 1"),
        line("Lý Văn Bốn", born="31/02/1980", sex="khác gì"),
        line("Lý Văn Năm", kind="tự do", home="hôm qua"),
        line("Lý Văn Sáu", home=home_since(900)),
    )
    events = count(AuditEvent)
    said = take(run, file, expect=2)

    assert (count(Case), count(AuditEvent)) == (0, events)
    for row in ("Dòng 3:", "Dòng 4:", "Dòng 5:", "Dòng 6:"):
        assert row in said
    assert "Dòng 2:" not in said
    assert "Họ và tên: " in said
    assert "Giới tính: “khác gì”" in said
    english = take(run, file, "--lang", "en", expect=2)
    assert "Row 3:\n  Full name: This is missing." in english
    assert "There is no such day in the calendar." not in said


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["HO VA TEN", "nam sinh", "ĐỊA CHỈ", "hinh thuc cai", "ngày hoàn thành"], None),
        (["Full name", "Date of birth", "Address", "Kind of rehabilitation", "Completed on"], None),
        (
            [
                "Ho\u0323 va\u0300 te\u0302n (viết in hoa)",
                "Năm sinh",
                "Nơi ở",
                "Hình thức",
                "Từ ngày",
            ],
            None,
        ),
    ],
)
def test_headings_are_understood_however_they_are_written(run, tmp_path, duc_xuan, headings, row):
    told = ["Lò Văn Thử ", 1980, "Tổ\u00a05", "BẮT BUỘC", home_since().isoformat()]
    take(run, saved(tmp_path, told, headings=headings))
    assert only_case().person.name == "Lò Văn Thử"
    assert only_case().person.address == "Tổ 5"


@pytest.mark.either_database
def test_years_of_men_and_women_may_stand_in_two_columns(run, tmp_path, duc_xuan):
    headings = ["Họ tên", "Năm sinh", "", "Nơi ở", "Hình thức cai", "Ngày hoàn thành"]
    under = ["", "Nam", "Nữ", "", "", ""]
    woman = ["Lò Thị Thử", None, 1980, "Tổ 5", "tự nguyện tại cơ sở", home_since()]
    take(run, saved(tmp_path, under, woman, headings=headings))
    assert only_case().person.sex == "female"


@pytest.mark.either_database
def test_what_excel_made_of_numbers_is_understood_or_told(run, tmp_path, duc_xuan):
    born = date(1980, 3, 12)
    file = saved(tmp_path, line(paper=19080000123.0, phone=912345678, born=born))
    said = take(run, file)
    paper = db.session.scalars(select(PersonPaper)).one()
    assert paper.number == "019080000123"
    assert only_case().person.phone == "0912345678"
    assert (only_case().person.birth.day, only_case().person.birth.month) == (12, 3)
    assert "Dòng 2" in said

    headings = [*HEADINGS, "Học vấn"]
    wrong = line("Ma Văn Ba", paper="1.9E+10", phone=12, born=29000, more=[date(2026, 9, 12)])
    said = take(run, saved(tmp_path, wrong, headings=headings), expect=2)
    assert said.count("'") >= 2
    assert "Ngày, tháng, năm sinh" in said


@pytest.mark.either_database
def test_unknown_columns_are_told_and_sensitive_ones_left_out(run, tmp_path, duc_xuan):
    headings = [*HEADINGS, "HIV", "Tiền án", "Ghi chú"]
    file = saved(tmp_path, line(more=["dương tính", "có", "xyz"]), headings=headings)
    said = take(run, file)
    assert "HIV, Tiền án, Ghi chú" in said
    assert "dương tính" not in said
    assert "dương tính" not in str(db.session.scalars(select(Intake)).one().sheets())

    said = take(
        run, saved(tmp_path, line(more=["?"]), headings=[*HEADINGS, "Cung hoàng đạo"]), expect=2
    )
    assert "J1" in said
    assert "Cung hoàng đạo" in said


@pytest.mark.either_database
def test_two_rows_alike_are_one_person_until_it_is_said_otherwise(run, tmp_path, duc_xuan):
    said = take(run, saved(tmp_path, line(), line("LÒ VĂN THỬ", address="Tổ 9")), expect=2)
    assert "Dòng 3:" in said
    headings = [*HEADINGS, "Trùng với hồ sơ"]
    file = saved(tmp_path, line(), line(more=["không"]), headings=headings)
    take(run, file)
    take(run, file)
    assert count(Case) == 2


@pytest.mark.either_database
def test_somebody_known_in_the_ward_is_asked_about(run, tmp_path, duc_xuan):
    take(run, saved(tmp_path, line()))
    number = only_case().number
    other_day = line(home=home_since(20))
    said = take(run, saved(tmp_path, other_day), expect=2)
    assert number in said

    headings = [*HEADINGS, "Trùng với hồ sơ"]
    same = saved(tmp_path, line(home=home_since(20), more=[number]), headings=headings)
    assert "Dòng 2:" in take(run, same, expect=2)
    another = saved(tmp_path, line(home=home_since(20), more=["không"]), headings=headings)
    take(run, another)
    assert count(Person) == 2


def test_people_of_another_ward_are_not_told_of(run, tmp_path, duc_xuan, bac_kan):
    take(run, saved(tmp_path, line(paper="019080000123")), ward="01843")
    said = take(run, saved(tmp_path, line(paper="019080000123")))
    assert "01843" not in said
    assert count(Case) == 2


@pytest.mark.either_database
def test_a_minor_needs_a_representative_and_an_open_age_an_answer(run, tmp_path, duc_xuan):
    young = today().year - 15
    said = take(run, saved(tmp_path, line(born=young)), expect=2)
    assert "Người thân hoặc người đại diện" in said
    headings = [*HEADINGS, "Người đại diện", "Quan hệ"]
    take(run, saved(tmp_path, line(born=young, more=["Lò Thị Mẹ", "mẹ"]), headings=headings))
    assert count(Case) == 1

    said = take(run, saved(tmp_path, line("Ma Văn Ba", born=today().year - 19)), expect=2)
    assert "Tính thời hạn như người chưa thành niên" in said


@pytest.mark.either_database
def test_worker_next_day_decision_and_no_papers(run, tmp_path, duc_xuan, lan, hoa):
    headings = [
        *HEADINGS,
        "Người phụ trách",
        "Ngày gặp tiếp theo",
        "Số quyết định",
        "Ngày quyết định",
    ]
    next_on = today() + timedelta(days=9)
    more = ["lan", next_on, "12/QĐ-UBND", home_since()]
    take(run, saved(tmp_path, line(paper="không có", more=more), headings=headings))
    case = only_case()
    assert (case.worker_id, case.due_on) == (lan.id, next_on)
    assert case.decision_number == "12/QĐ-UBND"
    assert db.session.scalars(select(Need.kind_code)).all() == ["id_papers"]

    over = today() - timedelta(days=1)
    more = ["hoa", over, "", ""]
    said = take(run, saved(tmp_path, line("Ma Văn Ba", more=more), headings=headings), expect=2)
    assert "Người phụ trách: " in said
    assert "Ngày gặp tiếp theo: " in said


def test_it_is_done_in_the_name_of_who_may_accept(run, tmp_path, duc_xuan, minh, lan, tuan):
    file = saved(tmp_path, line())
    for nobody in ("lan", "tuan", "xyz"):
        take(run, file, "--by", nobody, expect=2)
    take(run, file, "--by", "minh")
    intake = db.session.scalars(select(Intake)).one()
    assert intake.decided_by_id == minh.id
    assert count(Case) == 1
    assert only_case().number in take(run, file)


@pytest.mark.either_database
def test_the_form_it_writes_can_be_read_again(run, tmp_path, duc_xuan):
    file = str(tmp_path / "form.xlsx")
    run("import", "cases", file, "--template")
    take(run, file)
    assert only_case().person.name == "Nông Văn Ví Dụ"
    run("import", "cases", file, "--template", expect=2)
    english = str(tmp_path / "form-en.xlsx")
    run("import", "cases", english, "--template", "--lang", "en")
    take(run, english, "--dry-run", "--lang", "en")


@pytest.mark.either_database
def test_the_ward_must_be_one_of_today(run, tmp_path, duc_xuan):
    file = saved(tmp_path, line())
    for code in ("99999", "19"):
        take(run, file, ward=code, expect=2)
    take(run, str(tmp_path / "none.xlsx"), expect=2)


def test_what_was_imported_says_that_nobody_here_wrote_or_decided_it(
    run, tmp_path, duc_xuan, browser, minh
):
    take(run, saved(tmp_path, line()))
    intake = db.session.scalars(select(Intake)).one()
    page = browser.sign_in(minh).get(f"/intakes/{intake.id}")
    text = page.main.get_text(" ", strip=True)

    assert "Từ sổ theo dõi của địa phương" in text
    assert "Đưa vào ngày" in text
    assert "Người quyết định" not in text
    assert "Hệ thống" not in text
    assert "Điện thoại của ai" not in text

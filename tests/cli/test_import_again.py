"""`import cases` of somebody whose case has ended meanwhile: told, taken back, or refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reintegrate.db import commit, db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.person import Person, PhoneOwner, Relative
from tests.cli.register_file import HEADINGS, count, home_since, line, only_case, saved, take

COLUMNS = [*HEADINGS, "Trùng với hồ sơ", "Ngày vào sổ", "Người thân", "Quan hệ"]
ENDED_ON = timedelta(days=10)


@pytest.fixture
def ended(run, tmp_path, duc_xuan, minh):
    """Imported; their case ended ten days ago."""
    more = [None, None, "Lò Thị Mẹ", "mẹ"]
    row = line(sex="nữ", phone="0912345678", more=more)
    take(run, saved(tmp_path, row, headings=COLUMNS))
    case = only_case()
    case.close(outcome_code="completed", on=today() - ENDED_ON, by=minh)
    case.person.phone_owner = PhoneOwner.OWN
    commit()
    return case


def newest():
    return db.session.scalars(select(Case).order_by(Case.id.desc())).first()


def test_the_same_row_says_that_the_case_has_ended_and_opens_nothing(run, tmp_path, ended):
    events = count(AuditEvent)
    said = take(run, saved(tmp_path, line(sex="nữ")))
    assert f"Dòng 2 đã có từ trước: hồ sơ {ended.number}, nay đã kết thúc." in said
    assert "Trong đó đã kết thúc: 1." in said

    asked = line(sex="nữ", more=[ended.number])
    said = take(run, saved(tmp_path, asked, headings=COLUMNS), expect=2)
    assert "Trùng với hồ sơ: Các ngày ở dòng này là của hồ sơ" in said
    assert (count(Case), count(AuditEvent)) == (1, events)
    assert not ended.is_open


def test_somebody_is_taken_back_and_keeps_what_the_register_does_not_say(run, tmp_path, ended):
    back = {"sex": None, "born": 1980, "home": home_since(5)}
    first = line(sex="nữ")
    again = line("LÒ VĂN THỬ", **back, more=[ended.number, None, "Lò Thị Chị", "chị"])
    file = saved(tmp_path, first, again, headings=COLUMNS)
    take(run, file)
    case, person = newest(), ended.person

    assert (count(Person), count(Case)) == (1, 2)
    assert (case.person_id, case.is_open, ended.is_open) == (person.id, True, False)
    assert (person.name, person.sex, person.birth.day) == ("Lò Văn Thử", "female", 12)
    assert (person.phone, person.phone_owner) == ("0912345678", PhoneOwner.OWN)
    kin = db.session.scalars(select(Relative).order_by(Relative.id)).all()
    assert {one.name for one in kin} == {"Lò Thị Mẹ", "Lò Thị Chị"}
    events = count(AuditEvent)
    assert case.number in take(run, file)
    assert (count(Case), count(AuditEvent)) == (2, events)


def test_a_stay_begins_when_the_earlier_one_is_over(run, tmp_path, ended):
    early = line(home=home_since(20), more=[ended.number])
    said = take(run, saved(tmp_path, early, headings=COLUMNS), expect=2)
    assert "Ngày vào sổ: Hồ sơ trước của người này kết thúc ngày" in said
    assert count(Case) == 1

    early[-1:] = [ended.number, today() - ENDED_ON]
    take(run, saved(tmp_path, early, headings=COLUMNS))
    assert newest().opened_on == today() - ENDED_ON


def test_a_number_of_somebody_else_is_no_reason_to_overwrite_them(run, tmp_path, ended):
    wrong = line("Ma Văn Ba", more=[ended.number])
    twice = [line(born=born, home=home_since(5), more=[ended.number]) for born in (1980, "1980")]
    events = count(AuditEvent)
    said = take(run, saved(tmp_path, wrong, *twice, headings=COLUMNS), expect=2)
    assert "Dòng 2:\n  Trùng với hồ sơ: Hồ sơ này ghi họ tên hoặc năm sinh khác." in said
    assert "Dòng 4:" in said
    assert "Dòng 3 cũng ghi chính người này." in said
    assert (ended.person.name, count(AuditEvent)) == ("Lò Văn Thử", events)


@pytest.mark.either_database
def test_somebody_under_way_elsewhere_is_not_taken_back(run, tmp_path, ended, bac_kan, tuan):
    Case.open(
        ended.person,
        area=bac_kan,
        rehabilitation_kind_code="compulsory",
        completed_on=home_since(5),
        by=tuan,
    )
    commit()
    back = line(home=home_since(3), more=[ended.number])
    said = take(run, saved(tmp_path, back, headings=COLUMNS), expect=2)
    assert "Dòng 2:\n  Trùng với hồ sơ: " in said
    assert "01843" not in said
    assert count(Case) == 2

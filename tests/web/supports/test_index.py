"""What the law offers, condition by condition, and what was received."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.benefit import Benefit
from tests import story


def scheme(page, code):
    return page.select_one(f"#scheme-{code}").get_text(" ", strip=True)


def test_each_condition_says_whether_it_holds_and_why(browser, lan, case, need):
    case.decided_on = None
    db.session.commit()
    page = browser.sign_in(lan).get(f"/cases/{case.id}/supports")

    loan = scheme(page, "loan_person_2026")
    assert "Tối đa 200.000.000\xa0đ" in loan
    assert "08/2026/QĐ-TTg" in loan
    assert f"{today().year - 1990} tuổi" in loan or "chỉ biết năm sinh" in loan
    assert "Chưa biết Không quá 10 năm" in loan
    assert "Hồ sơ chưa có ngày của quyết định" in loan
    assert "Chưa đạt Dưới 18 tuổi" in scheme(page, "schooling_2026")


def test_what_answers_a_need_comes_first(browser, lan, case, need):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/supports")
    codes = [card["id"].removeprefix("scheme-") for card in page.select("[id^=scheme-]")]

    assert set(codes[:2]) == {"loan_person_2026", "training_2026"}
    assert "Đúng nhu cầu" in scheme(page, "training_2026")
    assert "Đúng nhu cầu" not in scheme(page, "work_2026")


def test_what_was_received_is_listed_and_totalled(browser, lan, case):
    for amount in (1_500_000, 500_000, None):
        Benefit.record(
            case,
            key=story.new_key(),
            need=None,
            scheme=None,
            what="Hỗ trợ ban đầu",
            giver="Hội Phụ nữ",
            amount=amount,
            given_on=today(),
            by=lan,
        )
    db.session.commit()
    text = browser.sign_in(lan).get(f"/cases/{case.id}/supports").main.get_text()

    assert "Tổng cộng: 2.000.000\xa0đ" in text
    assert text.count("Hỗ trợ ban đầu") == 3


def test_reading_it_leaves_a_line(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/supports")
    read = db.session.scalars(db.select(AuditEvent).where(AuditEvent.is_read)).all()
    assert [(event.by_id, event.case_id) for event in read] == [(lan.id, case.id)]


@pytest.mark.parametrize(
    ("who", "status"), [("khanh", 403), ("minh", 403), ("hoa", 404), ("mai", 403), ("thao", 403)]
)
def test_for_its_worker_alone(browser, case, who, status, request):
    browser.sign_in(request.getfixturevalue(who)).get(f"/cases/{case.id}/supports", status)

"""Writing down what reached the person."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.benefit import Benefit
from reintegrate.models.need import NeedStatus
from tests import story
from tests.cast import open_case


def benefits():
    return list(db.session.scalars(db.select(Benefit)))


def test_money_under_a_scheme_is_written_down_with_a_receipt(browser, lan, case, need):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new?need={need.id}")
    browser.submit("form.form", scheme="loan_person_2026", amount="50.000.000 đ")
    page = browser.follow()

    [benefit] = benefits()
    assert (benefit.amount, benefit.scheme_code) == (50_000_000, "loan_person_2026")
    assert benefit.receipt in page.select_one(".receipt").get_text()
    assert need.status == NeedStatus.RECEIVED


def test_it_asks_what_it_was_and_keeps_what_was_typed(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    page = browser.submit("form.form", 200, amount="1.000", giver="Hội Phụ nữ")

    assert page.select_one("#what-error")
    assert page.select_one("[name=giver]")["value"] == "Hội Phụ nữ"
    assert benefits() == []


@pytest.mark.parametrize(
    "typed", ["0", "-5", "1,5 triệu", "9" * 30, "1.00", "abc", "1" * 400, "1\x00"]
)
def test_an_amount_that_is_none_is_said_at_its_field(browser, lan, case, typed):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    page = browser.submit("form.form", 200, what="Gạo", amount=typed)

    assert page.select_one("#amount-error")
    assert benefits() == []


def test_a_day_outside_the_term_is_said_at_its_field(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    for day in (today() + timedelta(days=1), case.term_from - timedelta(days=1)):
        page = browser.submit("form.form", 200, what="Gạo", given_on=f"{day:%d/%m/%Y}")
        assert page.select_one("#given_on-error")
    assert benefits() == []


def test_posted_twice_it_is_one(browser, lan, case):
    key = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        day = f"{today():%d/%m/%Y}"
        browser.post(f"/cases/{case.id}/benefits/new", key=key, what="Gạo", given_on=day)
    assert len(benefits()) == 1


def test_a_need_of_another_case_is_not_offered(browser, lan, dung, case, duc_xuan):
    other = story.state(open_case(area=duc_xuan, by=dung, worker=lan, name="Ma Thị Khác"), lan)
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    page = browser.submit("form.form", 200, what="Gạo", need=str(other.id))

    assert page.select_one("#need-error")
    assert benefits() == []


def test_struck_it_stays_in_sight_and_can_count_again(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    browser.submit("form.form", what="Gạo", amount="300000")
    [benefit] = benefits()
    page = browser.follow()
    browser.submit(f"form[action='/benefits/{benefit.id}/striking']")
    page = browser.follow()
    assert "Gạo" in page.select_one("del").get_text()
    assert "Tổng cộng: 0\xa0đ" in page.main.get_text()

    browser.submit(f"form[action='/benefits/{benefit.id}/restoration']")
    assert "300.000\xa0đ" in browser.follow().main.get_text()


@pytest.mark.parametrize(("who", "status"), [("khanh", 404), ("hoa", 404), ("minh", 403)])
def test_for_its_worker_alone(browser, lan, case, who, status, request):
    browser.sign_in(lan).get(f"/cases/{case.id}/benefits/new")
    browser.submit("form.form", what="Gạo")
    [benefit] = benefits()
    browser.sign_in(request.getfixturevalue(who))
    browser.post(f"/benefits/{benefit.id}/striking", status)
    browser.get(f"/cases/{case.id}/benefits/new", 404 if who == "hoa" else 403)
    db.session.expire_all()
    assert benefit.struck_at is None

"""The lists: who waits for whom, how long, and names only for those who may know them."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.user import User
from tests.cast import log_contact


def section(page, place: str) -> str:
    return page.select_one(f"#{place}").get_text(" ", strip=True)


def test_the_receiving_ward_sees_what_waits_for_it(browser, tuan, transfer, case):
    page = browser.sign_in(tuan).get("/transfers/")

    assert "Nông Văn Hùng" in section(page, "in")
    assert "Nông Văn Hùng" not in section(page, "out")
    assert page.select_one("#in h2 .badge").get_text() == "1"


def test_the_sending_ward_sees_what_it_waits_for(browser, minh, transfer):
    page = browser.sign_in(minh).get("/transfers/")

    assert "Nông Văn Hùng" in section(page, "out")
    assert "Phường Bắc Kạn" in section(page, "out")


@pytest.mark.parametrize(("hours", "tag"), [(-30, ".late"), (20, ".soon"), (200, ".soon")])
def test_both_sides_see_how_long_the_answer_may_take(browser, tuan, minh, transfer, hours, tag):
    transfer.answer_by = utcnow() + timedelta(hours=hours, minutes=5)
    db.session.commit()
    words = {-30: "quá hạn 29 giờ", 20: "còn 20 giờ", 200: "còn 8 ngày"}[hours]

    page = browser.sign_in(tuan).get("/transfers/")
    assert page.select_one(f"#in .tag{tag}").get_text() == words
    page = browser.sign_in(minh).get("/transfers/")
    assert page.select_one(f"#out .tag{tag}").get_text() == words


def test_until_they_are_met_an_accepted_case_stays_on_the_list(browser, tuan, hoa, transfer, case):
    transfer.accept(by=tuan, worker=hoa)
    db.session.commit()
    browser.sign_in(tuan)
    assert "Nông Văn Hùng" in section(browser.get("/transfers/"), "unmet")
    assert "chưa" in browser.get(f"/transfers/{transfer.id}").select_one("ol.task-list").get_text()

    log_contact(case, hoa)
    assert "Hùng" not in section(browser.get("/transfers/"), "unmet")
    page = browser.get(f"/transfers/{transfer.id}")
    assert not page.select("ol.task-list .soon, ol.task-list .late")


def test_the_coordinator_sees_no_name(browser, binh, transfer, case):
    page = browser.sign_in(binh).get("/transfers/")

    assert case.number in section(page, "all")
    assert "Hùng" not in page.get_text()


@pytest.mark.parametrize(("answer", "knows"), [("accept", "tuan"), ("decline", "minh")])
def test_once_answered_only_the_ward_that_answers_sees_the_name(
    browser, minh, tuan, transfer, case, answer, knows
):
    if answer == "accept":
        transfer.accept(by=tuan)
    else:
        transfer.decline(reason="Chưa chuyển đến", by=tuan)
    db.session.commit()

    for user in (minh, tuan):
        text = section(browser.sign_in(user).get("/transfers/"), "answered")
        assert case.number in text
        assert ("Nông Văn Hùng" in text) is (user.username == knows)


def test_a_third_ward_sees_nothing_of_it(browser, phuong, transfer, case):
    page = browser.sign_in(phuong).get("/transfers/")

    assert case.number not in page.get_text()


@pytest.mark.parametrize("username", ["mai", "thao", "admin"])
def test_roles_without_transfers_are_refused(browser, username, transfer):
    browser.sign_in(User.named(username)).get("/transfers/", expect=403)

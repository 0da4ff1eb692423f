"""The trail: who did what and when, never why, never whom; narrowed by staff, kind and days."""

from datetime import timedelta

import pytest

from reintegrate.db import HERE, db, utcnow
from reintegrate.models.audit import Seen, Space, record_event, write_read
from tests.browser import Browser

OTHERS = ["lan", "minh", "dung", "mai", "binh", "admin"]


def cells(page, label):
    return [cell.get_text(strip=True) for cell in page.select(f'td[data-label="{label}"]')]


def what(page):
    return cells(page, "Việc")


@pytest.fixture
def trail(lan, khanh, admin, hoa):
    """Three things Lan did, one of them in the support space, and one thing Khánh looked at."""
    lan.disable(by=admin)
    lan.enable(by=admin)
    record_event("user.renamed", on=hoa, by=lan, space=Space.SYSTEM)
    record_event("need.stated", on=hoa, by=lan, space=Space.SUPPORT, kind="housing")
    record_event("contact.logged", on=hoa, by=lan)
    reader = khanh.id
    db.session.commit()
    write_read(Seen("case", 7, None, None), by_id=reader)


def test_the_newest_is_first(browser, thao, trail):
    page = browser.sign_in(thao).get("/audit/")

    assert what(page)[:3] == ["Đăng nhập", "Xem hồ sơ", "Ghi lần gặp gỡ"]
    assert cells(page, "Người")[1:3] == ["Hoàng Văn Khánh", "Nguyễn Thị Lan"]


def test_of_support_it_says_only_that_there_was_some(browser, thao, trail):
    page = browser.sign_in(thao).get("/audit/?what=support")

    assert what(page) == ["Mục thuộc phần hỗ trợ"]
    assert "housing" not in page.get_text()
    assert "Ghi nhu cầu" not in page.get_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("who=lan", 3),
        ("who=nguyen+thi", 3),
        ("who=khanh&reads=y", 1),
        ("reads=y", 1),
        ("who=nobody", 0),
        ("what=contact.logged", 1),
        ("what=user.renamed&who=lan", 1),
        ("what=need.stated", None),
        ("what=nonsense", None),
        ("since=yesterday", None),
        ("since=99999999999", None),
        ("since=01/01/2020&until=02/01/2020", 0),
    ],
)
def test_it_is_narrowed(browser, thao, trail, asked, found):
    page = browser.sign_in(thao).get(f"/audit/?{asked}")

    if found is None:  # the question is wrong: it says so and shows everything
        assert page.select_one(".error-summary")
    else:
        assert len(what(page)) == found


def test_a_day_is_a_day_here(browser, thao, trail):
    today = utcnow().astimezone(HERE)
    yesterday = today - timedelta(days=1)
    browser.sign_in(thao)

    assert len(what(browser.get(f"/audit/?who=lan&since={today:%d/%m/%Y}"))) == 3
    assert len(what(browser.get(f"/audit/?who=lan&until={yesterday:%d/%m/%Y}"))) == 0


def test_the_account_it_was_about_is_named(browser, thao, trail):
    page = browser.sign_in(thao).get("/audit/?what=user.disabled")

    assert cells(page, "Hồ sơ hoặc tài khoản") == ["Nguyễn Thị Lan"]


def test_pages_follow_one_another_without_a_gap(browser, thao, lan, admin):
    for _ in range(40):
        lan.disable(by=admin)
        lan.enable(by=admin)
        db.session.commit()
    seen, page = [], browser.sign_in(thao).get("/audit/")
    while True:
        seen += [int(number) for number in cells(page, "Dòng")]
        onward = page.select_one("a[rel=next]")
        if onward is None:
            break
        page = browser.get(onward["href"])

    assert seen == list(range(max(seen), 0, -1))
    assert len(seen) > 90


def test_the_chain_is_shown_to_hold(browser, thao, trail):
    page = browser.sign_in(thao).get("/audit/")

    assert "Chuỗi nguyên vẹn" in page.select_one(".notice").get_text()
    assert len(page.select_one(".notice code").get_text()) == 64
    assert "Chuỗi nguyên vẹn" in browser.get("/audit/chain").select_one(".notice").get_text()


def test_a_broken_chain_is_shown_with_its_place(browser, thao, trail):
    for trigger in ("audit_event_no_update", "audit_event_append_only ON audit_event"):
        if ("ON" in trigger) == (db.engine.dialect.name == "postgresql"):
            db.session.execute(db.text(f"DROP TRIGGER {trigger}"))
    db.session.execute(db.text("UPDATE audit_event SET by_id = NULL WHERE id = 5"))
    page = browser.sign_in(thao).get("/audit/")

    assert "đứt ở dòng 5" in page.select_one(".notice.late").get_text()
    assert "đứt ở dòng 5" in browser.get("/audit/chain").select_one(".notice.late").get_text()


def test_reading_the_trail_reads_no_case(app, browser, thao, trail):
    before = len(what(browser.sign_in(thao).get("/audit/?reads=y")))
    Browser(app).sign_in(thao).get("/audit/")

    assert len(what(browser.get("/audit/?reads=y"))) == before


@pytest.mark.either_database
@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_reads_the_whole_trail(browser, request, who):
    browser.sign_in(request.getfixturevalue(who)).get("/audit/", 403)
    browser.get("/audit/chain", 403)

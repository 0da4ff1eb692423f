"""The one thread both sides read."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.assignment import AssignmentMessage
from tests import story


def written():
    return [line.text for line in db.session.scalars(select(AssignmentMessage))]


def test_both_sides_write_and_read(browser, lan, son, assignment):
    for viewer, text in ((lan, "Em ấy rảnh buổi sáng."), (son, "Lớp mở ngày mai.")):
        browser.sign_in(viewer).get(f"/assignments/{assignment.id}")
        browser.submit("form.form", text=text)

    for viewer in (lan, son):
        entries = browser.sign_in(viewer).get(f"/assignments/{assignment.id}").select(".entry")
        assert "Lớp mở ngày mai." in entries[0].get_text()
        assert "Trung tâm Giáo dục nghề nghiệp tỉnh" in entries[0].get_text()
        assert "Nguyễn Thị Lan" in entries[1].get_text()


def test_posted_twice_it_is_one_line(browser, lan, assignment):
    key = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/assignments/{assignment.id}", key=key, text="Chào anh.")

    assert written() == ["Chào anh."]


@pytest.mark.parametrize("text", ["", "  ", "a" * 2001, "a\0b"])
def test_something_must_be_said_and_not_too_much(browser, lan, assignment, text):
    browser.sign_in(lan).get(f"/assignments/{assignment.id}")
    page = browser.submit("form.form", 200, text=text)

    assert page.select_one("#text-error")
    assert written() == []


def test_when_it_is_over_what_was_typed_is_kept_and_nothing_is_sent(browser, lan, son, accepted):
    browser.sign_in(lan).get(f"/assignments/{accepted.id}")
    accepted.end(result="Xong.", helped=True, by=son)
    page = browser.submit("form.form", 200, text="Còn một việc nữa.")

    assert page.select_one("#text-error")
    assert "Còn một việc nữa." in page.select_one("[name=text]").get_text()
    assert written() == []


def test_markup_is_only_text(browser, lan, son, assignment):
    text = "<script>alert(1)</script> {{ 7*7 }}"
    browser.sign_in(lan).post(f"/assignments/{assignment.id}", key=story.new_key(), text=text)

    page = browser.sign_in(son).get(f"/assignments/{assignment.id}")
    assert text in page.select_one(".entry").get_text()
    assert page.select("main script") == []


def test_nobody_else_writes_in_it(browser, mai, hoa, khanh, minh, assignment):
    for viewer, status in ((mai, 404), (hoa, 404), (khanh, 404), (minh, 403)):
        browser.sign_in(viewer)
        browser.post(f"/assignments/{assignment.id}", status, key=story.new_key(), text="Chào.")

    assert written() == []


def test_gone_back_and_sent_again_it_asks(browser, lan, assignment):
    browser.sign_in(lan)
    for expect in (302, 200):
        browser.get(f"/assignments/{assignment.id}")
        page = browser.submit("form.form", expect, text="Em ấy rảnh buổi sáng.")

    assert page.select_one("#once_more-error")
    assert written() == ["Em ấy rảnh buổi sáng."]
    browser.submit("form.form", once_more="y")
    assert len(written()) == 2

"""The list of intakes: one's own drafts, what waits, what came back, what was settled."""

from datetime import timedelta

import pytest

from reintegrate.db import at, db, utcnow
from reintegrate.models.acceptance import accept
from reintegrate.models.intake_expiry import expire_drafts
from reintegrate.models.user import system_user
from tests.intakes import answer, begin_intake


def named(writer, name):
    return answer(begin_intake(writer), writer, who={"name": name})


@pytest.fixture
def intakes(lan, minh):
    """One of Lan's in every state, named after it."""
    found = {name: named(lan, f"Lò Văn {name}") for name in ("Nháp", "Chờ", "Trả", "Nhận")}
    for name in ("Chờ", "Trả", "Nhận"):
        found[name].submit(by=lan)
    found["Trả"].send_back("Thiếu giấy", by=minh)
    accept(found["Nhận"], by=minh)
    db.session.commit()
    return found


def listed(page):
    """Heading -> names under it."""
    found = {}
    for heading in page.main.select("h2"):
        rows = heading.find_next_sibling("ul")
        found[heading.get_text()] = [name.get_text() for name in rows.select("strong")]
    return found


def test_a_writer_sees_their_own_in_every_state(browser, lan, intakes):
    assert listed(browser.sign_in(lan).get("/intakes/")) == {
        "Bản nháp của anh/chị": ["Lò Văn Nháp", "Lò Văn Trả"],
        "Đã gửi, chờ xã, phường quyết định": ["Lò Văn Chờ"],
        "Đã giải quyết trong 30 ngày qua": ["Lò Văn Nhận"],
    }


@pytest.mark.parametrize("who", ["minh", "dung"])
def test_who_decides_sees_what_waits_first(browser, intakes, who, request):
    page = browser.sign_in(request.getfixturevalue(who)).get("/intakes/")

    assert listed(page) == {
        "Chờ quyết định": ["Lò Văn Chờ"],
        "Đã gửi trả lại người viết": ["Lò Văn Trả"],
        "Đã giải quyết trong 30 ngày qua": ["Lò Văn Nhận"],
    }
    assert "Nguyễn Thị Lan viết" in page.main.get_text()


@pytest.mark.parametrize("other", ["khanh", "hoa", "tuan"])
def test_nobody_else_sees_them(browser, intakes, other, request):
    page = browser.sign_in(request.getfixturevalue(other)).get("/intakes/")
    assert "Lò Văn" not in page.main.get_text()


def test_a_draft_about_to_expire_is_marked(browser, lan):
    with at(utcnow() - timedelta(days=77)):
        named(lan, "Lò Văn Quên")
    assert "Hết hạn ngày" in browser.sign_in(lan).get("/intakes/").main.get_text()


def test_one_that_expired_is_named_no_more(browser, lan):
    with at(utcnow() - timedelta(days=91)):
        named(lan, "Lò Văn Quên")
    expire_drafts(by=system_user())
    text = browser.sign_in(lan).get("/intakes/").main.get_text()

    assert "Đã hết hạn" in text
    assert "Quên" not in text


def test_an_empty_list_says_what_to_do(browser, khanh, minh):
    assert "chưa có bản nháp" in browser.sign_in(khanh).get("/intakes/").main.get_text()
    assert "Không có phiếu nào chờ" in browser.sign_in(minh).get("/intakes/").main.get_text()


@pytest.mark.parametrize("role", ["mai", "binh", "thao", "admin"])
def test_other_roles_have_no_list(browser, role, request):
    browser.sign_in(request.getfixturevalue(role)).get("/intakes/", 403)

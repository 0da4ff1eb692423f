"""Finding someone: by any word of the name, by number or phone, only in one's own ward."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.held_form import hold
from reintegrate.models.person import PhoneOwner
from tests import cast

NOBODY = "Không có ai trong địa bàn"


@pytest.fixture
def dao(minh, duc_xuan):
    """Đặng Thị Đào, also called Sen, known in Đức Xuân."""
    case = cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đào", birth_year=1988)
    case.person.other_names = "Sen"
    case.be_renamed(by=minh)
    case.person.add_paper("citizen_id", "006188000123", None, "")
    case.person.live_at("Tổ 3", phone="0912345678", owner=PhoneOwner.OWN, may_name_service=False)
    db.session.commit()
    return case


def look(browser, text):
    browser.get("/people/search")
    return browser.submit("form:has([name=q])", 200, q=text)


@pytest.mark.parametrize(
    "text",
    [
        "Đặng Thị Đào",
        "dang thi dao",
        "ĐÀO ĐẶNG",
        "đ dao",
        "  Đào  ",
        "dan th",
        "sen",
        "006188000123",
        "006 188 000 123",
        "0912345678",
        "+84 912.345.678",
        "912 345 678",
    ],
)
def test_they_are_found(browser, lan, dao, text):
    page = look(browser.sign_in(lan), text)

    assert "Đặng Thị Đào" in page.main.get_text()
    assert page.select_one(f'a[href="/cases/{dao.id}"]')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("dao dang thi", "cùng các chữ, thứ tự khác"),
        ("ddawngj thij ddaof", "cùng họ tên"),
        ("Đặng Kim Đào", "gần giống họ tên"),
        ("dangg thi dao", "viết gần giống"),
        ("Đặng Thị Đào 1988", "cùng năm sinh"),
        ("Đặng Thị Đào 1989", "năm sinh chênh một năm"),
        ("sen", "tên gọi khác"),
        ("0912345678", "cùng số điện thoại"),
        ("006188000123", "cùng số giấy tờ"),
    ],
)
def test_why_they_may_be_meant_is_said(browser, lan, dao, text, why):
    page = look(browser.sign_in(lan), text)

    assert "Đặng Thị Đào" in page.main.get_text()
    assert why in page.main.get_text()


def test_the_most_alike_come_first(browser, minh, dao, duc_xuan):
    other = cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đào", birth_year=1960)
    page = look(browser.sign_in(minh), "đặng thị đào 1988")

    links = [link["href"] for link in page.select(".worklist a")]
    assert links == [f"/cases/{dao.id}", f"/cases/{other.id}"]


def test_a_case_number_finds_its_person(browser, dung, dao):
    assert dao.number in look(browser.sign_in(dung), dao.number).main.get_text()


@pytest.mark.parametrize("text", ["ao", "Đào Văn", "006188000124", "0912345679", "!", "%", "_"])
def test_nobody_is_found(browser, lan, dao, text):
    assert NOBODY in look(browser.sign_in(lan), text).get_text()


def test_what_helps_to_tell_people_apart_is_shown(browser, minh, dao, duc_xuan):
    cast.open_case(area=duc_xuan, by=minh, name="Đặng Thị Đào", birth_year=1995)
    text = look(browser.sign_in(minh), "dao").main.get_text(" ", strip=True)

    assert "Tìm thấy: 2" in text
    assert "sinh năm 1988" in text
    assert "sinh năm 1995" in text
    assert "còn gọi là Sen" in text


def test_an_ended_case_comes_after_those_under_way(browser, minh, duc_xuan):
    ended = cast.open_case(area=duc_xuan, by=minh, name="Lò Thị An")
    ended.close(outcome_code="completed", on=today(), by=minh)
    running = cast.open_case(area=duc_xuan, by=minh, name="Lò Thị Yên")
    page = look(browser.sign_in(minh), "lo thi")

    links = [link["href"] for link in page.select(".worklist a")]
    assert links == [f"/cases/{running.id}", f"/cases/{ended.id}"]


def test_the_search_asks_what_to_look_for(browser, lan):
    page = look(browser.sign_in(lan), " ")
    assert page.select_one(".error-summary")


@pytest.mark.parametrize("text", ["dao", "006188000123", "0912345678"])
def test_another_ward_cannot_tell_they_exist(browser, hoa, dao, text):
    assert NOBODY in look(browser.sign_in(hoa), text).get_text()


def test_another_wards_case_number_finds_nobody(browser, hoa, dao):
    assert NOBODY in look(browser.sign_in(hoa), dao.number).get_text()


@pytest.mark.parametrize("role", ["mai", "binh", "thao", "admin"])
def test_other_roles_do_not_search(browser, role, request):
    browser.sign_in(request.getfixturevalue(role))
    browser.get("/people/search", 403)
    browser.post("/people/search", 403, q="dao")


def test_a_name_never_stands_in_an_address(browser, lan, dao):
    page = look(browser.sign_in(lan), "Đặng Thị Đào")

    assert page.select_one("main form")["method"] == "post"
    assert browser.response.request.query_string == b""
    assert not [link for link in page.select("a[href]") if "Dao" in link["href"]]
    assert "Đào" not in page.title.get_text()


def test_searching_changes_nothing(browser, lan, dao):
    browser.sign_in(lan).get("/people/search")
    before = count_events()
    look(browser, "dao")

    assert count_events() == before


def test_what_was_held_for_it_is_let_go_once_it_was_asked(browser, lan, dao):
    hold(lan, "/people/search", {"q": ["dang"]})
    page = browser.sign_in(lan).get("/people/search")
    assert page.select_one("[name=q]")["value"] == "dang"

    page = browser.submit("form:has([name=q])", 200)
    assert "Đặng Thị Đào" in page.main.get_text()
    assert not browser.get("/people/search").select_one("[name=q]")["value"]


def count_events():
    return db.session.scalar(db.select(db.func.count(AuditEvent.id)))


def test_thousands_of_the_same_family_name_stay_one_page(browser, lan, minh, duc_xuan):
    for number in range(35):
        cast.open_case(area=duc_xuan, by=minh, name=f"Nguyễn Văn An{number:02d}x")
    page = look(browser.sign_in(lan), "nguyen van")

    assert len(page.select(".worklist li")) == 30
    assert "Còn nhiều người khác khớp" in page.get_text()

"""Searching the list by name or number. What is searched never stands in an address."""

import pytest

from tests.cast import open_case


@pytest.fixture
def people(minh, duc_xuan, bac_kan, tuan):
    open_case(area=bac_kan, by=tuan, name="Đặng Văn Hòa")
    return [
        open_case(area=duc_xuan, by=minh, name=name)
        for name in ("Đặng Thị Hoà", "Nguyễn Văn Đại", "Hoàng Hoa Đặng")
    ]


def names(page) -> set[str]:
    return {link.get_text() for link in page.select("table.rows tbody a")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hoa", {"Đặng Thị Hoà", "Hoàng Hoa Đặng"}),
        ("HÒA đặng", {"Đặng Thị Hoà", "Hoàng Hoa Đặng"}),
        ("dai", {"Nguyễn Văn Đại"}),
        ("dan thi", {"Đặng Thị Hoà"}),
        ("%", set()),
        ("'; --", set()),
    ],
)
def test_names_are_found_however_they_are_typed(browser, minh, people, words, found):
    browser.sign_in(minh).get("/caseload")
    browser.post("/caseload/search", words=words, expect=303)

    page = browser.follow()

    assert names(page) == found
    assert words.lower() not in browser.response.request.full_path.lower()


def test_a_case_number_is_found(browser, minh, people):
    browser.sign_in(minh).post("/caseload/search", words=people[1].number, expect=303)

    assert names(browser.follow()) == {"Nguyễn Văn Đại"}


def test_a_search_keeps_the_filters_and_can_be_taken_away(browser, minh, people):
    browser.sign_in(minh).post("/caseload/search?worker=none", words="hoa", expect=303)

    page = browser.follow()

    assert len(names(page)) == 2
    chips = page.select(".filter-chips a")
    assert [chip["href"] for chip in chips][1] == "/caseload?worker=none"


def test_the_numbers_are_of_what_was_found(browser, minh, people):
    browser.sign_in(minh).post("/caseload/search", words="hoa", expect=303)

    page = browser.follow()

    assert page.select_one("#filter-worker option[value=none]").get_text().endswith("(2)")


def test_nothing_typed_is_the_whole_list(browser, minh, people):
    browser.sign_in(minh).post("/caseload/search", words=" ", expect=303)

    assert browser.response.headers["Location"] == "/caseload"


@pytest.mark.parametrize("words", ["a" * 500, "a\0b"])
def test_what_cannot_be_searched_is_said_at_the_field(browser, minh, people, words):
    page = browser.sign_in(minh).post("/caseload/search", words=words, expect=200)

    assert page.select_one("#words-error")
    assert page.select_one(".error-summary a")["href"] == "#words"


def test_a_search_of_another_secret_is_no_search(browser, minh, people):
    page = browser.sign_in(minh).get("/caseload?find=AAAAbm9ib2R5")

    assert len(names(page)) == 3

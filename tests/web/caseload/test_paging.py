"""Page after page and back: everybody once, whatever the order, whatever is done to a cursor."""

from base64 import urlsafe_b64decode
from urllib.parse import parse_qs, urlsplit

import pytest

from reintegrate.db import today
from reintegrate.models.case import Case
from reintegrate.models.names import sort_key
from reintegrate.models.person import BirthDate, Person
from reintegrate.web.ui import paging
from reintegrate.web.ui.sealed import seal, unseal

ORDERS = [f"{sign}{sort}" for sign in ("", "-") for sort in ("due", "name", "contact", "worker")]


@pytest.fixture
def many(minh, lan, duc_xuan, monkeypatch) -> list[str]:
    """Seven cases on pages of three; some share a name, a date, a worker."""
    monkeypatch.setattr(paging, "PAGE_SIZE", 3)
    monkeypatch.setitem(paging.Paged.page.__kwdefaults__, "size", 3)
    monkeypatch.setitem(paging.page_of.__kwdefaults__, "size", 3)
    numbers = []
    for place in range(7):
        person = Person.known_as(f"Nguyễn Văn {'AB'[place % 2]}", BirthDate(1990))
        case = Case.open(
            person,
            area=duc_xuan,
            rehabilitation_kind_code="compulsory",
            completed_on=today(),
            by=minh,
        )
        if place % 3:
            case.assign(lan, by=minh)
        numbers.append(case.number)
    return numbers


def numbers(page) -> list[str]:
    return [found.get_text() for found in page.select("table.rows tbody td > .meta")]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_hold_everybody_once_there_and_back(browser, minh, many, order):
    page = browser.sign_in(minh).get(f"/caseload?sort={order}")
    pages = [numbers(page)]
    while following := page.select_one("a[rel=next]"):
        page = browser.get(following["href"])
        pages.append(numbers(page))
    assert [len(listed) for listed in pages] == [3, 3, 1]
    assert sorted(number for listed in pages for number in listed) == sorted(many)

    back = [numbers(page)]
    while before := page.select_one("a[rel=prev]"):
        page = browser.get(before["href"])
        back.append(numbers(page))
    assert back == pages[::-1]


def test_a_cursor_does_not_spell_a_name(browser, minh, many):
    page = browser.sign_in(minh).get("/caseload?sort=name")

    query = parse_qs(urlsplit(page.select_one("a[rel=next]")["href"]).query)
    sealed = urlsafe_b64decode(query["page"][0] + "==")
    assert sort_key("Nguyễn Văn A").split("|")[0].encode() not in sealed


def test_an_altered_cursor_is_the_first_page(browser, minh, many):
    page = browser.sign_in(minh).get("/caseload?sort=name")
    first, cursor = numbers(page), page.select_one("a[rel=next]")["href"]

    for altered in (cursor[:-1], cursor + "AA", cursor.replace("sort=name", "sort=due")):
        assert len(numbers(browser.get(altered))) == 3
    assert numbers(browser.get(cursor[:-4])) == first


def test_only_the_same_purpose_opens_what_was_sealed(app):
    sealed = seal({"name": "Hòa"}, "one purpose")

    assert unseal(sealed, "one purpose") == {"name": "Hòa"}
    assert unseal(sealed, "another") is None
    assert "H" + "òa" not in sealed
    for broken in ("", None, "=", "ß", sealed[:-2], "A" * 9000):
        assert unseal(broken, "one purpose") is None

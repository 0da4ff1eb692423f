"""Whoever signs in, in either language: every link answers, every page is whole and in words."""

from functools import lru_cache

import pytest
from babel.messages.pofile import read_po

from reintegrate.db import db
from reintegrate.models.user import User
from tests.lint import CATALOGUES, VIETNAMESE, texts
from tests.pages.crawl import FEW, Crawl, opened

pytestmark = pytest.mark.either_database

AT_LEAST = {
    "lan": 30,
    "khanh": 25,
    "hoa": 25,
    "phuong": 20,
    "minh": 20,
    "dung": 20,
    "tuan": 20,
    "mai": 6,
    "son": 6,
    "yen": 6,
    "binh": 5,
    "thao": 4,
    "admin": 5,
}
"""Fewer pages than this and the run saw nothing."""
ALIKE = {"khanh", "phuong", "tuan"}
"""Their pages are those of Lan, Hoa and Minh: one of each kind will do."""
BYTES = 30 * 1024
IN_THEIR_LANGUAGE = "sheet.show"
"""This page is handed to a person, in the language they speak."""


@pytest.mark.parametrize("username", AT_LEAST)
def test_every_link_leads_to_a_whole_page_in_vietnamese(browser, username):
    each = 1 if username in ALIKE else FEW
    crawl = Crawl(browser.sign_in(User.named(username)), each=each).go("/")

    assert not crawl.faults, "\n".join(crawl.faults)
    assert len(crawl.visits) >= AT_LEAST[username], crawl.kinds
    assert {visit.page.html["lang"] for visit in crawl.visits} == {"vi"}
    assert {v.path: v.packed for v in crawl.visits if v.packed > BYTES} == {}


@pytest.mark.parametrize("username", ["lan", "minh", "mai", "binh", "thao", "admin"])
def test_every_link_leads_to_a_whole_page_in_english(browser, username):
    browser.sign_in(User.named(username))
    opened(browser, "/account/?lang=en")

    crawl = Crawl(browser, each=1).go("/")

    assert not crawl.faults, "\n".join(crawl.faults)
    assert len(crawl.visits) >= AT_LEAST[username] / 3, crawl.kinds
    theirs = {visit.path for visit in crawl.visits if visit.kind == IN_THEIR_LANGUAGE}
    assert [visit.path for visit in crawl.visits if visit.page.html["lang"] != "en"] == [*theirs]
    left = {found for visit in crawl.visits for found in vietnamese_on(visit)}
    left = {found for found in left if found.partition(": ")[2] not in names_of_staff()}
    assert not left, "\n".join(sorted(left))


def names_of_staff():
    return {user.name for user in db.session.query(User)}


def vietnamese_on(visit):
    """Our own words left in the other language."""
    for text, owner in texts(visit.page):
        if text in vietnamese_messages() and not vietnamese_by_itself(owner):
            yield f"{visit.path}: {text}"


def vietnamese_by_itself(tag):
    own = tag if tag.has_attr("lang") else tag.find_parent(lang=True)
    return own is not None and own["lang"] == "vi"


@lru_cache(maxsize=1)
def vietnamese_messages():
    with (CATALOGUES / "vi/LC_MESSAGES/messages.po").open("rb") as file:
        found = {m.string for m in read_po(file) if m.id and m.string != m.id}
    assert len(found) > 500
    return {text for text in found if VIETNAMESE.search(text)}


def test_who_has_not_signed_in_sees_the_door_what_is_kept_and_nothing_behind_it(browser):
    """What is kept about people, and what they may ask, is read without an account."""
    crawl = Crawl(browser).go("/")

    assert not crawl.faults, "\n".join(crawl.faults)
    kinds = {visit.kind.split()[0] for visit in crawl.visits}
    assert kinds == {"sign_in.form", "privacy.index"}

"""Every kind of page each role meets, in a real browser: no complaint, no scroll, nothing tiny."""

import pytest

from reintegrate.db import db
from reintegrate.models.document import Document
from reintegrate.models.user import User
from tests.chromium import axe, looks_right, no_sideways_scroll, targets_44
from tests.pages.crawl import examples_for, opened

pytestmark = pytest.mark.either_database

PHONE, LAPTOP, ZOOMED = (360, 740), (1280, 800), (320, 640)
AT_LEAST = {"lan": 20, "minh": 12, "mai": 5, "binh": 4, "thao": 3, "admin": 4}
"""One of each role, and fewer kinds of pages than this is no look at all."""
ALIKE = ("help.", "account.")
"""The same for everybody: looked at once."""


def examples(browser, username):
    """The address of one page of each kind; filters and orders of a list are one kind, and so are
    the sections of an intake, which `tests/web/intakes` looks at one by one."""
    visits = examples_for(browser, User.named(username))
    alike = () if username == "lan" else ALIKE
    first = {visit.kind.split()[0]: visit.path for visit in reversed(visits)}
    return [path for kind, path in reversed(first.items()) if not kind.startswith(alike)]


@pytest.mark.parametrize("username", AT_LEAST)
@pytest.mark.long
def test_every_kind_of_page_looks_right_on_a_phone_and_on_a_laptop(browser, page_at, username):
    paths = examples(browser, username)
    page = page_at(user=User.named(username))

    found = [fault for path in paths for fault in faults_of(page, path)]

    assert not found, "\n".join(found)
    assert len(paths) >= AT_LEAST[username], paths


def faults_of(page, path):
    """What is wrong with this page in any of the three sizes."""
    answer = page.goto(path)
    if answer.status != 200:
        yield f"{path}: {answer.status}"
    for size, measure in (
        (PHONE, looks_right),
        (ZOOMED, no_sideways_scroll),
        (LAPTOP, looks_right),
    ):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        try:
            measure(page)
        except AssertionError as fault:
            yield f"{size[0]} px: {fault}"


@pytest.mark.parametrize("what", ["answers", "withdrawal"])
def test_what_only_the_police_open_looks_right(browser, page_at, dung, what):
    browser.sign_in(dung)
    papers = db.session.scalars(
        db.select(Document.id).where(Document.area_id == dung.area_id)
    ).all()
    paths = [f"/documents/{paper}/{what}" for paper in papers]
    path = next(path for path in paths if opened(browser, path).status_code == 200)

    assert not [*faults_of(page_at(user=dung), path)]


def test_the_menu_of_a_phone_and_the_door_look_right(page_at, lan):
    door = page_at(*PHONE)
    for path in ("/sign-in", "/sign-in?lang=en"):
        door.goto(path)
        looks_right(door)
    page = page_at(*PHONE, user=lan)
    page.goto("/today")
    page.locator("details.menu summary").click()

    no_sideways_scroll(page)
    targets_44(page)
    axe(page)


def test_pages_look_right_without_javascript_and_folded_parts_open(page_at, lan, browser):
    paths = [p for p in examples(browser, "lan") if "new" in p or "follow-up" in p]
    page = page_at(*PHONE, user=lan)
    for path in paths:
        page.goto(path)
        folded = page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        looks_right(page)

    assert len(paths) >= 4


@pytest.mark.parametrize("path", ["/cases/999999", "/no/such/page"])
def test_the_page_for_nothing_here_looks_right(page_at, lan, path):
    page = page_at(*PHONE, user=lan, expect={404})
    page.goto(path)

    looks_right(page)
    assert page.locator("main a").count() >= 1


def test_the_page_for_not_yours_to_do_looks_right(page_at, thao):
    page = page_at(*PHONE, user=thao, expect={403})
    page.goto("/caseload")

    looks_right(page)
    assert page.locator("main a").count() >= 1

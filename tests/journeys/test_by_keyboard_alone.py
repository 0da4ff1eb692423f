"""The main tasks without a mouse: Tab, Enter, Space and letters, nothing else."""

import pytest

from reintegrate.db import db, today
from reintegrate.models.assignment import Assignment
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.intake import Intake
from reintegrate.models.transfer import Transfer
from tests.browser import PASSWORD
from tests.journeys.hands import SUBMIT, Hands

pytestmark = pytest.mark.either_database


@pytest.fixture
def keyboard(page_at):
    """A laptop without a mouse."""

    def of(user=None):
        return Hands(page_at(user=user))

    return of


def newest(model):
    db.session.rollback()
    return db.session.query(model).order_by(model.id.desc()).first()


def enter(hands, what):
    """Tab there and press Enter, which leads to another page."""
    hands.tab_to(what)
    with hands.page.expect_navigation():
        hands.key("Enter")
    return hands


def typed(hands, what, text):
    hands.tab_to(what)
    hands.page.keyboard.type(text)
    return hands


def test_signing_in_and_writing_down_a_contact(keyboard, lan):
    before = newest(Contact).id
    hands = keyboard().go("/sign-in")
    typed(hands, "[name=username]", "lan")
    typed(hands, "[name=password]", PASSWORD)
    enter(hands, "main form button[type=submit]")

    enter(hands, "main a[href*='/contacts/new']")
    hands.tab_to("[name=outcome]").key("Space")
    typed(hands, "[name=note]", "Gặp ở nhà.")
    enter(hands, SUBMIT)

    hands.sees("main .receipt:focus")
    assert newest(Contact).id > before


def test_the_first_tab_skips_to_the_page(keyboard, lan):
    hands = keyboard(lan).go("/today").key("Tab")
    assert hands.page.locator(".skip:focus").count() == 1

    hands.key("Enter", "Tab")

    assert hands.page.locator("main :focus").count() == 1


def test_looking_somebody_up_and_beginning_an_intake(keyboard, lan):
    before = newest(Intake).id
    hands = keyboard(lan).go("/intakes/")
    enter(hands, "main a[href='/intakes/new']")
    typed(hands, "[name=q]", "Vàng Thị Thử")
    with hands.page.expect_navigation():
        hands.key("Enter")
    enter(hands, "main form[action$='/intakes/'] button")
    enter(hands, "main a[href$='/who']")
    typed(hands, "[name=birth]", "1990")
    enter(hands, SUBMIT)

    assert newest(Intake).id > before
    assert "Vàng Thị Thử" in hands.go("/intakes/").text


def test_opening_a_case_for_an_intake(keyboard, dung):
    waiting = db.session.query(Intake).filter_by(status="submitted")
    intake = waiting.join(Intake.by).filter_by(area_id=dung.area_id).first()
    hands = keyboard(dung).go("/intakes/")
    enter(hands, f"main a[href='/intakes/{intake.id}']")
    enter(hands, "main a[href$='/decision']")
    enter(hands, SUBMIT)

    assert hands.path.startswith("/cases/")
    assert newest(Case).person_id


def test_an_agency_takes_a_request_on(keyboard, mai):
    offered = db.session.query(Assignment).filter_by(status="offered", agency_id=mai.agency_id)
    number = offered.first().id
    hands = keyboard(mai).go("/")
    enter(hands, f"main a[href='/assignments/{number}']")
    enter(hands, "main form[action$='/acceptance'] button")

    db.session.rollback()
    assert db.session.get(Assignment, number).status == "accepted"


def test_a_ward_accepts_a_transfer(keyboard, minh):
    pending = db.session.query(Transfer).filter_by(status="proposed", to_area_id=minh.area_id)
    number = pending.first().id
    hands = keyboard(minh).go("/transfers/")
    enter(hands, f"main a[href='/transfers/{number}']")
    enter(hands, "main form[action$='/acceptance'] button")

    db.session.rollback()
    assert db.session.get(Transfer, number).status == "accepted"


def test_the_menu_of_a_phone_opens_and_closes(page_at, lan):
    hands = Hands(page_at(360, 740, user=lan)).go("/today")
    hands.tab_to("details.menu summary").key("Enter")
    hands.sees(".menu-panel a")

    hands.key("Escape")

    assert hands.page.locator("details.menu[open]").count() == 0
    assert hands.page.locator("details.menu summary:focus").count() == 1


def test_focus_can_be_seen_wherever_it_goes(keyboard, lan):
    hands = keyboard(lan).go("/today")
    for _ in range(25):
        hands.key("Tab")
        ring = hands.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
        )
        assert ring, hands.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_a_date_of_today_is_offered_and_may_be_typed_over(keyboard, lan):
    hands = keyboard(lan).go("/today")
    enter(hands, "main a[href*='/contacts/new']")
    hands.tab_to("[name=outcome]").key("Space")
    hands.page.locator("main details:has([name=happened_on]) > summary").focus()
    hands.key("Enter").tab_to("[name=happened_on]")
    assert hands.page.locator("[name=happened_on]").input_value() == today().strftime("%d/%m/%Y")

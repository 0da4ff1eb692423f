"""The register of numbers: in order, with its gaps explained."""

from reintegrate.db import db, today
from tests.cast import open_case
from tests.trust.scenery_papers import committee, issued


def test_it_lists_numbers_in_order_and_what_was_given_outside(browser, minh, lan, duc_xuan):
    case = open_case(area=duc_xuan, by=minh)
    body = committee(duc_xuan, minh)
    issued(case, body, minh, {})
    db.session.commit()
    browser.sign_in(minh).get("/documents/register")
    browser.submit("form.form", series="QĐ-UBND", up_to="40")
    issued(case, body, minh, {})
    db.session.commit()

    page = browser.sign_in(lan).get("/documents/register")
    numbers = [row.select_one("td").text for row in page.select("tbody tr")]
    assert numbers == ["01", "02 – 40", "41"]
    assert f"QĐ-UBND {today().year}" in page.text
    assert page.select_one("form.form") is None


def test_a_number_already_given_is_refused_at_its_field(browser, minh, duc_xuan):
    body = committee(duc_xuan, minh)
    issued(open_case(area=duc_xuan, by=minh), body, minh, {})
    db.session.commit()
    browser.sign_in(minh).get("/documents/register")

    for up_to in ("1", "x", ""):
        page = browser.submit("form.form", expect=200, series="QĐ-UBND", up_to=up_to)
        assert page.select_one("#up_to-error"), up_to


def test_an_empty_register_says_so(browser, lan):
    assert browser.sign_in(lan).get("/documents/register?series=x&year=y").select_one(".empty")


def test_another_ward_has_its_own(browser, minh, tuan, duc_xuan):
    issued(open_case(area=duc_xuan, by=minh), committee(duc_xuan, minh), minh, {})
    db.session.commit()

    assert browser.sign_in(tuan).get("/documents/register").select_one(".empty")

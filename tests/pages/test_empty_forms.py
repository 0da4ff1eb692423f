"""A form sent empty, or full of nonsense, says what is wrong at each field and keeps the typing."""

from collections import Counter

import pytest
from bs4 import Tag

from reintegrate.models.user import User
from tests.browser import filled_in
from tests.chromium import axe, no_sideways_scroll
from tests.pages.crawl import Crawl, examples_for, opened

pytestmark = pytest.mark.either_database

FORMS = "main form[method=post]"
TYPED = "input:not([type]), input[type=text], input[type=search], input[type=tel], textarea"
VISIBLE = "input:not([type=hidden]), select, textarea"
ANSWER = "main .result-count, main .empty, main .first-password"
"""A search found something or nobody; an account has its first password: nothing was refused."""
NONSENSE = "Ạ?/⁉ 32-13-99"
AT_LEAST = {"lan": 14, "minh": 8, "mai": 3, "thao": 5, "admin": 2}
"""Fewer forms than this and the run tried nothing."""

BLANK_EVERYTHING = """form => {
  for (const e of form.elements) {
    if (e.matches('[type=radio], [type=checkbox]')) e.checked = false;
    else if (e.matches('select')) e.selectedIndex = -1;
    else if (e.matches('input:not([type=hidden]), textarea')) e.value = '';
  }
}"""

SEND = """form => form.requestSubmit(
  form.querySelector('button[type=submit]:not([name])') ?? form.querySelector('[type=submit]'))"""


def forms_of(visits):
    """(address, place among the page's forms, the form): one example of each kind of form."""
    found = {}
    for visit in visits:
        for place, form in enumerate(visit.page.select(FORMS)):
            fields = tuple(sorted({str(c["name"]) for c in form.select(VISIBLE) if c.get("name")}))
            kind = (visit.kind.split(" ")[0], str(form.get("action", "")).split("/")[-1], fields)
            if fields:
                found.setdefault(kind, (visit.path, place, form))
    return list(found.values())


def answers_with(form: Tag, text: str):
    """Every field one can type in says `text`, nothing is chosen; hidden fields stay."""
    hidden = {str(tag["name"]): str(tag["value"]) for tag in form.select("input[type=hidden]")}
    typed = {str(tag["name"]): text for tag in form.select(TYPED) if tag.get("name")}
    return typed, hidden | typed


def button_of(form: Tag) -> dict[str, str]:
    """The button that means it: the one without a name, where others only show something first."""
    named = form.select("button[type=submit][name]")
    if not named or form.select("button[type=submit]:not([name])"):
        return {}
    return {str(named[0]["name"]): str(named[0].get("value", ""))}


def target(path: str, form: Tag) -> str:
    return str(form.get("action") or path)


def refusals(browser, username, text):
    """Posts every form with `text` everywhere; yields those the site did not take."""
    crawl = Crawl(browser.sign_in(User.named(username)), each=1, lints=False).go("/")
    forms = forms_of(crawl.examples)
    assert len(forms) >= AT_LEAST[username], [(path, place) for path, place, _ in forms]
    for path, _, form in forms:
        typed, fields = answers_with(form, text)
        browser._ask("POST", target(path, form), {"data": fields | button_of(form)})
        status = browser.response.status_code
        assert status in {200, 302, 303}, f"{status} for {target(path, form)}"
        if status == 200 and browser.page.select_one(ANSWER) is None:
            yield target(path, form), typed, form


@pytest.mark.parametrize("username", AT_LEAST)
@pytest.mark.parametrize("text", ["", NONSENSE], ids=["empty", "nonsense"])
def test_what_is_wrong_is_said_above_and_at_each_field(browser, username, text):
    seen = Counter()
    for where, _, _ in refusals(browser, username, text):
        page = browser.page
        wrong = page.select("[aria-invalid=true]")
        summary = page.select_one("#error-summary")
        seen["refused"] += 1
        assert summary is not None, where
        assert page.title.get_text().startswith("Lỗi: "), where
        assert summary.select("a[href]") or not wrong, where
        for control in wrong:
            described = str(control["aria-describedby"]).split()
            assert f"{control['id']}-error" in described, where
        for error in page.select("main .field .error"):
            assert len(error.get_text(strip=True)) > len("Lỗi:"), where
    assert seen["refused"] >= AT_LEAST[username] / 3


@pytest.mark.parametrize("username", ["lan", "minh", "admin"])
def test_whatever_was_typed_is_still_there(browser, username):
    kept = 0
    for where, typed, form in refusals(browser, username, NONSENSE):
        passwords = {str(tag["name"]) for tag in form.select("[type=password]")}
        shown = {}
        for answered in browser.page.select(FORMS):
            if set(typed) <= {str(c.get("name")) for c in answered.select(VISIBLE)}:
                shown = filled_in(answered)
        for name in typed.keys() - passwords:
            assert shown.get(name) == [NONSENSE], f"{where}: {name} was {shown.get(name)}"
            kept += 1
    assert kept >= AT_LEAST[username] / 2


@pytest.mark.parametrize("username", ["lan", "minh", "mai", "thao"])
@pytest.mark.long
def test_the_answer_to_an_empty_form_looks_right_on_a_phone(browser, page_at, username):
    visits = examples_for(browser, User.named(username))
    page = page_at(360, 740, user=User.named(username), expect={404, 409})
    refused, found = 0, []
    for path, place, _ in forms_of(visits):
        if page.goto(path).status != 200 or page.locator(FORMS).count() <= place:
            continue
        form = page.locator(FORMS).nth(place)
        form.evaluate(BLANK_EVERYTHING)
        with page.expect_navigation():
            form.evaluate(SEND)
        if page.locator("#error-summary").count():
            refused += 1
            try:
                no_sideways_scroll(page)
                axe(page)
            except AssertionError as fault:
                found.append(f"{path}: {fault}")
            assert page.evaluate("document.activeElement.id") == "error-summary", path

    assert not found, "\n".join(found)
    assert refused >= AT_LEAST[username] / 3


def test_the_door_says_what_is_missing(page_at):
    page = page_at(360, 740)
    page.goto("/sign-in")
    page.locator("main button[type=submit]").click()

    assert page.locator("#error-summary").is_visible()
    axe(page)


def test_a_page_of_an_answer_in_english_says_it_in_english(browser, lan):
    browser.sign_in(lan)
    opened(browser, "/account/?lang=en")
    browser.get("/intakes/new")
    browser.submit(FORMS, expect=200)

    assert browser.page.title.get_text().startswith("Error: ")

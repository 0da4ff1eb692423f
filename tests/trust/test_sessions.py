"""Nothing is reached without signing in, and no cookie outlives what gave it its worth."""

import pytest
import time_machine

from reintegrate.access.gate import PUBLIC
from reintegrate.db import db, utcnow
from reintegrate.models.user import Role
from tests.browser import PASSWORD, Browser
from tests.trust.routes import routes

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
ALLOWED = {
    "static": "styles, scripts and the icon of the sign-in page itself",
    "home.index": "leads to the sign-in page",
    "sign_in.form": "signing in",
    "sign_in.out": "signing out, also when the session has ended meanwhile",
    "health.healthz": "asked by whoever watches the machine; says one word",
    "health.readyz": "the same",
    "offline.worker": "the program for work without signal: nobody's data",
    "offline.code": "its parts",
    "offline.index": "its empty page, which the phone fills from what it holds",
    "offline.manifest": "name and icons for the home screen",
    "offline.standing": "whether this device may still work without signal: yes or no",
    "api.index": "which addresses there are for other programs: nobody's data",
    "api.document": "what each of them answers: nobody's data",
    "privacy.index": "how people's data is looked after: for the people themselves",
    "nudges.feed": "a calendar of counts, for whoever holds its secret address",
}
"""All that answers to people who have not signed in, and why."""


@pytest.mark.either_database
def test_without_signing_in_nothing_is_reached(app, record_property):
    client, pairs, reached = app.test_client(), 0, []
    for endpoint, path, _ in routes(app):
        for method in METHODS:
            pairs += 1
            answer = client.open(path, method=method)
            to_sign_in = answer.status_code == 303 and answer.location.startswith("/sign-in")
            nothing_there = answer.status_code in {404, 405} or method == "OPTIONS"
            for_a_key = answer.status_code == 401 and path.startswith("/api/")
            refused = to_sign_in or nothing_there or for_a_key
            if endpoint not in ALLOWED and not refused:
                reached.append((method, path, answer.status_code))

    assert reached == []
    assert pairs > 300
    record_property("G1 by any method", f"{pairs} pairs of method and address, 0 reached")


@pytest.mark.either_database
def test_what_an_options_request_tells_is_only_its_methods(app):
    client = app.test_client()
    bodies = {
        client.options(path).get_data()
        for endpoint, path, _ in routes(app)
        if client.options(path).status_code == 200 and endpoint not in ALLOWED
    }

    assert bodies <= {b""}


def test_what_is_public_says_so_and_is_on_the_list(app):
    public = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if getattr(view, "allows", PUBLIC) == PUBLIC
    }

    assert public == set(ALLOWED)


@pytest.fixture
def copied(browser, lan):
    """Lan is signed in; somebody has a copy of her cookie."""
    name = browser.app.config["SESSION_TOKEN_COOKIE"]
    browser.sign_in(lan).get("/today")
    return browser.client.get_cookie(name).value


def accepted(app, token):
    """How many of the pages that Lan's cookie opened it still opens."""
    client = app.test_client()
    client.set_cookie(app.config["SESSION_TOKEN_COOKIE"], token)
    pages = ["/today", "/caseload", "/account/", "/help/", "/intakes/"]
    return sum(client.get(page).status_code == 200 for page in pages)


def test_the_copy_works_until_then(app, copied):
    db.session.commit()
    assert accepted(app, copied) == 5


def sign_out(browser, lan, admin, bac_kan):
    browser.post("/sign-out", 303)


def change_password(browser, lan, admin, bac_kan):
    browser.get("/account/password")
    new = "sông dài cá lội"
    browser.submit("main form", 303, present=PASSWORD, new=new, again=new)


def reset_password(browser, lan, admin, bac_kan):
    lan.reset_password(by=admin)


def change_role(browser, lan, admin, bac_kan):
    lan.change_rights(role=Role.WARD_OFFICIAL, area=lan.area, agency=None, by=admin)


def change_ward(browser, lan, admin, bac_kan):
    lan.change_rights(role=lan.role, area=bac_kan, agency=None, by=admin)


def disable(browser, lan, admin, bac_kan):
    lan.disable(by=admin)


def disable_and_enable(browser, lan, admin, bac_kan):
    lan.disable(by=admin)
    lan.enable(by=admin)


def end_from_elsewhere(browser, lan, admin, bac_kan):
    there = Browser(browser.app).sign_in(lan)
    there.post("/account/sessions/end-others", 303)


ENDINGS = [sign_out, change_password, reset_password, change_role, change_ward, disable]
ENDINGS += [disable_and_enable, end_from_elsewhere]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_a_copied_cookie_is_refused_at_the_next_request(
    app, browser, copied, lan, admin, bac_kan, ending
):
    ending(browser, lan, admin, bac_kan)
    db.session.commit()

    assert accepted(app, copied) == 0


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_a_copied_cookie_changes_nothing_either(app, browser, copied, lan, admin, bac_kan, ending):
    token = browser.get("/account/").select_one("[name=csrf_token]")["value"]
    ending(browser, lan, admin, bac_kan)
    db.session.commit()
    client = app.test_client()
    client.set_cookie(app.config["SESSION_TOKEN_COOKIE"], copied)
    answer = client.post("/account/sessions/end-others", data={"csrf_token": token})

    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")


def test_a_cookie_that_was_altered_is_nobodys(app, copied):
    db.session.commit()
    guesses = [copied[:-1], copied + "A", copied.swapcase(), "", "A" * 4000, "\xff", "'; --"]

    assert sum(accepted(app, guess) for guess in guesses) == 0


@pytest.mark.either_database
def test_an_unused_session_ends_by_itself(another_app, lan):
    browser = Browser(another_app(idle_minutes=4 / 60)).sign_in(lan)
    now = utcnow().timestamp()
    for second in (3, 6, 9):  # in use it goes on
        with time_machine.travel(now + second, tick=True):
            browser.get("/today")
    with time_machine.travel(now + 14, tick=True):
        browser.get("/today", 303)


@pytest.mark.either_database
def test_a_session_in_use_ends_in_the_end(another_app, lan):
    browser = Browser(another_app(absolute_hours=10 / 3600)).sign_in(lan)
    now = utcnow().timestamp()
    for second, status in ((4, 200), (8, 200), (12, 303)):
        with time_machine.travel(now + second, tick=True):
            browser.get("/today", status)


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 303), (13 * 60, 303)])
def test_by_default_half_an_hour_unused(browser, lan, minutes, status):
    browser.sign_in(lan).get("/help/")
    with time_machine.travel(utcnow().timestamp() + minutes * 60, tick=True):
        browser.get("/help/", status)


def test_by_default_twelve_hours_in_all(browser, lan):
    browser.sign_in(lan)
    began = utcnow().timestamp()
    for quarter in range(1, 48):
        with time_machine.travel(began + quarter * 15 * 60, tick=True):
            browser.get("/help/")
    with time_machine.travel(began + 48 * 15 * 60 + 5, tick=True):
        browser.get("/help/", 303)


@pytest.mark.either_database
def test_the_cookie_of_the_session_tells_nothing(app, browser, lan):
    browser.sign_in(lan)
    cookie = browser.client.get_cookie(app.config["SESSION_TOKEN_COOKIE"])

    assert len(cookie.value) >= 43
    kept = db.session.execute(db.text("SELECT token_hash FROM user_session")).scalars().all()
    assert cookie.value not in kept

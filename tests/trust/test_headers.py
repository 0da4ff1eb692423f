"""What every answer tells the browser, whatever its status: load nothing from elsewhere, keep
nothing. And the traps of cookies, referrers and form tokens."""

import pytest
from flask import Flask

from reintegrate.access.gate import PUBLIC, allows
from reintegrate.db import db
from tests.browser import PASSWORD, Browser
from tests.trust.routes import routes

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def failing(another_app):
    """The app with one page that fails."""
    app = another_app()
    app.view_functions["health.healthz"] = allows(PUBLIC)(lambda: 1 // 0)
    return app


def answers(app: Flask, failing: Flask, user):
    """One answer of every kind: (what it is, the answer)."""
    browser = Browser(app).sign_in(user)
    db.session.commit()
    client, stranger = browser.client, app.test_client()
    style = "/static/css/app.css"
    return {
        "200": client.get("/account/"),
        "200 not signed in": stranger.get("/sign-in"),
        "302": client.get("/"),
        "303": stranger.get("/account/"),
        "308": client.get("/account"),
        "400": client.post("/sign-out"),
        "400 NUL": client.get("/account/?x=%00"),
        "403": client.get("/admin/"),
        "404": client.get("/nowhere"),
        "404 stranger": stranger.get("/nowhere"),
        "404 static": stranger.get("/static/nowhere.css"),
        "405": client.get("/sign-out"),
        "413": client.post("/sign-out", data={"x": "x" * 600_000}),
        "500": failing.test_client().get("/healthz"),
        "503": stranger.get("/readyz"),
        "static": stranger.get(style, buffered=True),
        "static, not modified": stranger.get(
            style, headers={"If-Modified-Since": "Sun, 01 Jan 2090 00:00:00 GMT"}, buffered=True
        ),
        "head": client.head("/account/"),
        "options": client.options("/account/"),
    }


@pytest.mark.either_database
def test_every_answer_is_strict(app, failing, lan, record_property):
    found = answers(app, failing, lan)
    for what, answer in found.items():
        assert what.split()[0].rstrip(",") in {
            str(answer.status_code),
            "static",
            "head",
            "options",
        }
        check_headers(answer)
    assert len(found) == 19
    record_property("G7", f"{len(found)} kinds of answer, all strict")


def check_headers(answer):
    told = answer.headers
    policy = dict(
        (part.split()[0], part.split()[1:]) for part in told["Content-Security-Policy"].split("; ")
    )
    allowed = {source for sources in policy.values() for source in sources}
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert allowed <= {"'none'", "'self'", "data:", "'script'", "reintegrate"}
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"]
    assert "max-age=31536000" in told["Strict-Transport-Security"]
    assert told["X-Frame-Options"] == "DENY"
    assert "noindex" in told["X-Robots-Tag"]
    assert told["Cache-Control"]


@pytest.mark.either_database
def test_nothing_seen_signed_in_is_stored_by_the_browser(app, failing, lan):
    found = answers(app, failing, lan)
    kept = {what for what, a in found.items() if a.headers["Cache-Control"] != "no-store"}

    assert kept == {"static", "static, not modified"}


@pytest.mark.either_database
def test_a_static_file_is_kept_a_year_only_under_its_fingerprint(app):
    client = app.test_client()
    page = Browser(app).get("/sign-in")
    styles = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]

    assert all("v=" in address for address in styles)
    assert "immutable" in client.get(styles[0], buffered=True).headers["Cache-Control"]
    assert (
        "immutable"
        not in client.get(styles[0].split("?")[0], buffered=True).headers["Cache-Control"]
    )


@pytest.mark.either_database
def test_the_machine_does_not_say_what_it_runs(app):
    answer = app.test_client().get("/nowhere")

    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers
    assert "werkzeug" not in answer.get_data(as_text=True).lower()


@pytest.mark.either_database
def test_every_cookie_is_bound_to_this_host(another_app, lan):
    app = another_app(secure_cookies=True)
    db.session.commit()
    client = app.test_client()
    page = client.get("/sign-in?lang=en", base_url="https://localhost")
    token = page.get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        "/sign-in",
        data={"csrf_token": token, "username": "lan", "password": PASSWORD},
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in"},
    )
    cookies = page.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")

    assert answer.status_code == 303
    assert {cookie.split("=")[0] for cookie in cookies} == {
        "__Host-notice",
        "__Host-language",
        "__Host-session",
    }
    for cookie in cookies:
        parts = {part.strip() for part in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert not any(part.lower().startswith("domain") for part in parts)


@pytest.mark.either_database
def test_without_https_cookies_keep_their_other_marks(browser, lan):
    browser.get("/sign-in?lang=en")
    browser.submit("main form", 303, username="lan", password=PASSWORD)
    for cookie in browser.response.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


@pytest.mark.either_database
def test_a_form_behind_https_is_accepted_whatever_referrer_is_sent(another_app, lan):
    """A policy of no-referrer together with a check of the referrer refuses every form; here the
    token decides, and what the browser says of the origin can only speak against a form."""
    app = another_app(secure_cookies=True)
    db.session.commit()
    for headers in ({}, {"Origin": "https://localhost"}, {"Origin": "null"}, HERE):
        browser = Browser(app)
        page = browser.client.get("/sign-in", base_url="https://localhost").get_data(as_text=True)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        answer = browser.client.post(
            "/sign-in",
            data={"csrf_token": token, "username": "lan", "password": PASSWORD},
            base_url="https://localhost",
            headers=headers,
        )
        assert answer.status_code == 303, headers


@pytest.mark.either_database
@pytest.mark.parametrize("token", [None, "", "x", "1.x.y", "..", "a" * 5000, "\0"])
def test_no_form_counts_without_its_token(app, request, token):
    asked = 0
    for who in ("lan", "minh", "mai", "binh", "thao", "admin"):
        browser = Browser(app).sign_in(request.getfixturevalue(who))
        db.session.commit()
        for address in routes(app):
            if "POST" not in address.methods:
                continue
            data = {} if token is None else {"csrf_token": token}
            answer = browser.client.post(address.path, data=data)
            assert answer.status_code in {400, 403}, address
            asked += 1
    assert asked > 100


@pytest.mark.either_database
def test_a_form_from_another_site_does_not_count_even_with_a_token(browser, lan):
    token = browser.sign_in(lan).get("/account/").select_one("[name=csrf_token]")["value"]
    options = {"data": {"csrf_token": token}, "headers": {"Sec-Fetch-Site": "cross-site"}}
    browser._open("POST", "/account/sessions/end-others", 400, options)


@pytest.mark.either_database
def test_one_users_token_does_not_count_for_another(browser, lan, khanh):
    token = browser.sign_in(lan).get("/account/").select_one("[name=csrf_token]")["value"]
    browser.sign_in(khanh).post("/account/sessions/end-others", 400, csrf_token=token)


@pytest.mark.either_database
def test_what_flash_tells_is_no_secret_and_no_name(browser, admin, lan):
    """Flask's own session is readable by whoever holds the cookie."""
    page = browser.sign_in(admin).post(f"/admin/users/{lan.id}/password", 200)
    password = page.select(".facts dd")[-1].get_text()
    browser.post(f"/admin/users/{lan.id}/disable", 303)
    with browser.client.session_transaction() as session:
        kept = str(dict(session))

    assert password not in kept
    assert lan.name not in kept
    assert set(browser.client.get_cookie("notice").value) - {"."}

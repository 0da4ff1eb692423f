"""Who is let in at the door of programs: a token and nothing else, and never out of its scope."""

import json
from contextvars import Context

import pytest

from reintegrate.db import db
from reintegrate.models.api_token import REQUESTS_A_WINDOW, ApiToken, Grant
from reintegrate.models.audit import AuditEvent, broken_rows
from reintegrate.models.sign_in_attempt import PER_ADDRESS, SignInAttempt
from tests import cast
from tests.browser import PASSWORD, Browser

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan, minh, lan):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


def test_without_a_key_it_says_how_to_bring_one(ask):
    told = ask("/caseload", 401)

    assert ask.answer.headers["WWW-Authenticate"] == 'Bearer realm="reintegrate"'
    assert told["status"] == 401
    ask("/caseload", 401, Authorization="Bearer rei_nobodys")
    assert 'error="invalid_token"' in ask.answer.headers["WWW-Authenticate"]


def test_a_cookie_does_not_count_here_nor_a_key_elsewhere(app, ask, lan, case):
    browser = Browser(app).sign_in(lan)
    db.session.commit()
    assert Context().run(browser.client.get, "/api/v1/me").status_code == 401

    ask.reading(lan, *Grant)
    there = ask.open("/caseload", headers={"Authorization": f"Bearer {ask.token}"})
    assert there.status_code == 303
    assert there.location.startswith("/sign-in")


def test_signing_out_ends_no_key_and_disabling_does(app, ask, lan, admin):
    ask.reading(lan)
    browser = Browser(app).sign_in(lan)
    browser.get("/account/")
    browser.post("/sign-out", 303)
    ask("/me")
    lan.disable(by=admin)

    ask("/me", 401)


def test_it_reads_only_what_it_was_made_for(ask, lan, case):
    ask.reading(lan, Grant.DUE)
    ask("/due")
    told = ask(f"/cases/{case.id}", 403)

    assert told["detail"] == "Khóa này không được tạo để đọc mục này."
    ask("/caseload", 403)


def test_never_more_than_its_owner_may(ask, binh, mai, admin):
    for user in (binh, mai, admin):
        ask.reading(user, *Grant)
        ask("/caseload", 403)
        ask("/cases/1", 403)
        ask("/me")


def test_another_wards_case_is_the_same_as_none(ask, hoa, case):
    ask.reading(hoa, *Grant)

    assert ask(f"/cases/{case.id}", 404) == ask("/cases/987654", 404)


def test_opening_a_case_is_written_down(ask, lan, case):
    ask.reading(lan, Grant.CASES)
    ask(f"/cases/{case.id}")
    ask(f"/cases/{case.id}", If_None_Match="*")
    seen = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.is_read, AuditEvent.case_id == case.id)
    ).all()

    assert [(event.what, event.by_id) for event in seen] == [("case.viewed", lan.id)] * 2


def test_the_trail_tells_a_program_from_its_owner(app, ask, lan, thao, case):
    ask.reading(lan, Grant.CASES)
    ask(f"/cases/{case.id}")
    Browser(app).sign_in(lan).get(f"/cases/{case.id}")
    db.session.commit()
    page = Browser(app).sign_in(thao).get("/audit/?reads=y")
    said = [cell.get_text(strip=True) for cell in page.select('td[data-label="Việc"]')]
    name = db.session.scalars(db.select(ApiToken.name)).one()

    assert said == ["Xem hồ sơ", f"Xem hồ sơ (chương trình, bằng khóa “{name}”)"]
    assert not list(broken_rows())


def test_guesses_at_keys_are_held_back_and_nobody_else_is(app, ask, lan):
    wrong = {"Authorization": "Bearer rei_guess"}
    for _ in range(PER_ADDRESS):
        ask("/me", 401, **wrong)
    ask("/me", 429, **wrong)
    assert 0 < int(ask.answer.headers["Retry-After"]) <= 900
    elsewhere = {"REMOTE_ADDR": "10.1.1.1"}
    there = ask.open("/api/v1/me", headers=wrong, environ_base=elsewhere)
    assert there.status_code == 401
    ask.reading(lan)
    ask("/me", 429)
    browser = Browser(app)
    browser.get("/sign-in")
    browser.post("/sign-in", 303, username="lan", password=PASSWORD)


def test_a_program_that_goes_on_with_an_ended_key_guesses_nothing(ask, lan):
    ask.reading(lan)
    db.session.scalars(db.select(ApiToken)).one().end(by=lan)
    db.session.commit()
    for _ in range(3):
        ask("/me", 401)

    assert db.session.scalar(db.select(db.func.count(SignInAttempt.id))) == 0


def test_asked_too_often_it_says_when_to_come_again(ask, lan):
    ask.reading(lan)
    ask("/me")
    db.session.execute(db.update(ApiToken).values(requests=REQUESTS_A_WINDOW))
    told = ask("/me", 429)

    assert 0 < int(ask.answer.headers["Retry-After"]) <= 900
    assert told["status"] == 429


def test_every_no_is_json_in_the_programs_language_and_repeats_nothing(ask, lan):
    ask.reading(lan, *Grant)
    for path, status, options in (
        ("/nowhere?x=zqx", 404, {}),
        ("/api", 404, {}),
        ("/api//v1/me", 404, {}),
        ("/caseload", 405, {"method": "POST"}),
        ("/me", 406, {"Accept": "text/html"}),
        ("/caseload?due=zqx", 422, {}),
        ("/caseload?zqx=1", 422, {}),
        ("/caseload?due=today&due=soon", 422, {}),
        ("/caseload?page=zqx", 422, {}),
        ("/caseload?ended=all&due=today", 422, {}),
        ("/areas?on=31/01/2026", 422, {}),
        ("/catalogues/zqx", 404, {}),
    ):
        told = ask(path, status, **options)
        assert "zqx" not in json.dumps(told), path
        assert ask.answer.mimetype == "application/problem+json"
        english = ask(path, status, **{"Accept_Language": "en"} | options)
        assert english["title"] != told["title"], path
    assert ask("/me?lang=en&x=1", 422)["title"].isascii()
    assert ask("/me?x=%00", 400)["status"] == 400


def test_a_failure_is_json_here_and_a_page_elsewhere(ask, app, lan, monkeypatch):
    ask.reading(lan)

    def fail(**parts):
        raise RuntimeError("zqx")

    fail.allows = app.view_functions["api.me"].allows
    fail.grant = None
    monkeypatch.setitem(app.view_functions, "api.me", fail)

    assert ask("/me", 500)["reference"]
    assert "zqx" not in ask.answer.get_data(as_text=True)
    assert ask.open("/nowhere").mimetype == "text/html"

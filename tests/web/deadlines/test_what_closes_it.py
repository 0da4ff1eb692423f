"""What is owed leads to the form that closes it; whoever is away passes it on where all can see."""

import uuid
from datetime import datetime, timedelta

import pytest
import time_machine

from reintegrate.db import HERE, db, today
from reintegrate.models.leave import Leave, LeaveKind

pytestmark = pytest.mark.either_database
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=HERE)


def links(page) -> list[str]:
    return [a["href"] for a in page.select("a.work-more")]


def test_who_may_draft_it_is_led_to_its_form(browser, dung, deadline, case):
    form = f"/cases/{case.id}/documents/?form=proposal"
    with time_machine.travel(TUESDAY, tick=False):
        for list_of in ("/deadlines/", "/today"):
            assert links(browser.sign_in(dung).get(list_of)) == [form]
        page = browser.get(f"/deadlines/{deadline.id}")
        there = [a["href"] for a in page.select(".actions a")]
        assert there == [form, f"/cases/{case.id}/acts/new?kind=proposed"]
        assert browser.get(f"/cases/{case.id}/deadlines").select_one(f'td a[href="{form}"]')


def test_who_does_not_do_it_is_led_to_the_case(browser, lan, deadline, case):
    with time_machine.travel(TUESDAY, tick=False):
        page = browser.sign_in(lan).get("/deadlines/?of=ward")

    assert f"/cases/{case.id}" in links(page)
    assert not any("form=proposal" in link for link in links(page))


def test_the_form_owed_stands_first_and_a_draft_is_gone_on_with(browser, dung, deadline, case):
    with time_machine.travel(TUESDAY, tick=False):
        page = browser.sign_in(dung).get(f"/cases/{case.id}/documents/?form=proposal")
        button = page.select_one("button[name=kind]")
        browser.post(f"/cases/{case.id}/documents/new", key=str(uuid.uuid4()), kind=button["value"])
        page = browser.get(f"/cases/{case.id}/documents/?form=proposal")

        assert not browser.get(f"/cases/{case.id}/documents/?form=nonsense").select(".notice a")

    assert page.select_one(".notice a[href^='/documents/']")


def leave_of(user, by, days: int = 3) -> None:
    first, last = today(), today() + timedelta(days=days)
    words = {"key": str(uuid.uuid4()), "kind": LeaveKind.LEAVE, "by": by}
    Leave.enter(user, first_day=first, last_day=last, **words)
    db.session.commit()


def test_while_its_owner_is_away_the_colleague_has_it(browser, dung, deadline, colleague):
    with time_machine.travel(TUESDAY, tick=False):
        assert links(browser.sign_in(colleague).get("/deadlines/")) == []
        leave_of(dung, dung)
        page = browser.get("/deadlines/")
        assert len(links(page)) == 1
        assert f"vắng đến {today() + timedelta(days=3):%d/%m/%Y}" in page.get_text()
        assert "vắng đến" in browser.get(f"/deadlines/{deadline.id}").get_text()
    with time_machine.travel(TUESDAY + timedelta(days=6), tick=False):
        assert links(browser.sign_in(colleague).get("/deadlines/")) == []


def test_while_the_whole_role_is_away_the_next_of_the_ward_has_it(
    browser, dung, minh, lan, deadline, colleague
):
    """Who leads the ward first; and where they are away too, whoever is there."""
    page, until = f"/deadlines/{deadline.id}", f"{TUESDAY + timedelta(days=3):%d/%m/%Y}"
    with time_machine.travel(TUESDAY, tick=False):
        own = len(links(browser.sign_in(minh).get("/today")))
        browser.get(page, expect=200)
        browser.post(f"{page}/owner", expect=403)
        for away in (dung, colleague):
            leave_of(away, away)
        assert len(links(browser.get("/today"))) == own + 1
        assert f"vắng đến {until}: Lãnh đạo, công chức" in browser.get(page).get_text()
        assert links(browser.sign_in(lan).get("/deadlines/")) == []

        leave_of(minh, minh)
        assert len(links(browser.sign_in(lan).get("/deadlines/"))) == 2, "theirs, and minh's own"
        browser.post(f"{page}/owner", expect=303)
        assert f"/cases/{deadline.case_id}" in links(browser.get("/today"))
    with time_machine.travel(TUESDAY + timedelta(days=6), tick=False):
        assert len(links(browser.sign_in(dung).get("/deadlines/"))) == 1


def test_where_nobody_of_that_role_works_it_is_nobody_elses_to_lose(
    browser, dung, minh, admin, deadline
):
    with time_machine.travel(TUESDAY, tick=False):
        before = len(links(browser.sign_in(minh).get("/deadlines/")))
        deadline.owner_id = None
        dung.disable(by=admin)
        db.session.commit()
        page = browser.get("/deadlines/")

    assert len(links(page)) == before + 1
    assert "hôm nay không có ai" in page.get_text()

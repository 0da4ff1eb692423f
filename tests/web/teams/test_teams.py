"""The ward's support team: set up, changed, remembered."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.team import Team, TeamMember
from tests.web.acts.conftest import day

pytestmark = pytest.mark.either_database

DECISION = {"decision_number": "64/QĐ-UBND", "decided_on": timedelta(-20), "since": timedelta(-19)}
LEADER = {
    "place": "leader",
    "name": "Nông Văn Dũng",
    "post": "Công an phường",
    "since": timedelta(-19),
}


def teams() -> list[Team]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Team).order_by(Team.id)))


@pytest.fixture
def team(browser, minh) -> Team:
    browser.sign_in(minh).get("/teams/new")
    browser.submit("form.form", 303, **DECISION)
    [team] = teams()
    browser.get(f"/teams/{team.id}/members/new")
    browser.submit("form.form", 303, **LEADER)
    return team


def test_a_decision_and_its_members_stand_on_the_page(browser, lan, team):
    page = browser.sign_in(lan).get("/teams/")

    assert "64/QĐ-UBND" in page.get_text()
    assert "Nông Văn Dũng" in page.get_text()
    assert not page.select('main a[href^="/team"]')


def test_a_new_decision_ends_the_old_team_and_may_keep_its_members(browser, minh, team):
    browser.get("/teams/new")
    browser.submit(
        "form.form", 303, decision_number="70/QĐ-UBND", decided_on=day(), since=day(),
        keep_members="y",
    )  # fmt: skip
    old, new = teams()

    assert (old.until, new.until) == (today(), None)
    assert [m.name for m in new.members_now()] == ["Nông Văn Dũng"]
    left = db.select(TeamMember.until).where(TeamMember.team_id == old.id)
    assert list(db.session.scalars(left)) == [today()]
    assert "64/QĐ-UBND" in browser.follow().get_text()


def test_a_decision_that_was_withdrawn_is_said_to_have_never_worked(browser, minh, team):
    team.undo(by=minh)
    db.session.commit()
    page = browser.get("/teams/")

    assert "Không làm việc ngày nào" in page.get_text()
    assert "Nông Văn Dũng" not in page.select_one("main").get_text()


def test_who_leaves_stays_in_the_history(browser, team):
    [member] = db.session.scalars(db.select(TeamMember))
    browser.get(f"/team-members/{member.id}/leaving")
    browser.submit("form.form", 303, on=day())
    assert "Nông Văn Dũng" in browser.follow().get_text()

    browser.get(f"/team-members/{member.id}/leaving")
    assert browser.submit("form.form", 200, on=day()).select_one("#on-error")


def test_one_leader_at_a_time(browser, team):
    browser.get(f"/teams/{team.id}/members/new")
    page = browser.submit("form.form", 200, **(LEADER | {"name": "Hà Văn Khác"}))

    assert "đã có người ở vị trí này" in page.get_text()
    assert page.select_one("[name=name]")["value"] == "Hà Văn Khác"


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [({"decision_number": ""}, "decision_number"), ({"since": timedelta(3)}, "since")],
)
def test_what_is_missing_or_impossible_is_said(browser, minh, answers, wrong):
    browser.sign_in(minh).get("/teams/new")
    page = browser.submit("form.form", 200, **(DECISION | answers))

    assert page.select_one(f"#{wrong}-error")
    assert teams() == []


def test_posted_twice_it_is_one_team(browser, minh):
    key = browser.sign_in(minh).get("/teams/new").select_one("[name=key]")["value"]
    for _ in range(2):
        browser.post("/teams/new", 303, key=key, **DECISION)

    assert len(teams()) == 1


@pytest.mark.parametrize(("username", "status"), [("lan", 403), ("tuan", 404), ("binh", 403)])
def test_who_may_not_cannot(browser, request, team, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.post(f"/teams/{team.id}/members/new", expect=status, **LEADER)

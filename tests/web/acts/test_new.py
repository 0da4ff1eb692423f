"""Writing down an act: with the day it really happened."""

from datetime import timedelta

import pytest

from reintegrate.db import HERE, db
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import CaseStatus
from tests.web.acts.conftest import OTHERS, day

pytestmark = pytest.mark.either_database


def path(case) -> str:
    return f"/cases/{case.id}/acts/new"


def acts() -> list[Act]:
    db.session.expire_all()
    return list(db.session.scalars(db.select(Act)))


def test_it_stands_in_the_file_with_its_own_day_and_hour(browser, dung, case):
    browser.sign_in(dung).get(path(case))
    browser.submit(
        "form.form", 303, kind="delivered", on=day(-3), clock="14:30", number="23/BB", signer="A"
    )
    page = browser.follow()

    [act] = acts()
    assert (act.kind, act.whole_day, act.number) == (ActKind.DELIVERED, False, "23/BB")
    assert f"{act.at.astimezone(HERE):%d/%m/%Y %H:%M}" == f"{day(-3)} 14:30"
    assert f"{day(-3)} 14:30" in page.get_text()


def test_coming_home_begins_the_follow_ups(browser, minh, coming):
    browser.sign_in(minh).get(f"{path(coming)}?kind=reported_in")
    browser.submit("form.form", 303, on=day())

    db.session.expire_all()
    assert coming.status == CaseStatus.MANAGED


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "decided"}, "kind"),
        ({"kind": "went_absent"}, "kind"),
        ({"kind": "test"}, "kind"),
        ({"on": ""}, "on"),
        ({"on": timedelta(1)}, "on"),
        ({"clock": "25:00"}, "clock"),
    ],
)
def test_what_is_missing_or_impossible_is_said_and_typing_kept(browser, minh, case, answers, wrong):
    browser.sign_in(minh).get(path(case))
    page = browser.submit(
        "form.form", 200, **({"kind": "cv_written", "on": day(), "number": "7"} | answers)
    )

    assert page.select_one(f"#{wrong}-error")
    assert page.select_one("[name=number]")["value"] == "7"
    assert acts() == []


def test_posted_twice_it_is_one_act(browser, minh, case):
    page = browser.sign_in(minh).get(path(case))
    key = page.select_one("[name=key]")["value"]
    for _ in range(2):
        browser.post(path(case), 303, key=key, kind="cv_written", on=day())

    assert len(acts()) == 1


@pytest.mark.parametrize(("username", "status"), OTHERS)
def test_who_may_not_cannot(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username))
    browser.get(path(case), expect=status)
    browser.post(path(case), expect=status, kind="cv_written", on=day())

    assert acts() == []

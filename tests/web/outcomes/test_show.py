"""What follows when somebody was not met is the administrator's to change, with a reason."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact import Contact
from reintegrate.models.outcome_revision import OutcomeRevision
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.outreach import steps_after
from reintegrate.models.user import User
from tests.cast import open_case

pytestmark = pytest.mark.either_database
PATH = "/outcomes/not_home"
OFFERED = ("other_hour", "other_channel", "family", "hamlet_head", "ask_ward")


@pytest.fixture
def case(minh, lan, duc_xuan):
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def save(browser, expect=303, **answers):
    browser.get(PATH)
    given = {"try_again_days": "5", "tell_after": "1", "because": "Theo góp ý của các xã."}
    return browser.submit("form.form", expect=expect, **given | answers)


def revisions() -> list[OutcomeRevision]:
    db.session.commit()
    return list(db.session.scalars(db.select(OutcomeRevision).order_by(OutcomeRevision.id)))


def codes(tries: int) -> list[str]:
    return [step.code for step in steps_after("not_home", tries)]


def test_what_was_changed_follows_from_the_next_contact_on(browser, admin, lan, case):
    assert codes(1) == ["other_hour", "other_channel"]
    save(browser.sign_in(admin), from_other_hour="", from_family="1")

    outcome = outcome_coded("not_home")
    assert codes(1) == ["other_channel", "family"]
    assert outcome.try_again_days == 5
    Contact.log(
        case,
        key="6f1a8a0e-0000-4000-8000-000000000001",
        by=lan,
        outcome=outcome,
        channel_code="home_visit",
        happened_on=today(),
        next_due_on=today() + timedelta(days=5),
    )
    assert case.help_wanted_on == today()  # told after one


def test_how_it_was_stays_with_its_reason_and_in_the_trail(browser, admin):
    save(browser.sign_in(admin))
    save(browser, tell_after="4", because="Lần nữa.")

    came, first, second = revisions()
    assert [row.revision for row in (came, first, second)] == [1, 2, 3]
    assert (came.tell_after, came.made_by_id, came.because) == (3, None, "")
    assert came.following.steps["ask_ward"] == 3
    assert (first.tell_after, second.made_by_id) == (1, admin.id)
    told = db.select(AuditEvent).where(AuditEvent.what == "outcome_revision.made")
    assert len(db.session.scalars(told).all()) == 2
    page = browser.get(PATH).get_text(" ")
    assert "Lần nữa." in page
    assert admin.name in page


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"because": ""}, "because"),
        ({"tell_after": ""}, "tell_after"),
        ({"tell_after": "0"}, "tell_after"),
        ({"try_again_days": "61"}, "try_again_days"),
        ({"from_family": "x"}, "from_family"),
        ({"try_again_days": "3", "tell_after": "3"}, "tell_after"),  # as it is already
        ({f"from_{code}": "" for code in OFFERED}, "tell_after"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(browser, admin, answers, field):
    page = save(browser.sign_in(admin), expect=200, **answers)

    assert page.select_one(f"#{field}-error")
    assert page.select_one(".error-summary")
    assert revisions() == []


def test_of_two_who_edit_the_second_sees_what_the_first_saved(browser, admin):
    browser.sign_in(admin).get(PATH)
    form = browser.page.select_one("form.form")
    save(browser)
    page = browser.submit(form, expect=200, tell_after="9", because="Ý khác.")

    assert page.select_one("#tell_after-theirs").get_text(" ", strip=True).endswith("1")
    assert outcome_coded("not_home").tell_after == 1


@pytest.mark.parametrize("username", ["lan", "minh", "binh", "mai"])
def test_it_is_the_administrators(browser, username):
    browser.sign_in(User.named(username)).get(PATH, expect=403)


def test_every_outcome_without_a_meeting_stands_on_the_page(browser, admin):
    browser.sign_in(admin).get("/schedule/")
    page = browser.get(browser.page.select_one("a[href='/outcomes/']")["href"])

    assert len(page.select(".card")) == 7
    browser.get("/outcomes/met", expect=404)  # what follows a meeting is the rhythm
    browser.get("/outcomes/nothing", expect=404)

"""Editing a rule of a case's life: whose term would move is shown, then it is a new row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.case_status import NoSuchGround
from reintegrate.models.life_revision import LifeRevision
from reintegrate.models.regime import months_later
from reintegrate.models.user import User
from tests.cast import open_case

pytestmark = pytest.mark.either_database
PRISON = "/life-rules/2025-pause-prison"


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    """Home for 60 days, ten of them in prison; the term ends ten days later."""
    home_on = today() - timedelta(days=60)
    case = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng", completed_on=home_on)
    case.suspend(today() - timedelta(days=30), "prison", by=minh)
    case.resume(today() - timedelta(days=20), today() + timedelta(days=3), by=minh)
    db.session.commit()
    return case


def shown(days_ago: int) -> str:
    return f"{today() - timedelta(days=days_ago):%d/%m/%Y}"


def ask(browser, path=PRISON, expect=200, **changes):
    browser.get(path)
    answers = {"value": "1", "from_day": shown(60), "because": "Thông tư mới."} | changes
    return browser.submit("form.form", expect=expect, **answers)


def rows() -> list[LifeRevision]:
    db.session.expire_all()
    return list(db.session.scalars(select(LifeRevision)))


def test_it_shows_whose_term_would_move_and_no_name(browser, admin, case):
    ends = case.term_to
    page = ask(browser.sign_in(admin))

    cells = [cell.get_text(strip=True) for cell in page.select("table tbody td")]
    now = ends - timedelta(days=10)
    assert cells == [case.number, "Phường Đức Xuân", f"{ends:%d/%m/%Y}", f"{now:%d/%m/%Y}"]
    assert "Hùng" not in page.get_text()
    assert rows() == []


def test_once_confirmed_terms_follow_and_the_rule_says_so(browser, admin, case):
    ends = case.term_to
    ask(browser.sign_in(admin))
    browser.submit("form.form", expect=303, confirm="yes")

    [row] = rows()
    assert (row.revision, row.value, row.because) == (2, 1, "Thông tư mới.")
    assert case.term_to == ends - timedelta(days=10)
    assert case.runs_on_while("prison", today())
    page = browser.get(PRISON).get_text()
    assert "Thông tư mới." in page
    assert "Luật 120/2025/QH15, Điều 47(1)" in page


TERM = "/life-rules/2025-term-compulsory-adult"


def test_another_length_of_the_term_shows_whose_end_would_move_and_then_moves_it(
    browser, admin, minh, lan, duc_xuan, case
):
    """Days away stay added; a printed term, a minor's and one begun before stay as they are."""
    home_on, words = today() - timedelta(days=60), {"area": duc_xuan, "by": minh, "worker": lan}
    printed, minor = (open_case(**words, completed_on=home_on) for _ in range(2))
    prints = (home_on, today() + timedelta(days=400))
    Act.record(printed, ActKind.DECIDED, at=today(), by=minh, source="outside", prints=prints)
    minor.count_as_minor(True, by=minh)
    before = open_case(**words, completed_on=home_on - timedelta(days=1))
    others, ends = [(c, c.term_to) for c in (printed, minor, before)], case.term_to
    page = ask(browser.sign_in(admin), TERM, value="18", article="42(9)")

    now = months_later(home_on, 18) + timedelta(days=10)
    cells = [cell.get_text(strip=True) for cell in page.select("table tbody td")]
    assert cells == [case.number, "Phường Đức Xuân", f"{ends:%d/%m/%Y}", f"{now:%d/%m/%Y}"]
    browser.submit("form.form", expect=303, confirm="yes")
    db.session.expire_all()
    assert case.term_to == now
    assert all(c.term_to == was for c, was in others)
    assert open_case(**words, completed_on=today()).term_to == months_later(today(), 18)
    said = browser.sign_in(lan).get(f"/cases/{case.id}/term").get_text()
    assert "18 tháng" in said
    assert "Điều 42(9)" in said


def test_what_began_before_its_first_day_stays(browser, admin, case):
    ends = case.term_to
    ask(browser.sign_in(admin), from_day=shown(29))
    browser.submit("form.form", expect=303, confirm="yes")

    assert len(rows()) == 1
    assert case.term_to == ends


def test_a_ground_taken_away_ends_no_case_from_then_on(browser, admin, minh, case):
    ask(browser.sign_in(admin), "/life-rules/2025-ground-imprisoned", value="0", from_day=shown(0))
    browser.submit("form.form", expect=303, confirm="yes")

    with pytest.raises(NoSuchGround):
        case.close(outcome_code="imprisoned", on=today(), by=minh)
    case.refuse_end("imprisoned", today() - timedelta(days=1))


def test_another_number_of_days_reopens_for_longer(browser, admin, minh, case):
    case.close(outcome_code="moved", on=today(), by=minh)
    db.session.commit()
    path = "/life-rules/2025-setting-reopen_within_days"
    ask(browser.sign_in(admin), path, value="90", from_day=shown(0))
    browser.submit("form.form", expect=303, confirm="yes")

    assert case.reopens_until == today() + timedelta(days=90)


def test_changing_the_answers_goes_back_with_what_was_typed(browser, admin, case):
    ask(browser.sign_in(admin))
    page = browser.submit("form.form", expect=200, change="yes")

    assert page.select_one("#because").get_text(strip=True) == "Thông tư mới."
    assert rows() == []


def test_what_is_wrong_is_said_at_its_field(browser, admin):
    browser.sign_in(admin)
    assert ask(browser, because="").select_one("#because-error")
    assert ask(browser, from_day="31/02/2026").select_one("#from_day-error")
    assert ask(browser, value="0").select_one("#value-error")  # as it is already
    limits = "/life-rules/2025-pause-reported"
    assert ask(browser, limits, most_days="0").select_one("#most_days-error")
    assert rows() == []


def test_of_two_who_edit_the_second_sees_what_the_first_saved(browser, admin):
    browser.sign_in(admin).get(PRISON)
    form = browser.page.select_one("form.form")
    ask(browser)
    browser.submit("form.form", expect=303, confirm="yes")
    page = browser.submit(
        form, expect=200, value="0", from_day=shown(0), because="Ý khác.", article="Điều 9"
    )

    assert page.select_one("#article-theirs")
    assert len(rows()) == 1


@pytest.mark.parametrize(
    "place", ["2025", "2025-pause-holiday", "2025-nothing-x", "2030-pause-prison", "x" * 300]
)
def test_there_is_no_such_rule(browser, admin, place):
    browser.sign_in(admin).get(f"/life-rules/{place}", expect=404)


@pytest.mark.parametrize("username", ["lan", "minh", "binh", "thao", "mai"])
def test_they_are_the_administrators(browser, username):
    browser.sign_in(User.named(username)).get(PRISON, expect=403)
    browser.get("/life-rules/", expect=403)


def test_every_regime_stands_on_the_page(browser, admin):
    page = browser.sign_in(admin).get("/life-rules/")

    assert len(page.select("main table")) == 14
    assert page.select_one(f'a[href="{PRISON}"]')

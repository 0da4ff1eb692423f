"""Writing down a need, in the words of whoever has it."""

from datetime import timedelta

from sqlalchemy import select

from reintegrate.db import at, db, today, utcnow
from reintegrate.models.need import Need, NeedStatus
from tests import story


def needs():
    return list(db.session.scalars(select(Need)))


def form(case):
    return f"form[action='/cases/{case.id}/needs']"


def test_a_need_is_written_down_with_a_receipt(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(form(case), kind="job", words="Em muốn làm gần nhà.")
    page = browser.follow()

    [need] = needs()
    assert (need.kind_code, need.words) == ("job", "Em muốn làm gần nhà.")
    assert need.receipt in page.select_one(".receipt").get_text()


def test_own_words_may_be_left_out(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(form(case), kind="job", words="")

    assert [need.words for need in needs()] == [None]


def test_the_kind_is_asked_for_and_the_words_are_kept(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    page = browser.submit(form(case), 200, kind="", words="Em muốn làm gần nhà.")

    assert page.select_one("#kind-error")
    assert page.select_one("[name=words]").get_text().strip() == "Em muốn làm gần nhà."
    assert needs() == []


def test_only_what_is_offered_can_be_chosen(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    for kind in ("schooling", "no-such-kind", "' OR 1=1"):
        browser.submit(form(case), 200, kind=kind)

    assert needs() == []


def test_words_too_long_or_with_a_nul_are_refused_at_the_field(browser, lan, case):
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    for words in ("a" * 1001, "a\0b"):
        page = browser.submit(form(case), 200, kind="job", words=words)
        assert page.select_one("#words-error")

    assert needs() == []


def test_posted_twice_it_is_one_need(browser, lan, case):
    key = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        browser.post(f"/cases/{case.id}/needs", key=key, kind="job", words="")

    assert len(needs()) == 1


def test_somebody_elses_key_says_nothing(browser, lan, khanh, case):
    key = story.new_key()
    Need.state(case, key=key, kind_code="job", words="", by=khanh)
    db.session.commit()

    browser.sign_in(lan).post(f"/cases/{case.id}/needs", 200, key=key, kind="loan", words="")

    assert [need.kind_code for need in needs()] == ["job"]


def test_another_ward_gets_404_and_a_colleague_403(browser, hoa, khanh, minh, case):
    browser.sign_in(hoa).post(f"/cases/{case.id}/needs", 404, key=story.new_key(), kind="job")
    for viewer in (khanh, minh):
        browser.sign_in(viewer)
        browser.post(f"/cases/{case.id}/needs", 403, key=story.new_key(), kind="job")

    assert needs() == []


def test_an_ended_case_takes_no_more(browser, lan, dung, case):
    case.close(outcome_code="completed", on=today(), by=dung)
    db.session.commit()

    browser.sign_in(lan)
    browser.post(f"/cases/{case.id}/needs", 403, key=story.new_key(), kind="job", words="")

    assert needs() == []


def test_a_minor_is_asked_about_school(browser, lan, case):
    case.person.birth_year = today().year - 14
    db.session.commit()
    browser.sign_in(lan).get(f"/cases/{case.id}/needs")
    browser.submit(form(case), kind="schooling")

    assert [need.status for need in needs()] == [NeedStatus.STATED]


def test_gone_back_and_saved_again_it_asks_and_keeps_what_was_typed(browser, lan, case):
    browser.sign_in(lan)
    for _ in range(2):  # a page opened anew has a new key
        browser.get(f"/cases/{case.id}/needs")
        expect = 302 if not needs() else 200
        page = browser.submit(form(case), expect, kind="job", words="Em muốn làm gần nhà.")

    assert len(needs()) == 1
    assert "đã ghi đúng nội dung này" in page.select_one("#once_more-error").get_text()
    assert page.select_one("[name=words]").get_text().strip() == "Em muốn làm gần nhà."

    browser.submit(form(case), once_more="y")
    assert len(needs()) == 2


def test_other_words_or_a_later_time_are_not_asked_about(case, lan):
    with at(utcnow() - timedelta(minutes=11)):
        story.state(case, lan, kind="job")
    story.state(case, lan, kind="job")
    Need.state(case, key=story.new_key(), kind_code="job", words="Gần nhà", by=lan)
    db.session.commit()

    assert len(needs()) == 3

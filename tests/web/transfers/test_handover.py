"""Saying yes in one step; and what the worker before still reads."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.assignment import AssignmentStatus
from reintegrate.models.handover import NOTES_ON_MOVING
from reintegrate.models.user import User
from tests import story
from tests.cast import WOMEN, log_contact


@pytest.fixture
def request_(case, lan):
    """The women's union of Đức Xuân helps; it does not serve Bắc Kạn."""
    story.say(case, lan)
    need = story.state(case, lan, "family_relations")
    return story.ask(need, WOMEN, lan, service="family_support")


def accept(browser, transfer, **answers):
    return browser.post(f"/transfers/{transfer.id}/acceptance", expect=302, **answers)


def test_worker_and_help_are_settled_with_the_yes(
    browser, case, lan, tuan, hoa, request_, transfer
):
    story.say(case, lan, purpose=NOTES_ON_MOVING)
    page = browser.sign_in(tuan).get(f"/transfers/{transfer.id}")
    other = story.agency("women-01843")
    option = f"offered_again:{other.id}"
    assert page.select(f'input[name="help_{request_.id}"][value="{option}"]')
    accept(browser, transfer, worker=str(hoa.id), **{f"help_{request_.id}": option})

    db.session.refresh(case)
    assert case.worker_id == hoa.id
    assert request_.status == AssignmentStatus.WITHDRAWN
    page = browser.sign_in(hoa).get("/assignments/")
    assert other.name in page.get_text()


def test_without_the_persons_yes_the_agency_is_not_named(browser, case, tuan, request_, transfer):
    page = browser.sign_in(tuan).get(f"/transfers/{transfer.id}")

    assert request_.agency.name not in page.get_text()
    names = {field["value"] for field in page.select(f'input[name="help_{request_.id}"]')}
    assert names == {"kept", "ended"}


@pytest.mark.parametrize("value", ["offered_again:1", "nonsense", "offered_again:x"])
def test_what_was_not_offered_is_refused(browser, case, tuan, request_, transfer, value):
    browser.sign_in(tuan)
    page = browser.post(
        f"/transfers/{transfer.id}/acceptance", expect=200, **{f"help_{request_.id}": value}
    )

    assert page.select(f"#help_{request_.id} .error")
    db.session.refresh(transfer)
    assert transfer.is_pending


def test_a_worker_of_another_ward_was_not_offered(browser, lan, tuan, transfer):
    browser.sign_in(tuan)
    browser.post(f"/transfers/{transfer.id}/acceptance", expect=200, worker=str(lan.id))

    db.session.refresh(transfer)
    assert transfer.is_pending


def test_the_worker_before_reads_what_they_wrote_until_its_day(
    browser, case, lan, khanh, tuan, transfer
):
    log_contact(case, lan, note="Nói về việc làm")
    address = f"/transfers/{transfer.id}/notes"
    browser.sign_in(lan).get(address, expect=403)
    transfer.accept(by=tuan)
    db.session.commit()

    page = browser.get(f"/transfers/{transfer.id}")
    assert page.select(f'a[href="{address}"]')
    assert "Nói về việc làm" in browser.get(address).get_text()
    browser.get(f"/cases/{case.id}", expect=404)
    for name, status in (("khanh", 403), ("hoa", 403), ("tuan", 403), ("phuong", 404)):
        browser.sign_in(User.named(name)).get(address, expect=status)
    transfer.notes_until = today() - timedelta(days=1)
    db.session.commit()
    browser.sign_in(lan).get(address, expect=403)


def test_the_police_of_the_sending_ward_begin_the_letter(browser, dung, lan, case, transfer):
    page = browser.sign_in(dung).get(f"/transfers/{transfer.id}")
    form = page.select_one(f'form[action="/cases/{case.id}/documents/new"]')
    key, kind = (form.select_one(f"[name={name}]")["value"] for name in ("key", "kind"))
    browser.post(f"/cases/{case.id}/documents/new", key=key, kind=kind, expect=302)
    page = browser.sign_in(lan).get(f"/transfers/{transfer.id}")
    assert not page.select('form[action$="/documents/new"]')

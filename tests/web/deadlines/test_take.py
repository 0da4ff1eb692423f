"""One of several says that it is theirs to do."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user import User

pytestmark = pytest.mark.either_database


def test_a_colleague_takes_it_over_once(browser, colleague, deadline):
    page = browser.sign_in(colleague).get(f"/deadlines/{deadline.id}")
    for _ in range(2):
        browser.submit(page.select_one(f'form[action$="/{deadline.id}/owner"]'), expect=303)

    db.session.refresh(deadline)
    assert deadline.owner_id == colleague.id
    taken = select(AuditEvent.id).where(AuditEvent.what == "deadline.taken")
    assert len(list(db.session.scalars(taken))) == 1
    assert not browser.get(f"/deadlines/{deadline.id}").select("form.one-button [name=key]")


@pytest.mark.parametrize("username", ["lan", "minh"])
def test_it_is_not_for_another_role(browser, username, deadline):
    browser.sign_in(User.named(username)).post(f"/deadlines/{deadline.id}/owner", expect=403)


def test_another_ward_cannot_tell_it_exists(browser, hoa, deadline):
    browser.sign_in(hoa).post(f"/deadlines/{deadline.id}/owner", expect=404)

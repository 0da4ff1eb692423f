"""One of several says that it is theirs to do."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.user import Role, User

pytestmark = pytest.mark.either_database


@pytest.fixture
def ha(duc_xuan, deadline) -> User:
    """A second police officer of the ward."""
    user = User.add(username="ha", name="Ma Văn Hà", role=Role.WARD_POLICE, by=None, area=duc_xuan)
    db.session.commit()
    return user


def test_a_colleague_takes_it_over_once(browser, ha, deadline):
    page = browser.sign_in(ha).get(f"/deadlines/{deadline.id}")
    for _ in range(2):
        browser.submit(page.select_one(f'form[action$="/{deadline.id}/owner"]'), expect=303)

    db.session.refresh(deadline)
    assert deadline.owner_id == ha.id
    taken = select(AuditEvent.id).where(AuditEvent.what == "deadline.taken")
    assert len(list(db.session.scalars(taken))) == 1
    assert not browser.get(f"/deadlines/{deadline.id}").select("form.one-button [name=key]")


@pytest.mark.parametrize("username", ["lan", "minh"])
def test_it_is_not_for_another_role(browser, username, deadline):
    browser.sign_in(User.named(username)).post(f"/deadlines/{deadline.id}/owner", expect=403)


def test_another_ward_cannot_tell_it_exists(browser, hoa, deadline):
    browser.sign_in(hoa).post(f"/deadlines/{deadline.id}/owner", expect=404)

"""Choosing mail about the own work; an address is proved before anything goes there."""

import pytest

from reintegrate.db import commit, db
from reintegrate.models.digest import Digest, DigestRhythm
from reintegrate.models.mail import Mail

pytestmark = pytest.mark.either_database


@pytest.fixture
def box(installation):
    """The folder that takes the mail where no server is set."""
    folder = installation.settings.data_dir / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()
    return folder


def choose(browser, expect=303, **said):
    browser.get("/account/digest")
    return browser.submit(
        "form[action='/account/digest']", expect, **{"rhythm": "workdays", **said}
    )


def code_in(box) -> str:
    (file,) = box.glob("*.eml")
    words = file.read_text().replace("=\n", "").split()
    return next(word.strip(".,") for word in words if word.strip(".,").isdigit() and len(word) > 5)


def digest_of(user) -> Digest:
    commit()
    return db.session.get(Digest, user.id, populate_existing=True)


def test_a_code_is_sent_and_proves_the_address(browser, lan, box):
    browser.sign_in(lan)
    choose(browser, address="lan@example.vn")
    page = browser.follow()
    assert digest_of(lan).goes_out is False
    assert page.select_one("#prove"), "asks for the code"
    assert "Hệ thống này chưa cài gửi thư" in page.get_text(), "says that mail is not set up"

    browser.submit("#prove form", expect=303, code=code_in(box))

    assert digest_of(lan).goes_out
    assert digest_of(lan).rhythm == DigestRhythm.WORKDAYS


def test_a_wrong_code_is_refused_at_its_field(browser, lan, box):
    browser.sign_in(lan)
    choose(browser, address="lan@example.vn")
    browser.follow()
    right = code_in(box)
    page = browser.submit("#prove form", expect=200, code="000000" if right != "000000" else "1")

    assert page.select_one("#code-error")
    assert not digest_of(lan).goes_out


@pytest.mark.parametrize(
    "address", ["", "lan", "lan@", "lan@example.vn\nBcc: all@example.vn", "a b@example.vn"]
)
def test_what_is_no_address_is_refused_with_what_was_typed(browser, lan, address, box):
    browser.sign_in(lan)
    page = choose(browser, expect=200, address=address)

    assert page.select_one("#address-error")
    assert db.session.scalar(db.select(db.func.count(Mail.id))) == 0


def test_two_tabs_do_not_overwrite_one_another(browser, lan, box):
    browser.sign_in(lan)
    choose(browser, address="lan@example.vn")
    browser.follow()
    browser.submit("#prove form", expect=303, code=code_in(box))
    browser.follow()
    old = browser.page.select_one("form[action='/account/digest']")
    browser.submit(old, expect=303, rhythm="weekly")
    page = browser.submit(old, expect=200, rhythm="none")

    assert page.select_one(".error-summary")
    assert digest_of(lan).rhythm == DigestRhythm.WEEKLY


def test_the_address_can_be_forgotten(browser, lan, box):
    browser.sign_in(lan)
    choose(browser, address="lan@example.vn")
    browser.follow()
    browser.submit("form[action='/account/digest/address/removal']", expect=303)

    assert (digest_of(lan).asked_address, digest_of(lan).rhythm) == (None, DigestRhythm.NONE)

"""A look nobody reviewed stands in sight of whoever reviews, and its words go all the same."""

from datetime import timedelta

import pytest

from reintegrate.db import db, utcnow
from reintegrate.models.reveal import Reveal, RevealPart
from tests import story

WHY = "Nằm viện cấp cứu, cần người nhà."


@pytest.fixture
def unreviewed(theirs, lan):
    asked = {"key": story.new_key(), "part": RevealPart.BOTH, "hours": 4}
    reveal = Reveal.ask(theirs, reason=WHY, by=lan, **asked)
    reveal.asked_at, reveal.until = (at - timedelta(days=8) for at in (utcnow(), reveal.until))
    db.session.commit()
    return reveal


def test_it_waits_in_sight_of_whoever_reviews_it(browser, unreviewed, thao):
    text = browser.sign_in(thao).get("/notices/").main.get_text(" ", strip=True)
    assert "Lần xem khẩn cần xem xét" in text
    assert "Lần xem khẩn chưa được xem xét đúng hạn" in text
    assert "Quá hạn" in browser.get("/reveals/").select_one("#waiting").get_text()


def test_its_page_says_that_its_words_are_gone(browser, unreviewed, minh, thao):
    unreviewed.reason = None
    db.session.commit()
    page = browser.sign_in(minh).get(f"/reveals/{unreviewed.id}")
    assert "Lý do xem đã được xóa" in page.main.get_text()
    browser.sign_in(thao).get(f"/reveals/{unreviewed.id}/review")

"""Help: everybody who signs in reads it, in their language, beginning with their own steps."""

import pytest

from reintegrate.web.help.views import TOPICS

EVERYBODY = ["lan", "minh", "dung", "mai", "binh", "thao", "admin"]


@pytest.mark.either_database
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_their_own_first_steps(browser, request, who, language):
    page = browser.sign_in(request.getfixturevalue(who)).get(f"/help/?lang={language}")

    assert len(page.select("main ol li")) >= 3
    assert len(page.select("main ul a")) == len(TOPICS)


@pytest.mark.either_database
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_its_page(browser, mai, topic, language):
    page = browser.sign_in(mai).get(f"/help/{topic}?lang={language}")

    assert len(page.main.get_text()) > 400


def test_a_topic_nobody_wrote_is_not_there(browser, lan):
    browser.sign_in(lan).get("/help/nonsense", 404)
    browser.get("/help/steps/social_worker", 404)

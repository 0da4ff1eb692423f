"""The Women's Union of Đức Xuân was asked twice: it said yes once."""

import pytest

from tests import story
from tests.cast import WOMEN, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def asked(case, lan, mai):
    story.say(case, lan)
    first = story.ask(story.state(case, lan), WOMEN, lan, service="family_support")
    story.accept(first, mai)
    story.ask(story.state(case, lan, "club"), WOMEN, lan, service="club_membership")
    return first


@pytest.fixture
def women(app):
    return story.agency(WOMEN)

"""Lan answers for a case of Đức Xuân; its person wants to learn a trade."""

import pytest

from tests import story
from tests.cast import TRAINING, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def need(case, lan):
    return story.state(case, lan)


@pytest.fixture
def agreed(case, lan):
    """They agree that an agency is told about them."""
    return story.say(case, lan)


@pytest.fixture
def assignment(need, agreed, lan):
    """The training centre is asked and has not answered."""
    return story.ask(need, TRAINING, lan)


@pytest.fixture
def accepted(assignment, son):
    return story.accept(assignment, son)

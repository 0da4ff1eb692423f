"""Lan answers for a case of Đức Xuân, whose person agreed to be asked how it is going."""

import pytest

from reintegrate.models.questionnaire_reply import ANSWERING
from tests import story
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def agreed(case, lan):
    return story.say(case, lan, purpose=ANSWERING)

"""Lan answers for a case of Đức Xuân; its person wants to learn a trade."""

import pytest

from tests import story
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def need(case, lan):
    return story.state(case, lan)

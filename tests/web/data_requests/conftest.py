"""Somebody of Lan's who asks about their own data."""

import pytest

from tests import cast


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Hứa Thị Bưởi")

"""The case most of these tests are about: Lan's, in Đức Xuân."""

import pytest

from reintegrate.models.case import Case
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def unassigned(minh, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, name="Lường Văn Ổn")

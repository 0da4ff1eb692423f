"""The case of these tests, and the same on its way to another ward."""

import pytest

from reintegrate.models.case import Case
from reintegrate.models.transfer import Transfer
from tests.cast import open_case
from tests.web.transfers.transferring import in_transit


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    """Lan's, in Đức Xuân."""
    return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


@pytest.fixture
def transfer(case, bac_kan, minh) -> Transfer:
    """Bắc Kạn is asked for it."""
    return in_transit(case, bac_kan, minh)

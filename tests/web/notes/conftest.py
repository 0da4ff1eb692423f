"""Lan's case with a contact of today, the one these tests are about."""

import pytest

from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from tests.cast import log_contact, open_case


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def contact(case, lan) -> Contact:
    return log_contact(case, lan, note="Đang tìm việc", present=["family"])

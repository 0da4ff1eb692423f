"""The case most of these tests are about: Lan's, in Đức Xuân; and one still to come home."""

from datetime import timedelta

import pytest

from reintegrate.db import today
from reintegrate.models.case import Case
from tests.cast import open_case


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def coming(minh, lan, duc_xuan) -> Case:
    completed_on = today() + timedelta(days=20)
    return open_case(area=duc_xuan, by=minh, worker=lan, completed_on=completed_on)


def day(ahead: int = 0) -> str:
    return f"{today() + timedelta(days=ahead):%d/%m/%Y}"


OTHERS = [("lan", 403), ("tuan", 404), ("binh", 403), ("mai", 403), ("thao", 403)]
"""Who may not write in the file, and what they are told."""

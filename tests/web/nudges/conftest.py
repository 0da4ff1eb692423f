"""Lan's cases as these tests meet them: one overdue, one today, one in five days."""

from datetime import timedelta

import pytest

from reintegrate.db import commit, today
from reintegrate.models.case import Case
from tests import cast

NAMES = {"Hoàng Văn Bình": -3, "Nông Văn Hùng": 0, "Ma Văn Thắng": 5}


@pytest.fixture
def cases(duc_xuan, minh, lan) -> list[Case]:
    found = []
    for name, days in NAMES.items():
        case = cast.open_case(area=duc_xuan, by=minh, worker=lan, name=name)
        case.plan_next(today() + timedelta(days=days), by=lan)
        found.append(case)
    commit()
    return found

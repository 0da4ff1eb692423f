"""Lan answers for a case of Đức Xuân and makes a plan with its person."""

import uuid

import pytest

from reintegrate.db import db
from reintegrate.models.plan import Plan
from tests.cast import open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan, name="Hoàng Văn Bình")


@pytest.fixture
def plan(case, lan):
    plan = Plan.begin(case, key=str(uuid.uuid4()), by=lan)
    plan.add_goal("Mở tiệm sửa xe", key=str(uuid.uuid4()), by=lan)
    db.session.commit()
    return plan

"""Somebody known in Bắc Kạn, about whom Đức Xuân asks."""

import pytest

from reintegrate.db import db
from reintegrate.models.inquiry import Inquiry
from tests import cast
from tests.trust.scenery_once import ask_about

NAME = "Đặng Thị Đào"


@pytest.fixture
def theirs(tuan, hoa, bac_kan):
    case = cast.open_case(area=bac_kan, by=tuan, worker=hoa, name=NAME, birth_year=1990)
    db.session.commit()
    return case


@pytest.fixture
def inquiry(theirs, lan, bac_kan) -> Inquiry:
    asked = ask_about(NAME, to=bac_kan, by=lan, paper_number="006190000123")
    db.session.commit()
    return asked

"""Somebody of Bắc Kạn whom Đức Xuân must look up now."""

import pytest

from reintegrate.db import db
from tests import cast
from tests.trust.scenery_watch import look_into

NAME = "Đặng Thị Đào"


@pytest.fixture
def theirs(tuan, hoa, bac_kan):
    case = cast.open_case(area=bac_kan, by=tuan, worker=hoa, name=NAME, birth_year=1990)
    case.person.address = "Tổ 7, đường Kon Tum"
    db.session.commit()
    return case


@pytest.fixture
def reveal(theirs, lan):
    found = look_into(theirs, by=lan, reason="Nằm viện cấp cứu, cần người nhà.")
    db.session.commit()
    return found

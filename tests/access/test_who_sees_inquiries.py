"""A question between wards: the staff of the two, nobody else."""

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.inquiry import Inquiry
from tests import cast
from tests.trust.scenery_once import ask_about


def test_both_wards_see_it(request, lan, bac_kan):
    ask_about("Đặng Thị Đào", to=bac_kan, by=lan)
    db.session.commit()
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}

    seeing = {
        name
        for name, viewer in viewers.items()
        if db.session.scalars(visible(viewer, Inquiry)).first() is not None
    }
    assert seeing == {"lan", "khanh", "minh", "dung", "hoa", "tuan"}

"""Plans of other areas: the administrator's; of a ward they are about, its officials'."""

from types import SimpleNamespace

import pytest

from reintegrate.access.scope import visible
from reintegrate.access.scope_areas import counted_by_area, counted_by_unit
from reintegrate.db import db
from reintegrate.models.area_carrying import carry_out
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.area_following import AreaChangeCell
from reintegrate.models.area_split import AreaPlacement
from tests import cast
from tests.trust.scenery_areas import areas

DECIDING = {"minh", "dung"}
SEEN_BY = {
    AreaChange: {"admin"} | DECIDING,
    AreaChangeUnit: {"admin"} | DECIDING,
    AreaChangeLine: {"admin"} | DECIDING,
    AreaPlacement: DECIDING,
    AreaChangeCell: set(),
}


@pytest.fixture
def change(duc_xuan, minh, lan, admin):
    """Đức Xuân splits; where Lan's one case goes on is still to be said."""
    cast.open_case(area=duc_xuan, by=minh, worker=lan)
    side = SimpleNamespace(mark=lambda what: what, ids={})
    areas(side, ward=duc_xuan, admin=admin)
    db.session.commit()
    return db.session.get_one(AreaChange, side.ids["area_change"])


@pytest.mark.parametrize("model", SEEN_BY)
def test_exactly_these_see_it(model, change, admin, request):
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}
    if model is AreaChangeCell:
        carry_out(change, by=admin)
    seeing = {
        name
        for name, viewer in viewers.items()
        if db.session.scalars(visible(viewer, model)).first() is not None
    }
    assert seeing == SEEN_BY[model]


@pytest.mark.either_database
def test_the_numbers_of_a_plan_are_the_administrators_alone(change, duc_xuan, request):
    for name in cast.CAST:
        viewer = request.getfixturevalue(name)
        counts = counted_by_area(viewer, [duc_xuan.id])
        parts = counted_by_unit(viewer, change)
        assert bool(counts) == bool(parts) == (name == "admin")
    admin = request.getfixturevalue("admin")
    assert counted_by_area(admin, [duc_xuan.id])["open_cases"] == {duc_xuan.id: 1}

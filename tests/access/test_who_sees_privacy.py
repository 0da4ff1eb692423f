"""A request about somebody's data: who knows of it, and who reads what was said."""

import pytest

from reintegrate.access.policy import may_read_words
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.data_request import DataRequest
from tests import cast
from tests.trust.scenery_privacy import asks


@pytest.mark.parametrize("writer", ["lan", "minh"])
def test_the_worker_the_official_and_the_officer_of_the_province(request, duc_xuan, minh, writer):
    lan = request.getfixturevalue("lan")
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    asked = asks(case, by=request.getfixturevalue(writer), words="Muốn xem.")
    db.session.commit()
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}

    def seeing(found):
        return {name for name, viewer in viewers.items() if found(viewer)}

    assert seeing(lambda viewer: db.session.scalars(visible(viewer, DataRequest)).first()) == {
        *("lan", "minh", "thao"),
    }
    assert seeing(lambda viewer: may_read_words(viewer, asked, asked.by_id)) == {"lan", writer}

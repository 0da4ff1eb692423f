"""Asked of one case, everybody sees of it what they see of it among all, and nothing more."""

import pytest

from reintegrate.access.one_case import of_one_case
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.contact_note import ContactNote
from reintegrate.models.handover import NOTES_ON_MOVING
from tests import cast, story


@pytest.fixture
def cases(minh, tuan, lan, khanh, hoa, duc_xuan, bac_kan):
    """Lan's with a contact, Khánh's without, and one with words that came along from another ward
    after others that did not."""
    hers = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    cast.log_contact(hers, lan, note="Khỏe")
    his = cast.open_case(area=duc_xuan, by=minh, worker=khanh, name="Lường Văn Ổn")
    moved = cast.open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")
    cast.log_contact(moved, lan, note="Ở phường trước")
    story.state(moved, lan)
    story.propose(moved, bac_kan, minh).accept(by=tuan, worker=hoa)
    db.session.commit()
    story.say(moved, hoa, purpose=NOTES_ON_MOVING)
    cast.log_contact(moved, hoa, note="Ở phường này")
    return [hers.id, his.id, moved.id]


@pytest.mark.parametrize("model", [AuditEvent, ContactNote])
def test_the_same_rows(model, cases, request):
    key = model.__mapper__.primary_key[0]
    told = 0
    for name in cast.CAST:
        viewer = request.getfixturevalue(name)
        for case_id in cases:
            among_all = visible(viewer, model).where(model.case_id == case_id)
            alone = of_one_case(visible(viewer, model), model.case_id)
            ids = alone.with_only_columns(key).order_by(key)
            found = db.session.scalars(ids, {"case_id": case_id}).all()
            assert (
                found == db.session.scalars(among_all.with_only_columns(key).order_by(key)).all()
            ), (name, case_id)
            told += len(found)
    assert told

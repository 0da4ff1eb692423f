"""The plan's official form is filled in from what was written down with the person."""

import uuid
from datetime import timedelta

from reintegrate.db import db, today
from reintegrate.models.plan import DoneBy, Plan, StepBy
from reintegrate.web.documents.facts import plan
from tests import story


def key():
    return str(uuid.uuid4())


def test_the_plan_goes_before_what_is_only_wanted(case, lan, khanh):
    need = story.state(case, lan)
    story.state(case, lan, kind="health_check")
    assert plan(lan, case)["hoc_tap"] == "Học nghề"

    made = Plan.begin(case, key=key(), by=lan)
    made.describe(assessment={"health": "Khỏe"}, resources={"own": "Có nhà"}, by=lan)
    goal = made.add_goal("Có nghề", key=key(), by=lan)
    due = today() + timedelta(days=30)
    how = {"who": StepBy.PERSON, "done_by": DoneBy.NEED, "need_id": need.id, "due_on": due}
    goal.add_step("Học sửa xe", key=key(), by=lan, **how)
    db.session.commit()

    said = plan(lan, case)
    assert (said["suc_khoe"], said["nguon_gia_dinh"]) == ("Khỏe", "Có nhà")
    assert said["hoc_tap"].startswith("Học sửa xe (")
    assert said["phuc_hoi"] == "Khám sức khỏe"
    assert "suc_khoe" not in plan(khanh, case)

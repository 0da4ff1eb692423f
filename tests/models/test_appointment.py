"""Appointment: named by the agency that took a request on, and marked in neutral words."""

from datetime import time, timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.appointment import Appointment, Attendance, NotSaid, NotUnderWay
from reintegrate.models.lifecycle import NotYet
from reintegrate.models.notice import Notice, NoticeKind
from tests import story
from tests.cast import TRAINING, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def offered(app, duc_xuan, dung, lan):
    case = open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan)
    return story.ask(story.state(case, lan), TRAINING, lan)


@pytest.fixture
def accepted(offered, son):
    return story.accept(offered, son)


def plan(assignment, by, days=1, attendance=Attendance.PLANNED, key=None):
    made = Appointment.plan(
        assignment,
        key=key or story.new_key(),
        day=today() + timedelta(days=days),
        hour=time(8, 30),
        place="",
        attendance=attendance,
        by=by,
    )
    db.session.commit()
    return made


def kinds_told(user):
    return [row.kind for row in db.session.scalars(db.select(Notice).filter_by(user_id=user.id))]


def test_the_worker_is_told_of_the_day_and_of_how_it_went(accepted, son, lan):
    made = plan(accepted, son, days=0)
    made.mark(Attendance.CAME, by=son)
    db.session.commit()
    assert made.status == Attendance.CAME
    assert kinds_told(lan)[-2:] == [NoticeKind.APPOINTMENT_MADE, NoticeKind.APPOINTMENT_MARKED]


def test_the_same_key_is_one_day(accepted, son):
    key = story.new_key()
    assert plan(accepted, son, key=key) is plan(accepted, son, key=key)


def test_nothing_is_planned_before_the_agency_says_yes(offered, son):
    with pytest.raises(NotUnderWay):
        plan(offered, son)


@pytest.mark.parametrize("mark", [Attendance.CAME, Attendance.DID_NOT_COME])
def test_nobody_knows_before_the_day_who_came(accepted, son, mark):
    made = plan(accepted, son)
    with pytest.raises(NotYet):
        made.mark(mark, by=son)


@pytest.mark.parametrize("mark", [Attendance.LET_KNOW, Attendance.CALLED_OFF])
def test_a_day_can_be_called_off_before(accepted, son, mark):
    made = plan(accepted, son)
    made.mark(mark, by=son)
    assert made.status == mark


def test_a_day_that_is_past_needs_its_word(accepted, son):
    with pytest.raises(NotSaid):
        plan(accepted, son, days=-1)
    assert plan(accepted, son, days=-1, attendance=Attendance.CAME).status == Attendance.CAME


def test_a_wrong_mark_is_put_right_until_the_help_ended(accepted, son):
    made = plan(accepted, son, days=0, attendance=Attendance.DID_NOT_COME)
    made.mark(Attendance.CAME, by=son)
    accepted.end(result="Xong.", helped=True, by=son)
    with pytest.raises(NotUnderWay):
        made.mark(Attendance.DID_NOT_COME, by=son)

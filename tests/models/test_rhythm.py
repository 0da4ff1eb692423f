"""Rhythms: which a case follows, what it proposes, and that an edit counts from now on."""

import uuid
from datetime import date, timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.catalogue import forget_names
from reintegrate.models.leave import AwayAlready, EndsBefore, Leave, LeaveKind, TooLong, is_away
from reintegrate.models.proposal import free_day, next_due, offered_in, suggest, template_of
from reintegrate.models.rhythm import Gap, Rhythm, RhythmVersion, StillUsual, Stretch
from reintegrate.models.working_calendar import is_working_day
from tests.cast import open_case

pytestmark = pytest.mark.either_database

WEEKLY = (Stretch(0, 2), Stretch(None, 7))


@pytest.fixture(autouse=True)
def afresh():
    forget_names()
    yield
    forget_names()


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=40))


def coded(code: str) -> Rhythm:
    return db.session.scalars(db.select(Rhythm).where(Rhythm.code == code)).one()


def own(area, by, *, code="ward-1", steps=WEEKLY) -> Rhythm:
    return Rhythm.make(code=code, name="Nhịp của phường", area=area, steps=steps, by=by)


def working(day: date, *, forward: bool = True) -> date:
    while not is_working_day(day):
        day += timedelta(days=1 if forward else -1)
    return day


def away(user, first: date, last: date, by=None) -> Leave:
    more = {"key": str(uuid.uuid4()), "kind": LeaveKind.LEAVE, "by": by or user}
    return Leave.enter(user, first_day=first, last_day=last, **more)


def test_a_case_follows_its_own_template_else_its_wards_else_the_usual_one(case, minh, bac_kan):
    assert template_of(case).code == "usual"
    ours = own(case.area, minh)
    assert template_of(case).code == "usual"
    ours.be_usual(by=minh)
    assert template_of(case).code == "ward-1"
    case.follow_rhythm(coded("light").id, by=minh)
    assert template_of(case).code == "light"

    case.rhythm_id = ours.id
    case.move_to(bac_kan, by=minh)
    assert template_of(case).code == "usual"


def test_another_wards_template_is_not_offered(minh, duc_xuan, bac_kan):
    own(duc_xuan, minh)

    assert "ward-1" in {one.code for one in offered_in(duc_xuan.id)}
    assert "ward-1" not in {one.code for one in offered_in(bac_kan.id)}


def test_an_edit_is_a_new_version_and_moves_no_planned_day(case, admin):
    planned = case.due_on
    usual = coded("usual")
    version = usual.version
    usual.change([Stretch(0, 3), Stretch(60, 5), Stretch(None, 20)], why="Ít người hơn", by=admin)
    db.session.commit()

    assert next_due(case.term_from, case.term_from + timedelta(days=60)) == (
        case.term_from + timedelta(days=65)
    )
    assert case.due_on == planned
    assert usual.version > version
    numbers = db.select(RhythmVersion.number).where(RhythmVersion.rhythm_id == usual.id)
    assert sorted(db.session.scalars(numbers)) == [1, 2]


@pytest.mark.parametrize(
    "steps",
    [
        [Stretch(0, 3)],
        [Stretch(0, 3), Stretch(30, 7)],
        [Stretch(0, 3), Stretch(30, 7), Stretch(20, 9), Stretch(None, 9)],
        [Stretch(0, 3), Stretch(None, 7), Stretch(None, 9)],
        [Stretch(0, 3), Stretch(None, 0)],
    ],
)
def test_a_template_has_no_gap(steps, admin, app):
    with pytest.raises(Gap):
        coded("usual").change(steps, why="", by=admin)


def test_the_usual_one_is_never_taken_away(admin, app):
    with pytest.raises(StillUsual):
        coded("usual").retire(by=admin)
    coded("light").retire(by=admin)
    assert "light" not in {one.code for one in offered_in(None)}


def test_following_another_rhythm_moves_the_day_unless_it_was_agreed(case, lan, minh):
    ours = own(case.area, minh, steps=(Stretch(0, 2), Stretch(None, 1)))
    case.last_reached_on = today()
    case.plan_next(today() + timedelta(days=20), by=lan, agreed=True)
    case.follow_rhythm(ours.id, by=minh)
    assert case.due_on == today() + timedelta(days=20)

    case.plan_next(today() + timedelta(days=20), by=lan)
    case.follow_rhythm(None, by=minh)
    case.follow_rhythm(ours.id, by=minh)
    assert case.due_on == suggest(case, today())
    assert case.due_on <= today() + timedelta(days=5)


def test_days_off_and_days_away_are_passed_over(case, lan, minh):
    asked = working(today() + timedelta(days=10))
    assert free_day(case, asked) == asked

    away(lan, asked, asked, by=minh)
    found = free_day(case, asked)
    assert found != asked
    assert is_working_day(found)

    saturday = asked + timedelta(days=(5 - asked.weekday()) % 7)
    assert is_working_day(free_day(case, saturday))


def test_nothing_is_proposed_after_the_term(case, lan):
    case.term_to = working(today() + timedelta(days=5), forward=False)
    assert free_day(case, today() + timedelta(days=30)) == case.term_to
    away(lan, case.term_to, case.term_to + timedelta(days=30))
    assert today() <= free_day(case, case.term_to) < case.term_to

    case.term_to = today() - timedelta(days=1)
    assert suggest(case, today()) is None


def test_days_away_are_entered_once_and_can_be_cancelled(lan, khanh):
    day = today() + timedelta(days=3)
    leave = away(lan, day, day + timedelta(days=2))
    assert is_away(lan.id, day + timedelta(days=2))
    assert not is_away(lan.id, day + timedelta(days=3))
    assert not is_away(khanh.id, day)

    with pytest.raises(AwayAlready):
        away(lan, day + timedelta(days=2), day + timedelta(days=9))
    with pytest.raises(EndsBefore):
        away(khanh, day, day - timedelta(days=1))
    with pytest.raises(TooLong):
        away(khanh, day, day + timedelta(days=400))

    leave.cancel(by=lan)
    leave.cancel(by=lan)
    assert not is_away(lan.id, day)
    away(lan, day, day)

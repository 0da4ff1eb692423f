"""An edited rule or day: asked beforehand, done afterwards, and what is settled stays."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.deadline_moves import (
    enter_rule,
    mark_day,
    moves_of_days,
    moves_of_rule,
    unmark_day,
)
from reintegrate.models.deadline_row import Deadline, DeadlineStatus, Dropped
from reintegrate.models.step_rule import NothingChanged, StepRule
from reintegrate.models.working_calendar import CalendarYear, DayKind, Marked
from tests.cast import open_case

MONDAY = date(2026, 11, 23)


def noon(*day: int) -> datetime:
    return datetime(*day, 12, tzinfo=HERE)


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    with at(noon(2026, 11, 1)):
        return open_case(area=duc_xuan, by=minh, worker=lan)


def act(case, kind, when, by) -> Act:
    with at(max(utcnow(), noon(2026, 12, 31))):
        done = Act.record(case, kind, at=when, by=by, source="outside")
    db.session.commit()
    return done


@pytest.fixture
def notice(case, minh) -> Act:
    """On Friday the 20th: a proposal is owed by Tuesday the 24th."""
    return act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 20), minh)


def rule(step, regime="2025") -> StepRule:
    found = StepRule.newest(regime, step)
    assert found is not None
    return found


def revised(step, since=date(2026, 7, 1), **changes) -> StepRule:
    before = rule(step)
    kept = ("amount", "unit", "form", "article", "escalate_to", "escalate_after_hours")
    values = {name: getattr(before, name) for name in kept} | changes
    return before.revised(**values, in_force_from=since, because="Thông tư mới")


def owed(case, step) -> Deadline:
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.step == step)
    return db.session.scalars(found.order_by(Deadline.id.desc())).first()


def enter(made, by):
    enter_rule(made, by=by)
    db.session.commit()


def test_what_would_move_is_told_and_nothing_has_moved_yet(case, notice):
    moves = moves_of_rule(revised("proposal", amount=4))

    assert [(m.case_id, m.was, m.now) for m in moves] == [
        (case.id, datetime(2026, 11, 25, tzinfo=HERE), datetime(2026, 11, 27, tzinfo=HERE))
    ]
    assert owed(case, "proposal").due_on == date(2026, 11, 24)
    assert rule("proposal").revision == 1


def test_once_entered_exactly_that_has_moved_and_the_old_row_still_stands(case, notice, admin):
    made = revised("proposal", amount=4)
    foretold = [m.now for m in moves_of_rule(made)]
    enter(made, admin)

    one = owed(case, "proposal")
    assert [one.due_at] == foretold
    assert one.rule.revision == 2
    assert case.owes_at == one.due_at
    assert db.session.scalars(select(StepRule).where(StepRule.revision == 1)).first() is not None
    said = select(AuditEvent).where(AuditEvent.what == "deadline.moved")
    assert db.session.scalars(said).one().facts["was"] == "2026-11-24"


def test_starts_before_the_day_it_counts_from_keep_their_dates(case, notice, admin):
    made = revised("proposal", since=date(2026, 11, 21), amount=4)
    assert moves_of_rule(made) == []
    enter(made, admin)

    assert owed(case, "proposal").due_on == date(2026, 11, 24)


def test_what_is_done_keeps_the_rule_it_was_counted_by(case, notice, minh, admin):
    act(case, ActKind.PROPOSED, date(2026, 11, 24), minh)
    enter(revised("proposal", amount=1), admin)

    one = owed(case, "proposal")
    assert (one.status, one.was_late, one.rule.revision) == (DeadlineStatus.MET, False, 1)


def test_a_number_where_the_text_has_none_begins_what_is_owed(case, minh, admin):
    act(case, ActKind.PROPOSED, date(2026, 11, 20), minh)
    assert owed(case, "decision") is None

    made = revised("decision", amount=3)
    assert [(m.was, m.now) for m in moves_of_rule(made)] == [
        (None, datetime(2026, 11, 26, tzinfo=HERE))
    ]
    enter(made, admin)
    assert owed(case, "decision").due_on == date(2026, 11, 25)


def test_no_number_any_more_drops_it_and_a_number_again_brings_it_back(case, notice, admin):
    enter(revised("proposal", amount=None), admin)
    assert owed(case, "proposal").dropped_because == Dropped.OTHER_RULES

    enter(revised("proposal", amount=2), admin)
    assert owed(case, "proposal").is_open
    assert owed(case, "proposal").due_on == date(2026, 11, 24)


def test_the_end_of_a_term_follows_its_rule(case, admin):
    was = owed(case, "end_certificate")
    opens = was.opens_on
    enter(revised("end_certificate", amount=10), admin)

    assert owed(case, "end_certificate").opens_on < opens


def test_the_same_rule_again_is_no_change(case):
    with pytest.raises(NothingChanged):
        revised("proposal")


OFF = Marked(DayKind.OFF, "Ngày Văn hóa Việt Nam", "Culture Day", "Nghị quyết", True)


def test_a_day_off_moves_what_is_counted_over_it_as_foretold(case, notice, admin):
    holiday = date(2026, 11, 24)
    foretold = [m.now for m in moves_of_days({holiday: OFF})]
    assert owed(case, "proposal").due_on == holiday

    year = db.session.get(CalendarYear, 2026)
    mark_day(year, holiday, OFF, by=admin)
    db.session.commit()
    assert [owed(case, "proposal").due_at] == foretold
    assert owed(case, "proposal").due_on == date(2026, 11, 25)

    unmark_day(year, holiday, by=admin)
    db.session.commit()
    assert owed(case, "proposal").due_on == holiday


def test_a_day_off_moves_no_hours(case, minh):
    act(case, ActKind.LEFT, datetime(2026, 11, 23, 9, 0, tzinfo=HERE), minh)

    assert moves_of_days({date(2026, 11, 24): OFF}) == []


def test_a_day_off_before_an_end_makes_its_paper_due_earlier(case):
    one = owed(case, "end_certificate")
    moves = moves_of_days({one.due_on: OFF})

    assert [m.step for m in moves] == ["end_certificate"]
    assert moves[0].now < one.due_at

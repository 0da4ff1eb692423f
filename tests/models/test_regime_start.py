"""Another first day of a law: what it would move is foretold, and then it is what moves."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.life_revision import AS_READ, MANAGED, LifeRevision, LifeTopic
from reintegrate.models.regime import Regime, spans
from reintegrate.models.regime_start import (
    OutOfOrder,
    check_start,
    enter_start,
    moves_of_start,
)
from reintegrate.models.regime_switch import switch_regime
from reintegrate.models.transition import Keeps, Stage, transitions
from tests.cast import open_case

pytestmark = pytest.mark.either_database

BEGAN = date(2026, 7, 1)


def start(first: date, value: int = 1, code: str = "2025") -> LifeRevision:
    said = {"value": value, "article": "", "because": "Luật lùi ngày hiệu lực."}
    return LifeRevision(
        regime_code=code,
        topic=LifeTopic.START,
        code=MANAGED,
        revision=AS_READ + 1,
        in_force_from=first,
        **said,
    )


def opened(day: date, duc_xuan, minh, lan, dung, name="Nông Văn Hùng"):
    """Opened that day; five days later the decision is made, which begins what is owed."""
    with at(datetime(day.year, day.month, day.day, 12, tzinfo=HERE)):
        case = open_case(area=duc_xuan, by=minh, worker=lan, name=name)
    decided = day + timedelta(days=5)
    with at(max(utcnow(), datetime(2026, 12, 31, tzinfo=HERE))):
        Act.record(case, ActKind.NOTICE_RECEIVED, at=decided, by=dung, source="outside")
    db.session.commit()
    return case


def stands(case):
    """Everything a law's first day may move."""
    db.session.expire_all()
    owed = db.session.scalars(db.select(Deadline).where(Deadline.case_id == case.id)).all()
    rules = {(one.rule.regime_code, one.step, one.due_at) for one in owed if one.is_open}
    return case.regime_code, case.term_to, rules


def told(moves, case):
    """The moves as what no longer stands, and what stands then."""
    mine = [move for move in moves if move.case_id == case.id]
    return {move.was for move in mine} - {None}, {move.now for move in mine} - {None}


@pytest.fixture
def case(duc_xuan, minh, lan, dung):
    return opened(date(2026, 8, 3), duc_xuan, minh, lan, dung)


def test_what_is_foretold_is_what_moves_and_asking_keeps_nothing(case, admin):
    before, events = stands(case), db.session.query(AuditEvent).count()
    later = start(date(2026, 9, 1))
    moves = moves_of_start(later, by=admin)
    assert stands(case) == before
    assert spans()[-1].first == BEGAN
    assert db.session.query(AuditEvent).count() == events

    enter_start(later, by=admin)
    db.session.commit()
    after = stands(case)
    assert (before[0], after[0]) == ("2025", "2021")
    assert {code for code, step, _due in after[2] if step == "proposal"} == {"2021"}
    dates = [{due for _code, _step, due in owed} for _regime, _term, owed in (before, after)]
    assert told(moves, case) == ({"2025", *(dates[0] - dates[1])}, {"2021", *(dates[1] - dates[0])})
    assert Regime.on(date(2026, 8, 31)).code == "2021"
    assert Regime.on(date(2026, 9, 1)).code == "2025"

    back = start(BEGAN)
    back.revision += 1
    enter_start(back, by=admin)
    assert stands(case) == before


def test_who_was_managed_may_be_left_to_the_earlier_rules(case, admin, duc_xuan, minh, lan, dung):
    straddles = opened(date(2026, 6, 28), duc_xuan, minh, lan, dung, name="Ma Thị Én")
    assert {code for code, *_rest in stands(straddles)[2]} == {"2025"}
    keeping = start(BEGAN, value=0)

    assert {move.case_id for move in moves_of_start(keeping, by=admin)} == {straddles.id}
    enter_start(keeping, by=admin)
    db.session.commit()
    assert {code for code, *_rest in stands(straddles)[2]} == {"2021"}
    [passing] = [one for one in transitions() if one.to_code == "2025" and one.who == Stage.MANAGED]
    assert (passing.keeps, passing.because) == (Keeps.EARLIER, keeping.because)


def test_what_an_official_decided_stays(case, admin, minh):
    switch_regime(
        case, Regime.with_code("2021"), reason="Theo hướng dẫn", key=str(uuid.uuid4()), by=minh
    )
    db.session.commit()
    before = stands(case)

    assert moves_of_start(start(date(2026, 9, 1)), by=admin) == []
    enter_start(start(date(2026, 9, 1)), by=admin)
    assert stands(case) == before


@pytest.mark.parametrize("first", [date(2022, 1, 1), date(2009, 1, 1)])
def test_no_law_begins_before_the_one_before_it(app, first):
    with pytest.raises(OutOfOrder):
        check_start(start(first))


def test_nor_after_the_next(app):
    with pytest.raises(OutOfOrder):
        check_start(start(BEGAN, code="2021"))

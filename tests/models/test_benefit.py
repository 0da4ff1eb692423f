"""What reached the person: counted, struck when in error; and the need is received with it."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.benefit import Benefit, total_received
from reintegrate.models.contact import CaseClosed
from reintegrate.models.lifecycle import NotYet, TooEarly
from reintegrate.models.need import NeedStatus
from tests import story
from tests.cast import TRAINING, open_case


@pytest.fixture
def case(app, duc_xuan, dung, lan):
    return open_case(area=duc_xuan, by=dung, worker=lan)


def receive(case, by, amount=None, need=None, what="Bộ đồ nghề", **more):
    benefit = Benefit.record(
        case,
        key=more.get("key") or story.new_key(),
        need=need,
        scheme=None,
        what=what,
        giver="Hội Phụ nữ",
        amount=amount,
        given_on=more.get("on") or today(),
        by=by,
    )
    db.session.commit()
    return benefit


def test_what_counts_is_totalled(case, lan):
    receive(case, lan, 2_000_000_000)
    receive(case, lan, 2_000_000_000)
    receive(case, lan)
    error = receive(case, lan, 7)
    error.strike(by=lan)
    error.strike(by=lan)
    db.session.commit()
    assert total_received(case.id) == 4_000_000_000

    error.restore(by=lan)
    db.session.commit()
    assert total_received(case.id) == 4_000_000_007


def test_what_it_was_cannot_be_read_in_the_database(case, lan):
    receive(case, lan, what="Tiền chữa bệnh")
    stored = db.session.execute(db.text("SELECT what, giver FROM benefit")).one()
    assert not any("Tiền".encode() in bytes(value) for value in stored)
    assert not any("Phụ nữ".encode() in bytes(value) for value in stored)


def test_the_same_key_writes_it_once(case, lan):
    key = story.new_key()
    assert receive(case, lan, 5, key=key) is receive(case, lan, 5, key=key)
    assert total_received(case.id) == 5


def test_the_need_it_answers_is_received_with_it(case, lan):
    need = story.state(case, lan)
    receive(case, lan, need=need)
    assert need.status == NeedStatus.RECEIVED


def test_an_agency_at_work_says_itself_what_came_of_it(case, lan):
    story.say(case, lan)
    need = story.state(case, lan)
    story.ask(need, TRAINING, lan)
    receive(case, lan, need=need)
    assert need.status == NeedStatus.REFERRED


def test_not_before_the_term_nor_tomorrow_nor_after_the_end(case, lan, dung):
    with pytest.raises(NotYet):
        receive(case, lan, on=today() + timedelta(days=1))
    with pytest.raises(TooEarly):
        receive(case, lan, on=case.term_from - timedelta(days=1))
    case.close(outcome_code="completed", on=today(), by=dung)
    with pytest.raises(CaseClosed):
        receive(case, lan)

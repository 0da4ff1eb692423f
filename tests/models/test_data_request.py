"""What people ask about their own data: by when they hear, and what may be said to them."""

from datetime import date, timedelta

import pytest
import time_machine

from reintegrate.access.policy import may_read_words
from reintegrate.db import db, today
from reintegrate.models.data_request import (
    CLOCK_OF,
    DATA_REQUEST,
    ExtendedTooLate,
    GroundMissing,
    NotAGround,
    RefusalGround,
    RequestKind,
    RequestStatus,
)
from reintegrate.models.data_request_clock import remind_of_data_requests
from reintegrate.models.data_request_rule import RequestClock, rule_on
from reintegrate.models.lifecycle import IllegalMove, NotYet, TooEarly
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.user import User, system_user
from tests import cast, story
from tests.trust.scenery_privacy import asks

MONDAY = date(2026, 11, 23)


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


def told(kind):
    users = db.select(User.username).join(Notice, Notice.user_id == User.id)
    return set(db.session.scalars(users.where(Notice.kind == kind)))


@pytest.mark.parametrize(
    ("kind", "others", "first", "last", "extended"),
    [
        ("see", False, "2026-11-25", "2026-12-03", "2026-12-13"),
        ("correct", True, "2026-11-25", "2026-12-08", "2026-12-18"),
        ("withdraw_consent", False, "2026-11-25", "2026-12-08", "2026-12-23"),
        ("object", True, "2026-11-25", "2026-12-13", "2026-12-28"),
        ("delete", False, "2026-11-25", "2026-12-13", "2027-01-02"),
        ("delete", True, "2026-11-25", "2026-12-23", "2027-01-12"),
    ],
)
@pytest.mark.either_database
def test_the_days_are_counted_from_the_request(case, lan, kind, others, first, last, extended):
    with time_machine.travel(MONDAY, tick=False):
        asked = asks(case, by=lan, kind=RequestKind(kind), asked_on=MONDAY, others_too=others)
        assert (asked.due_on, asked.answer_by) == tuple(map(date.fromisoformat, (first, last)))
        asked.acknowledge(MONDAY, by=lan)
        assert asked.due_on == asked.answer_by
        asked.extend("Chờ cơ quan khác.", by=lan)
        assert asked.due_on == date.fromisoformat(extended)
        with pytest.raises(IllegalMove):
            asked.extend("Thêm nữa.", by=lan)


def test_every_kind_has_its_clock_and_every_end_is_an_end():
    assert set(CLOCK_OF) == set(RequestKind)
    assert {to for to, more in DATA_REQUEST.moves.items() if not more} == {
        *(RequestStatus.DONE, RequestStatus.PARTLY),
        *(RequestStatus.REFUSED, RequestStatus.WITHDRAWN),
    }


def test_the_officials_hear_and_the_police_do_not(case, lan):
    asks(case, by=lan)
    db.session.commit()
    assert told(NoticeKind.DATA_REQUEST_TAKEN) == {"minh"}


@pytest.mark.either_database
def test_a_no_has_its_ground_and_the_law_keeps_only_what_was_to_be_deleted(case, lan):
    def end(asked, answer, ground=None, on=None):
        asked.end(answer, ground=ground, words="", on=on or today(), by=lan)

    asked = asks(case, by=lan)
    with pytest.raises(GroundMissing):
        end(asked, RequestStatus.REFUSED)
    with pytest.raises(NotAGround):
        end(asked, RequestStatus.REFUSED, RefusalGround.STATUTORY_FILE)
    with pytest.raises(NotAGround):
        end(asked, RequestStatus.DONE, RefusalGround.NOT_HELD)
    with pytest.raises(NotYet):
        end(asked, RequestStatus.DONE, on=today() + timedelta(days=1))
    with pytest.raises(TooEarly):
        end(asked, RequestStatus.DONE, on=today() - timedelta(days=1))
    delete = asks(case, by=lan, kind=RequestKind.DELETE)
    end(delete, RequestStatus.PARTLY, RefusalGround.STATUTORY_FILE)
    assert not delete.is_open
    end(asked, RequestStatus.DONE)
    with pytest.raises(IllegalMove):
        asked.withdraw(by=lan)


@pytest.mark.either_database
def test_longer_is_asked_before_the_days_are_over(case, lan):
    asked = asks(case, by=lan, asked_on=today() - timedelta(days=11))
    asked.acknowledge(today(), by=lan)
    assert not asked.can_be_extended
    with pytest.raises(ExtendedTooLate):
        asked.extend("Chờ cơ quan khác.", by=lan)
    asked.end(RequestStatus.DONE, ground=None, words="", on=today(), by=lan)
    assert asked.was_late


@pytest.mark.either_database
def test_other_days_count_for_what_is_asked_from_then_on(case, lan, admin):
    rule = rule_on(RequestClock.DELETE, today())
    begins = today() + timedelta(days=3)
    numbers = {"acknowledge_working_days": 1, "days": 5, "others_days": 6, "extension_days": 2}
    rule.follow(begins, numbers, "Luật mới", by=admin)
    with pytest.raises(TooEarly):
        rule.follow(today() - timedelta(days=1), numbers, "Luật mới", by=admin)
    assert rule_on(RequestClock.DELETE, today()).days == 20
    assert rule_on(RequestClock.DELETE, begins).days == 5
    rule.follow(begins, numbers | {"days": 4}, "Luật mới", by=admin)
    assert rule_on(RequestClock.DELETE, begins).days == 4
    assert rule_on(RequestClock.DELETE, date(2020, 1, 1)).days == 20


def test_who_sees_to_it_hears_before_and_the_officer_when_it_is_late(case, lan, thao):
    asks(case, by=lan, asked_on=today() - timedelta(days=30))
    soon = asks(case, by=lan, asked_on=today() - timedelta(days=8))
    soon.acknowledge(today() - timedelta(days=7), by=lan)
    db.session.commit()
    assert [remind_of_data_requests(system_user()) for _ in range(2)] == [2, 0]
    db.session.commit()
    assert told(NoticeKind.DATA_REQUEST_DUE) == {"lan", "minh"}
    assert told(NoticeKind.DATA_REQUEST_LATE) == {"lan", "minh", "thao"}


def test_what_was_said_moves_along_while_it_is_still_to_be_answered(case, lan, minh, hoa, tuan):
    asked, answered = asks(case, by=lan, words="Xem"), asks(case, by=lan, words="Sửa")
    answered.end(RequestStatus.DONE, ground=None, words="", on=today(), by=lan)
    db.session.commit()
    story.propose(case, tuan.area, minh).accept(by=tuan, worker=hoa)
    db.session.commit()
    assert may_read_words(hoa, asked, asked.by_id)
    assert not may_read_words(hoa, answered, answered.by_id)
    assert not may_read_words(lan, asked, asked.by_id)

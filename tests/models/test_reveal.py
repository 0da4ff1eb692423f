"""An urgent look into another ward's file: told at once, over by itself, reviewed."""

from datetime import timedelta

import pytest

from reintegrate.access.revealed import cases_to_reveal, revealed, revealed_case
from reintegrate.access.scope import visible
from reintegrate.access.troubles import troubles_by_ward
from reintegrate.db import at, db, today, utcnow
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.idempotency import KeyTaken
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.reveal import (
    MOST_A_DAY,
    AskedLong,
    OwnCase,
    Reveal,
    RevealedTooOften,
    RevealPart,
    Review,
)
from reintegrate.models.reveal_clock import escalate_reveals, forget_old_reveals
from reintegrate.models.trouble import Trouble, tell_of
from reintegrate.models.user import User, system_user
from tests import cast, story

NAME = "Đặng Thị Đào"


@pytest.fixture
def theirs(bac_kan, tuan, hoa):
    return cast.open_case(area=bac_kan, by=tuan, worker=hoa, name=NAME)


def look(case, by, **more):
    asked = {"key": story.new_key(), "part": RevealPart.BOTH, "hours": 4} | more
    reveal = Reveal.ask(case, reason="Nằm viện cấp cứu, cần người nhà.", by=by, **asked)
    db.session.commit()
    return reveal


def told(kind):
    query = db.select(User.username).join(Notice, Notice.user_id == User.id)
    return set(db.session.scalars(query.where(Notice.kind == kind)))


def test_their_ward_and_the_reviewer_are_told_at_once(theirs, lan):
    look(theirs, lan)
    assert told(NoticeKind.REVEAL_ASKED) == {"hoa", "tuan", "thao"}


def test_it_opens_one_case_to_one_user_until_its_hour(theirs, lan, minh):
    reveal = look(theirs, lan)
    assert revealed_case(lan, reveal) == theirs
    assert revealed_case(minh, reveal) is None
    with at(reveal.until - timedelta(seconds=1)):
        assert revealed_case(lan, reveal) == theirs
    with at(reveal.until):
        assert revealed_case(lan, reveal) is None
        assert not reveal.is_running


def test_the_case_is_in_no_list_of_theirs(theirs, lan):
    look(theirs, lan)
    assert theirs.id not in {case.id for case in db.session.scalars(visible(lan, Case)).unique()}


def test_ended_sooner(theirs, lan):
    reveal = look(theirs, lan)
    reveal.end(by=lan)
    reveal.end(by=lan)
    db.session.commit()
    assert revealed_case(lan, reveal) is None


def test_over_when_a_third_ward_answers_for_the_case(theirs, lan, minh, tuan, request):
    reveal = look(theirs, lan)
    theirs.move_to(request.getfixturevalue("phong_quang"), by=tuan)
    db.session.commit()
    assert not reveal.is_running
    assert revealed_case(lan, reveal) is None


def test_over_when_the_case_ends(theirs, lan, tuan):
    reveal = look(theirs, lan)
    theirs.close(outcome_code="completed", on=today(), by=tuan)
    db.session.commit()
    assert not reveal.is_running
    assert db.session.scalars(revealed(lan)).first() is None


def test_posted_twice_it_is_one(theirs, lan, minh):
    first = look(theirs, lan)
    assert look(theirs, lan, key=first.key) is first
    with pytest.raises(KeyTaken):
        look(theirs, minh, key=first.key)


def test_who_may_not_is_refused(theirs, lan, hoa, tuan):
    with pytest.raises(OwnCase):
        look(theirs, hoa)
    with pytest.raises(AskedLong):
        look(theirs, lan, hours=48)
    theirs.close(outcome_code="completed", on=today(), by=tuan)
    with pytest.raises(CaseClosed):
        look(theirs, lan)


def test_so_many_a_day_and_no_more(theirs, lan):
    for _ in range(MOST_A_DAY):
        look(theirs, lan)
    with pytest.raises(RevealedTooOften):
        look(theirs, lan)
    db.session.rollback()
    with at(utcnow() + timedelta(days=1, minutes=1)):
        look(theirs, lan)


def test_found_by_number_or_by_name_and_never_at_home(theirs, lan, hoa, tuan, bac_kan):
    def found(viewer, **more):
        asked = {"number": "", "name": "", "birth_year": None, "area_id": None} | more
        return cases_to_reveal(viewer, **asked)

    assert found(lan, number=theirs.number) == [theirs]
    assert found(lan, name="Thị Đào Đặng", birth_year=1990) == [theirs]
    assert found(lan, name=NAME, birth_year=1991) == []
    assert found(hoa, number=theirs.number) == []
    twin = cast.open_case(area=bac_kan, by=tuan, name=NAME)
    assert found(lan, name=NAME, birth_year=1990, area_id=bac_kan.id) == [theirs, twin]


def test_reviewed_both_wards_are_told(theirs, lan, thao):
    reveal = look(theirs, lan)
    reveal.judge(Review.FOLLOW_UP, words="Hỏi lại lý do.", by=thao)
    db.session.commit()
    assert told(NoticeKind.REVEAL_REVIEWED) == {"lan", "minh", "dung", "tuan"}
    reveal.judge(Review.IN_ORDER, words="Đã rõ.", by=thao)
    with pytest.raises(IllegalMove):
        reveal.judge(Review.FOLLOW_UP, words="", by=thao)


@pytest.mark.either_database
def test_who_knows_of_it(theirs, lan, khanh, request):
    reveal = look(theirs, lan)
    knowing = {
        name
        for name in cast.CAST
        if reveal in db.session.scalars(visible(request.getfixturevalue(name), Reveal))
    }
    assert knowing == {"lan", "minh", "dung", "hoa", "tuan", "thao"}


def test_its_words_are_deleted_a_year_after_it_was_in_order(theirs, minh, thao):
    reviewed = look(theirs, minh)
    reviewed.judge(Review.IN_ORDER, words="Đúng quy định.", by=thao)
    db.session.commit()

    assert forget_old_reveals() == 0
    with at(utcnow() + timedelta(days=366)):
        assert [forget_old_reveals() for _ in range(2)] == [1, 0]
    db.session.expire_all()
    assert (reviewed.reason, reviewed.review, reviewed.is_forgotten) == (None, None, True)
    assert reviewed.by_id == minh.id


def test_words_nobody_reviewed_do_not_stay_for_ever_either(theirs, minh, thao):
    waiting, doubtful = look(theirs, minh), look(theirs, minh)
    with at(utcnow() + timedelta(days=100)):
        doubtful.judge(Review.FOLLOW_UP, words="Đã hỏi lại xã.", by=thao)
        db.session.commit()
    with at(utcnow() + timedelta(days=181)):
        assert [forget_old_reveals() for _ in range(2)] == [1, 0]
    db.session.expire_all()
    assert (waiting.is_forgotten, waiting.status) == (True, Review.WAITING)
    assert doubtful.reason
    with at(utcnow() + timedelta(days=281)):
        assert forget_old_reveals() == 1


def test_one_not_reviewed_in_time_is_told_once_a_week(theirs, lan, thao, admin, binh, duc_xuan):
    look(theirs, lan)
    assert escalate_reveals(system_user()) == 0
    with at(utcnow() + timedelta(days=8)):
        assert [escalate_reveals(system_user()) for _ in range(2)] == [1, 0]
        assert told(NoticeKind.REVEAL_LATE) == {"thao"}
        assert told(NoticeKind.TROUBLE) == {"admin"}
        for viewer in (admin, binh):
            assert troubles_by_ward(viewer)[Trouble.LATE_REVIEW] == {duc_xuan.id: 1}
        assert tell_of(Trouble.LATE_REVIEW, duc_xuan, by=binh)
        db.session.scalars(db.select(Reveal)).one().judge(Review.IN_ORDER, words="Đúng.", by=thao)
        db.session.commit()
        assert Trouble.LATE_REVIEW not in troubles_by_ward(admin)
    with at(utcnow() + timedelta(days=16)):
        assert escalate_reveals(system_user()) == 0

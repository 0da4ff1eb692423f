"""Who is told of what; and the number in the navigation always agrees with the list."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, today, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.deadline_jobs import escalate_deadlines
from reintegrate.models.notice import Notice, NoticeKind, forget_old_notices, see_all
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User, system_user
from tests import cast, story

pytestmark = pytest.mark.either_database


def told(user: User) -> list[NoticeKind]:
    """What they were told, oldest first; the number kept with the account must agree."""
    commit()
    rows = db.session.scalars(
        db.select(Notice).where(Notice.user_id == user.id).order_by(Notice.id)
    ).all()
    db.session.refresh(user)
    assert user.unseen_notices == sum(row.seen_at is None for row in rows)
    return [row.kind for row in rows]


@pytest.fixture
def case(duc_xuan, minh, lan):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


def test_both_workers_hear_that_a_case_changed_hands_and_the_doer_does_not(case, lan, khanh, minh):
    case.assign(khanh, by=minh)

    assert told(lan) == [NoticeKind.CASE_GIVEN, NoticeKind.CASE_TAKEN]
    assert told(khanh) == [NoticeKind.CASE_GIVEN]
    assert told(minh) == []


def test_a_request_is_told_to_the_agency_and_its_answer_to_the_worker(case, lan, mai, son):
    story.say(case, lan)
    asked = story.ask(story.state(case, lan), cast.WOMEN, lan, service="family_support")
    assert (told(mai), told(son)) == ([NoticeKind.AGENCY_ASKED], [])

    asked.accept(by=mai)
    asked.say("Mời đến sáng thứ hai.", key=str(uuid.uuid4()), by=mai)
    asked.say("Cảm ơn chị.", key=str(uuid.uuid4()), by=lan)
    asked.end(result="Đã giúp", helped=True, by=mai)

    assert told(lan)[1:] == [
        NoticeKind.AGENCY_ACCEPTED,
        NoticeKind.MESSAGE_RECEIVED,
        NoticeKind.AGENCY_FINISHED,
    ]
    assert told(mai) == [NoticeKind.AGENCY_ASKED, NoticeKind.MESSAGE_RECEIVED]


def propose(case, to_area, by) -> Transfer:
    return Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=to_area,
        moved_on=today(),
        new_address="Tổ 4",
        reason="Về nhà ngoại",
        by=by,
    )


def test_a_transfer_is_told_to_the_ward_that_answers_and_its_answer_to_the_senders(
    case, lan, minh, tuan, hoa, bac_kan
):
    transfer = propose(case, bac_kan, minh)
    assert (told(tuan), told(hoa)) == ([NoticeKind.TRANSFER_ASKED], [])

    transfer.accept(by=tuan)

    assert told(minh) == [NoticeKind.TRANSFER_ACCEPTED]
    assert told(lan)[-1] == NoticeKind.TRANSFER_ACCEPTED


def test_a_deadline_that_passed_is_told_to_whoever_answers_next(case, minh, dung):
    notified = utcnow() - timedelta(days=20)
    Act.record(case, ActKind.NOTICE_RECEIVED, at=notified, by=dung, source="outside")
    commit()

    assert escalate_deadlines(system_user()) >= 1
    assert NoticeKind.DEADLINE_PASSED in told(minh)
    assert escalate_deadlines(system_user()) == 0


def test_nobody_is_told_of_what_was_rolled_back(case, khanh, minh):
    case.assign(khanh, by=minh)
    db.session.rollback()

    assert told(khanh) == []


def test_what_came_while_reading_stays_new(case, lan, khanh, minh):
    newest = max(db.session.scalars(db.select(Notice.id).where(Notice.user_id == lan.id)))
    case.assign(khanh, by=minh)
    case.assign(lan, by=minh)
    see_all(lan, up_to=newest)

    told(lan)
    assert lan.unseen_notices == 2


def test_disabled_accounts_are_not_told(case, lan, minh, tuan, admin, bac_kan):
    tuan.disable(by=admin)
    propose(case, bac_kan, minh)

    assert told(tuan) == []


def test_news_is_kept_for_two_months(case, lan):
    told(lan)
    assert forget_old_notices(lan) == 0
    with at(utcnow() + timedelta(days=61)):
        assert forget_old_notices(lan) == 1
    assert told(lan) == []

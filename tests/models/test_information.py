"""What residents tell: checked, seen to, answered; and how little of it stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from reintegrate.access.policy import may_read_teller
from reintegrate.access.scope import visible
from reintegrate.db import at, commit, db, today, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.information import (
    FORGET_CONCERNS_AFTER,
    Information,
    InformationKind,
    InformationResult,
    InformationStatus,
    NeverInARecord,
    NobodyToAnswer,
    forget_information,
)
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.user import system_user
from tests import cast
from tests.trust.scenery_community import told

OFFER, CONCERN = InformationKind.OFFER, InformationKind.CONCERN


def test_from_received_to_answered(lan):
    taken = told(OFFER, "Xưởng mộc nhận người học việc.", by=lan, teller="Bác Tư")
    taken.check(OFFER, confirmed=True, by=lan)
    taken.handle(InformationResult.OFFER_TAKEN, "Đã gặp xưởng.", by=lan)
    assert taken.is_open
    taken.answer(by=lan)
    db.session.commit()

    assert taken.status == InformationStatus.ANSWERED
    assert not taken.is_open
    trail = db.session.scalars(select(AuditEvent.what).where(AuditEvent.record.like("inform%")))
    assert list(trail) == [
        f"information.{step}" for step in ("taken", "verified", "handled", "answered")
    ]
    assert "xưởng" not in "".join(db.session.scalars(select(AuditEvent.details))).lower()


def test_nobody_is_answered_who_left_no_name(lan):
    taken = told(OFFER, "Có việc ở quán.", by=lan)
    taken.check(OFFER, confirmed=True, by=lan)
    taken.handle(InformationResult.HELP_ARRANGED, "", by=lan)

    assert not taken.is_open
    with pytest.raises(NobodyToAnswer):
        taken.answer(by=lan)


def test_it_is_seen_to_only_once_it_is_verified(lan):
    taken = told(OFFER, "Có việc ở quán.", by=lan)
    with pytest.raises(IllegalMove):
        taken.handle(InformationResult.HELP_ARRANGED, "", by=lan)


def test_a_concern_never_stands_beside_a_case(lan, minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    concern, offer = told(CONCERN, "Nghe nói…", by=minh), told(OFFER, "Có việc.", by=lan)
    with pytest.raises(NeverInARecord):
        offer.stand_beside(case, by=lan)
    concern.check(CONCERN, confirmed=True, by=minh)
    with pytest.raises(NeverInARecord):
        concern.stand_beside(case, by=lan)
    offer.check(OFFER, confirmed=True, by=lan)
    offer.stand_beside(case, by=lan)
    db.session.commit()
    assert offer.case_id == case.id

    concern.case_id = case.id  # whatever the code above it does
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_database_refuses_what_is_not_verified(lan, minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    offer = told(OFFER, "Có việc.", by=lan)
    offer.case_id = case.id
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_unverified_concerns_are_forgotten_after_thirty_days_and_counted_once(minh, lan):
    with at(utcnow() - FORGET_CONCERNS_AFTER - timedelta(days=1)):
        old = told(CONCERN, "Nghe nói…", by=minh, teller="Ông Ba", reach="0912345678")
        kept = told(CONCERN, "Đã xác minh.", by=minh)
        kept.check(CONCERN, confirmed=True, by=minh)
        request = told(InformationKind.FAMILY_REQUEST, "Xin giúp con.", by=lan)
    with at(utcnow() - FORGET_CONCERNS_AFTER):
        young = told(CONCERN, "Mới nghe.", by=minh)
    commit()

    assert forget_information(system_user()) == 1
    commit()
    assert forget_information(system_user()) == 0
    commit()
    for one in (old, kept, request, young):
        db.session.refresh(one)
    assert (old.words, old.teller, old.reach) == (None, None, None)
    assert old.status == InformationStatus.EXPIRED
    assert None not in {kept.words, request.words, young.words}
    gone = select(AuditEvent).where(AuditEvent.what == "information.forgotten")
    (event,) = db.session.scalars(gone)
    assert event.facts == {"count": "1"} or event.facts == {"count": 1}
    assert event.record.startswith("area:")


def test_a_concern_that_is_not_so_loses_its_words_at_once(minh):
    concern = told(CONCERN, "Nghe nói…", by=minh, teller="Ông Ba")
    concern.check(CONCERN, confirmed=False, by=minh)

    assert (concern.words, concern.teller) == (None, None)
    assert concern.status == InformationStatus.UNCONFIRMED


def test_a_year_after_its_end_the_words_go_and_the_number_stays(lan):
    with at(utcnow() - timedelta(days=400)):
        taken = told(OFFER, "Có việc.", by=lan)
        taken.check(OFFER, confirmed=True, by=lan)
        taken.handle(InformationResult.OFFER_TAKEN, "Đã nhận việc.", by=lan)
    commit()
    forget_information(system_user())
    commit()
    db.session.refresh(taken)

    assert (taken.words, taken.done) == (None, None)
    assert taken.result == InformationResult.OFFER_TAKEN


def test_the_clock_begins_on_the_day_it_was_received(lan):
    taken = told(InformationKind.FAMILY_REQUEST, "Xin giúp con.", by=lan)
    assert today() < taken.due_on <= today() + timedelta(days=12)


def test_what_is_for_others_is_passed_on(lan):
    taken = told(OFFER, "Cống bị tắc.", by=lan)
    taken.check(InformationKind.NOT_OURS, confirmed=True, by=lan)
    assert taken.status == InformationStatus.PASSED_ON


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("kind", "verified", "expected"),
    [
        (InformationKind.FAMILY_REQUEST, False, "lan khanh minh"),
        (InformationKind.FAMILY_REQUEST, True, "lan khanh minh"),
        (OFFER, False, "lan khanh minh dung"),
        (InformationKind.CORRECTION, False, "lan khanh minh"),
        (InformationKind.CORRECTION, True, "lan khanh minh dung"),
        (CONCERN, False, "lan minh"),
        (CONCERN, True, "lan minh dung"),
    ],
)
def test_who_sees_what_lan_wrote_down(request, lan, kind, verified, expected):
    taken = told(kind, "Điều người dân nói.", by=lan)
    if verified:
        taken.check(kind, confirmed=True, by=lan)
    db.session.commit()
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}

    seeing = {
        name
        for name, viewer in viewers.items()
        if db.session.scalars(visible(viewer, Information)).first() is not None
    }
    assert seeing == set(expected.split())


@pytest.mark.either_database
def test_police_do_not_learn_who_offers_help_unless_they_wrote_it_down(lan, dung, minh):
    theirs, own = told(OFFER, "Có việc.", by=lan), told(OFFER, "Có việc.", by=dung)
    assert not may_read_teller(dung, theirs)
    assert may_read_teller(dung, own)
    assert may_read_teller(minh, theirs)

"""A text to the person: only with their yes, in words that name nothing, by day, once, and only as
long as everything that made it right still is."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from reintegrate.db import HERE, at, commit, db, today, utcnow
from reintegrate.models import reminder as rules
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.consent import Consent
from reintegrate.models.notice import Notice, NoticeKind
from reintegrate.models.outgoing import NotAccepted, OutgoingStatus, send_waiting
from reintegrate.models.person import PhoneOwner
from reintegrate.models.reminder import Reminder, ReminderTime
from reintegrate.models.sharing import withdraw_consent
from reintegrate.models.user import system_user
from tests import cast, story

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan, minh, lan):
    """Planned in three days, with their own mobile and a yes to reminders."""
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    case.plan_next(today() + timedelta(days=3), by=lan)
    reach(case, "0912345678")
    story.say(case, lan, purpose=rules.REMINDING)
    return case


def noon():
    return datetime.combine(today(), time(12), HERE)


def reach(case, phone, owner=PhoneOwner.OWN, named=False):
    case.person.live_at("Tổ 3", phone=phone, owner=owner, may_name_service=named)
    commit()


def wording(code: str) -> ReminderWording:
    return db.session.get_one(ReminderWording, code)


def write(case, by, *, code="own_plain", text="Nhắc hẹn: Thứ Tư 25/11.", when=ReminderTime.NOW):
    written = Reminder.write(
        case, key=str(uuid.uuid4()), wording=wording(code), text=text, when=when, by=by
    )
    commit()
    return written


def send_all() -> list[str]:
    sent: list[str] = []
    send_waiting(Reminder, lambda one: sent.append(f"{one.to} {one.text}"), by=system_user())
    return sent


def test_it_leaves_once_with_the_words_that_were_shown(case, lan):
    with at(noon()):
        written = write(case, lan)
        assert send_all() == ["0912345678 Nhắc hẹn: Thứ Tư 25/11."]
        assert send_all() == []
    assert written.status == OutgoingStatus.SENT


def test_one_that_was_not_taken_is_not_tried_again_and_its_worker_is_told(case, lan):
    def refuse(reminder: Reminder) -> None:
        raise NotAccepted("no_gateway")

    with at(noon()):
        written = write(case, lan)
        send_waiting(Reminder, refuse, by=system_user())
        assert send_all() == []
    told = db.session.scalars(db.select(Notice.kind).where(Notice.user_id == lan.id)).all()

    assert written.status == OutgoingStatus.FAILED
    assert told[-1] == NoticeKind.REMINDER_FAILED


def test_without_a_yes_there_is_none(duc_xuan, minh, lan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    reach(case, "0912345678")

    with pytest.raises(rules.NotAgreedToReminders):
        write(case, lan)


@pytest.mark.parametrize("phone", ["", "02093812345"])
def test_a_landline_takes_no_text(case, lan, phone):
    reach(case, phone)

    with pytest.raises(rules.NoMobileNumber):
        write(case, lan)


def test_there_is_one_for_a_day(case, lan):
    first = write(case, lan)
    with pytest.raises(rules.RemindedAlready):
        write(case, lan)
    twin = Reminder(key="k", case_id=case.id, by_id=lan.id, due_on=first.due_on, wording_code="x")
    db.session.add(twin)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()

    first.take_back(by=lan)
    commit()
    assert write(case, lan).id != first.id, "taken back, another may be written"


def test_the_same_form_twice_is_one_text(case, lan):
    key, words = str(uuid.uuid4()), {"wording": wording("own_plain"), "text": "Nhắc hẹn."}

    first, second = (
        Reminder.write(case, key=key, when=ReminderTime.NOW, by=lan, **words) for _ in range(2)
    )
    assert first is second


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda case, lan: case.plan_next(today() + timedelta(days=5), by=lan), "other_day"),
        (lambda case, lan: reach(case, "0987654321"), "other_number"),
        (lambda case, lan: story.say(case, lan, given=False, purpose="reminders"), "withdrawn"),
        (lambda case, lan: case.plan_none("suspended", by=lan), "other_day"),
    ],
)
def test_what_is_no_longer_right_is_not_sent(case, lan, change, why):
    with at(noon()):
        written = write(case, lan)
        change(case, lan)
        commit()

        assert send_all() == []
    assert (written.status, written.failure) == (OutgoingStatus.DROPPED, why)


def test_withdrawing_the_consent_stops_what_waits_at_once(case, lan):
    written = write(case, lan, when=ReminderTime.THAT_MORNING)
    consent = db.session.scalars(db.select(Consent)).one()
    withdraw_consent(consent, by=lan)
    commit()

    assert (written.status, written.failure) == (OutgoingStatus.DROPPED, "withdrawn")


def test_a_day_that_has_passed_is_not_reminded_of(case, lan):
    written = write(case, lan, when=ReminderTime.THAT_MORNING)
    with at(noon() + timedelta(days=4)):
        assert send_all() == []
    assert written.failure == "late"


@pytest.mark.parametrize(
    ("hour", "leaves_on", "leaves_at"), [(2, 0, 8), (7, 0, 8), (8, 0, 8), (19, 0, 19), (20, 1, 8)]
)
def test_nothing_leaves_at_night(hour, leaves_on, leaves_at):
    moment = datetime.combine(today(), time(hour, 30 if hour not in {8, 19} else 0), HERE)
    leaves = rules.by_day(moment).astimezone(HERE)

    assert (leaves.date(), leaves.hour) == (today() + timedelta(days=leaves_on), leaves_at)
    assert rules.is_day(leaves)


def test_the_hour_asked_for_is_kept(case, lan):
    with at(noon()):
        written = write(case, lan, when=ReminderTime.EVENING_BEFORE)
    leaves = written.not_before.astimezone(HERE)

    assert (leaves.date(), leaves.hour) == (case.due_on - timedelta(days=1), 17)


@pytest.mark.parametrize(
    ("owner", "named", "codes"),
    [
        (PhoneOwner.OWN, False, ["own_plain"]),
        (PhoneOwner.OWN, True, ["own_plain", "own_named"]),
        (PhoneOwner.FAMILY, False, ["other_plain"]),
        (PhoneOwner.NEIGHBOUR, True, ["other_plain", "other_named"]),
    ],
)
def test_whose_phone_it_is_decides_the_words(case, lan, owner, named, codes):
    reach(case, "0912345678", owner, named)

    assert [wording.code for wording in rules.fitting(case.person)] == codes
    for other in {"own_plain", "own_named", "other_plain", "other_named"} - set(codes):
        with pytest.raises(rules.WordingDoesNotFit):
            write(case, lan, code=other)


@pytest.mark.parametrize(
    "text",
    [
        "Lịch quản lý SAU CAI",
        "Buổi tư vấn cai  nghiện",
        "ma-tuý",
        "Reintegrate nhắc",
        "Lịch hòa nhập cộng đồng",
    ],
)
def test_no_text_names_the_programme(case, lan, text):
    with pytest.raises(rules.NamesTheProgramme):
        write(case, lan, text=text)
    with pytest.raises(rules.NamesTheProgramme):
        rules.reword(wording("own_plain"), text, by=lan)


def test_the_words_shipped_name_nothing(app):
    shipped = db.session.scalars(db.select(ReminderWording)).all() or pytest.fail("none")

    assert [w.code for w in shipped if rules.names_programme(w.text)] == []


def test_words_and_number_are_forgotten_after_three_months(case, lan):
    with at(noon()):
        written = write(case, lan)
        send_all()
    assert rules.forget_old_reminders(lan) == 0
    with at(utcnow() + timedelta(days=91)):
        assert rules.forget_old_reminders(lan) == 1
    db.session.refresh(written)
    assert (written.text, written.to, written.status) == (None, None, OutgoingStatus.SENT)

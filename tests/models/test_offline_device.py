"""A phone that works without signal: how it stands, what the trail keeps, and who can open what."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key
from sqlalchemy import text

from reintegrate.access.scope import visible
from reintegrate.db import at, db, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.offline_device import (
    OfflineDevice,
    Standing,
    device_with,
    forget_old_devices,
)
from reintegrate.models.user_session import UserSession


@pytest.fixture
def phone(lan):
    device, device.handle = OfflineDevice.switch_on(lan, label="Chrome · Android")
    session, _ = UserSession.start(lan)
    device.take_list([], session_id=session.id, by=lan)
    db.session.commit()
    return device


def test_a_phone_is_found_by_its_handle_and_by_nothing_else(phone):
    assert device_with(phone.handle) is phone
    assert device_with(phone.handle[:-1]) is None
    assert device_with(phone.handle_hash) is None


def test_the_two_halves_belong_together(phone):
    private = load_der_private_key(bytes.fromhex(phone.private_key), None)
    numbers = private.public_key().public_numbers()

    assert isinstance(private, ec.EllipticCurvePrivateKey)
    assert phone.public_key == f"04{numbers.x:064x}{numbers.y:064x}"


def test_the_private_half_is_not_readable_in_the_database(phone):
    stored = db.session.execute(text("SELECT private_key FROM offline_device")).scalar_one()

    assert bytes.fromhex(phone.private_key) not in bytes(stored)
    assert phone.private_key.encode() not in bytes(stored)


def test_two_phones_never_share_a_key(lan):
    one, two = (OfflineDevice.switch_on(lan, label="")[0] for _ in range(2))

    assert one.public_key != two.public_key
    assert one.handle_hash != two.handle_hash


def test_the_list_may_stay_for_72_hours(phone):
    assert phone.list_until - phone.seen_at == timedelta(hours=72)
    assert phone.standing == Standing.ON


def test_a_phone_whose_session_was_ended_on_purpose_wipes_its_list(phone, lan):
    db.session.get(UserSession, phone.session_id).end(by=lan)

    assert phone.standing == Standing.STALE


def test_being_away_ends_nothing(phone):
    session = db.session.get(UserSession, phone.session_id)
    session.seen_at = utcnow() - timedelta(hours=10)

    assert phone.standing == Standing.ON


def test_changed_rights_wipe_the_list(phone, lan):
    lan.choose_password("một câu dài nhiều từ khác")

    assert phone.standing == Standing.STALE


def test_a_revoked_phone_and_that_of_a_disabled_account_are_off(phone, lan, admin):
    with at(utcnow() + timedelta(minutes=1)):
        other, _ = OfflineDevice.switch_on(lan, label="")
    phone.revoke(by=lan)
    assert phone.standing == Standing.OFF
    assert other.standing == Standing.ON

    lan.disabled_at = utcnow()
    assert other.standing == Standing.OFF


def test_the_trail_says_what_was_on_a_phone(phone, lan):
    phone.take_list([4, 7], session_id=phone.session_id, by=lan)
    phone.revoke(by=lan)
    phone.revoke(by=lan)
    db.session.commit()
    query = db.select(AuditEvent).where(AuditEvent.record == f"offline_device:{phone.id}")
    events = list(db.session.scalars(query.order_by(AuditEvent.id)))

    assert [event.what.partition(".")[2] for event in events] == [
        "switched_on",
        "list_taken",
        "list_taken",
        "revoked",
    ]
    assert events[2].facts == {"cases": [4, 7]}


def test_a_phone_is_its_owners_own_affair(phone, lan, khanh, minh, thao, admin):
    seen = {
        who.username
        for who in (lan, khanh, minh, thao, admin)
        if db.session.scalars(visible(who, OfflineDevice)).all()
    }

    assert seen == {"lan"}


def test_phones_nobody_used_for_a_season_are_forgotten(phone, lan):
    OfflineDevice.switch_on(lan, label="new")
    phone.seen_at = utcnow() - timedelta(days=91)
    db.session.flush()

    assert forget_old_devices() == 1
    assert forget_old_devices() == 0
    assert db.session.query(OfflineDevice).one().label == "new"

"""User: one role in one place; what takes rights away counts at once and is written down."""

import pytest

from reintegrate.db import db
from reintegrate.models.agency import Agency
from reintegrate.models.audit import AuditEvent
from reintegrate.models.names import sort_key
from reintegrate.models.password import WeakPassword, check_password
from reintegrate.models.user import (
    NeedsAgency,
    NeedsProvince,
    NeedsWard,
    NotYourself,
    Role,
    User,
    UsernameTaken,
    system_user,
)
from reintegrate.models.user_session import UserSession
from tests import cast
from tests.trust.test_sessions import ENDINGS

NEW = "sông dài cá lội"


def events(what):
    return db.session.query(AuditEvent).filter_by(what=what).order_by(AuditEvent.id.desc())


def add(by, username="mo", role=Role.SOCIAL_WORKER, **places):
    return User.add(username=username, name="Nông Thị Mơ", role=role, by=by, **places)


def test_a_username_is_one_however_it_is_written(admin, duc_xuan):
    for taken in ("LAN", "Lân", " lan "):
        with pytest.raises(UsernameTaken):
            add(admin, taken, area=duc_xuan)
    assert User.named("Làn").username == "lan"


def test_an_account_without_a_password_opens_nothing(admin, duc_xuan):
    user = add(admin, area=duc_xuan)

    assert user.password_hash is None
    assert not check_password(user.password_hash, "")


@pytest.mark.parametrize(
    ("role", "error"),
    [
        (Role.SOCIAL_WORKER, NeedsWard),
        (Role.WARD_OFFICIAL, NeedsWard),
        (Role.WARD_POLICE, NeedsWard),
        (Role.AGENCY_WORKER, NeedsAgency),
        (Role.COORDINATOR, NeedsProvince),
    ],
)
def test_a_role_needs_its_place(admin, lan, thai_nguyen, duc_xuan, role, error):
    wrong = duc_xuan if role == Role.COORDINATOR else thai_nguyen
    for places in ({}, {"area": wrong}):
        with pytest.raises(error):
            add(admin, role=role, **places)
    with pytest.raises(error):
        lan.change_rights(role=role, area=wrong, agency=None, by=admin)


def test_the_database_holds_to_the_places_too(admin, duc_xuan):
    user = add(admin, area=duc_xuan)
    db.session.commit()
    for changes in ({"area_id": None}, {"role": Role.AGENCY_WORKER}):
        with pytest.raises(Exception, match=r"ward_staff_have_a_ward|agency_staff_have_an_agency"):
            db.session.query(User).filter_by(id=user.id).update(changes)
        db.session.rollback()


def test_an_agency_is_a_place(admin):
    agency = db.session.query(Agency).filter_by(code=cast.WOMEN).one()

    assert add(admin, role=Role.AGENCY_WORKER, agency=agency).agency_id == agency.id


def test_a_first_password_must_be_changed_except_in_the_demo(lan, admin):
    lan.set_first_password(NEW, by=admin)
    assert lan.must_change_password
    lan.set_first_password(NEW, by=admin, must_change=False)
    assert not lan.must_change_password


def test_a_reset_password_is_made_by_the_system_and_written_down(lan, admin):
    first, second = lan.reset_password(by=admin), lan.reset_password(by=admin)
    db.session.commit()

    assert first != second
    assert check_password(lan.password_hash, second)
    assert not check_password(lan.password_hash, first)
    event = events("user.password_reset").first()
    assert event.by_id == admin.id
    assert second not in event.details


def test_ones_own_choice_is_ones_own(lan, admin):
    lan.reset_password(by=admin)
    lan.choose_password(NEW)
    db.session.commit()

    assert not lan.must_change_password
    assert check_password(lan.password_hash, NEW)
    assert events("user.password_changed").one().by_id == lan.id


def test_a_weak_choice_changes_nothing(lan):
    before = lan.password_hash
    with pytest.raises(WeakPassword):
        lan.choose_password("1qaz2wsx3edc")

    assert lan.password_hash == before


def test_nobody_takes_away_their_own_rights(admin, duc_xuan):
    with pytest.raises(NotYourself):
        admin.disable(by=admin)
    with pytest.raises(NotYourself):
        admin.change_rights(role=Role.SOCIAL_WORKER, area=duc_xuan, agency=None, by=admin)

    assert (admin.is_disabled, admin.role) == (False, Role.ADMINISTRATOR)


def test_every_taking_away_ends_the_sessions(lan, admin, bac_kan):
    assert len(ENDINGS) >= 8
    for take_away in (
        lambda: lan.set_first_password(NEW, by=admin),
        lambda: lan.choose_password(NEW),
        lambda: lan.change_rights(role=lan.role, area=bac_kan, agency=None, by=admin),
        lambda: lan.disable(by=admin),
        lambda: lan.enable(by=admin),
    ):
        row, _ = UserSession.start(lan)
        assert row.started_at >= lan.rights_changed_at
        take_away()
        assert row.started_at < lan.rights_changed_at


def test_disabling_twice_is_written_down_once(lan, admin):
    for _ in range(2):
        lan.disable(by=admin)
    db.session.commit()

    assert events("user.disabled").count() == 1


def test_a_name_is_composed_and_sorted_by_the_given_name(lan, admin):
    lan.rename(name="Nguye\u0302\u0303n Thi\u0323 A\u0301nh", title="", by=admin)

    assert lan.name == "Nguyễn Thị Ánh"
    assert lan.sort_key == sort_key("Nguyễn Thị Ánh")


def test_the_system_acts_and_never_signs_in(app):
    system = system_user()

    assert system is system_user()
    assert (system.role, system.password_hash) == (Role.SYSTEM, None)


def test_nothing_of_a_user_shows_in_a_log_line(lan):
    assert repr(lan) == f"<User {lan.id}>"

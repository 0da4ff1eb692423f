"""The digest: once a day or week for whoever asked, by the notions of the pages, naming nobody."""

from datetime import datetime, timedelta

import pytest

from reintegrate.db import HERE, at, commit, db, today
from reintegrate.models.digest import Digest, DigestRhythm
from reintegrate.models.mail import Mail
from reintegrate.models.user import system_user
from reintegrate.models.working_calendar import next_working_day
from reintegrate.web.nudges.mails import write_digests
from tests.trust.crowd import in_apps_of_their_own
from tests.web.nudges.conftest import NAMES


def morning(day=None, hour=7):
    day = day or next_working_day(today())
    return at(datetime(day.year, day.month, day.day, hour, tzinfo=HERE))


def wish(user, rhythm=DigestRhythm.WORKDAYS, language="vi") -> None:
    digest = Digest.held(user)
    digest.choose(rhythm, language, by=user)
    digest.address = f"{user.username}@example.vn"
    commit()


def mails() -> list[Mail]:
    commit()
    return list(db.session.scalars(db.select(Mail).order_by(Mail.id)))


def written() -> int:
    return write_digests(system_user())


@pytest.mark.either_database
def test_it_counts_what_the_pages_count_and_names_nobody(lan, cases):
    wish(lan)
    with morning():
        assert written() == 1
    (mail,) = mails()

    assert mail.to == "lan@example.vn"
    assert "Lần gặp quá hạn: " in mail.body
    assert "Anh/chị được giao một hồ sơ: 3" in mail.body
    everything = f"{mail.subject} {mail.body}"
    for secret in (
        *NAMES,
        "Bình",
        lan.name,
        "Lan,",
        "cai",
        "ma tuý",
        "Reintegrate",
        cases[0].number,
    ):
        assert secret not in everything


def test_it_is_written_once_a_day_however_often_it_is_asked(lan, khanh, cases, another_app):
    wish(lan)
    day = next_working_day(today())

    def work() -> int:
        with morning(day):
            return written()

    assert sum(in_apps_of_their_own([another_app() for _ in range(3)], work)) == 1
    with morning(day, hour=15):
        assert written() == 0
    assert len(mails()) == 1


@pytest.mark.either_database
def test_a_weekly_one_comes_on_the_first_working_day_of_the_week(lan, cases):
    wish(lan, DigestRhythm.WEEKLY)
    day = today() + timedelta(days=7 - today().weekday())
    came = []
    for offset in range(7):
        with morning(day + timedelta(days=offset)):
            came.append(written())

    assert sum(came) == 1
    assert came.index(1) <= 4


@pytest.mark.either_database
def test_no_mail_at_night_or_on_days_off(lan, cases):
    wish(lan)
    sunday = today() + timedelta(days=6 - today().weekday())
    for when in (morning(hour=5), morning(sunday)):
        with when:
            assert written() == 0


@pytest.mark.either_database
def test_nothing_to_say_is_no_mail(khanh):
    wish(khanh)
    with morning():
        assert written() == 0


@pytest.mark.either_database
def test_an_official_reads_of_silent_workers_without_a_name(lan, minh, cases):
    cases[0].plan_next(today() - timedelta(days=9), by=lan)
    wish(minh, language="en")
    with morning():
        written()
    (mail,) = mails()

    assert "A worker with contacts due has written none for" in mail.body
    assert "Lan" not in mail.body


@pytest.mark.either_database
def test_links_begin_with_the_public_address(lan, cases, another_app):
    wish(lan)
    commit()
    with another_app(public_url="https://work.example.vn").app_context(), morning():
        written()
    (mail,) = mails()

    assert "https://work.example.vn/today?show=overdue" in mail.body
    assert "https://work.example.vn/account/digest" in mail.body

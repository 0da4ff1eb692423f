"""What leaves the house leaves once: by two at once, killed between claim and answer, refused."""

import os
import signal
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, utcnow
from reintegrate.models.mail import Mail, MailKind, forget_old_mail
from reintegrate.models.outgoing import (
    NotAccepted,
    OutgoingStatus,
    give_up_unheard_of,
    send_waiting,
)
from reintegrate.models.user import User, system_user
from tests.trust.crowd import in_apps_of_their_own, only_reading

KILLED = """
import os, signal, sys
from reintegrate.app import create_app
from reintegrate.config import Settings
from reintegrate.models.mail import Mail
from reintegrate.models.outgoing import send_waiting
from reintegrate.models.user import system_user
from pathlib import Path
app = create_app(Settings.for_tests(sys.argv[1], Path(sys.argv[2])))
with app.app_context():
    send_waiting(Mail, lambda mail: os.kill(os.getpid(), signal.SIGKILL), by=system_user())
"""


def mail(user: User) -> Mail:
    written = Mail.write(
        user,
        MailKind.DIGEST,
        key=str(uuid.uuid4()),
        to="lan@example.vn",
        subject="Work today",
        body="Contacts overdue: 3",
        by=system_user(),
    )
    commit()
    return written


def send_all(send) -> int:
    return send_waiting(Mail, send, by=system_user())


def refuse(reason: str, *, for_good: bool = False):
    def send(message: Mail) -> None:
        raise NotAccepted(reason, for_good=for_good)

    return send


def test_it_is_sent_once_and_then_forgets_what_it_said(lan):
    written, sent = mail(lan), []

    assert [send_all(lambda one: sent.append(one.body)) for _ in range(2)] == [1, 0]
    assert sent == ["Contacts overdue: 3"]
    assert (written.status, written.to, written.body) == (OutgoingStatus.SENT, None, None)


def test_several_at_once_send_each_once(lan, another_app):
    for _ in range(12):
        mail(lan)
    commit()
    sent: list[str] = []

    def work() -> int:
        return send_waiting(Mail, lambda one: sent.append(one.key), by=system_user())

    assert sum(in_apps_of_their_own([another_app() for _ in range(3)], work)) == 12
    assert len(sent) == len(set(sent)) == 12


def test_killed_between_claim_and_answer_it_is_not_sent_again(lan, installation, tmp_path):
    written = mail(lan)
    with only_reading():
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, installation.address(), str(tmp_path)],
            env=os.environ,
            check=False,
        )
    assert killed.returncode == -signal.SIGKILL
    db.session.expire_all()
    assert written.status == OutgoingStatus.SENDING

    assert send_all(lambda one: pytest.fail("sent again")) == 0
    assert give_up_unheard_of(Mail, by=lan) == 0, "it may still be at it"
    with at(utcnow() + timedelta(hours=1)):
        assert give_up_unheard_of(Mail, by=lan) == 1
        commit()
        assert send_all(lambda one: pytest.fail("sent again")) == 0
    assert (written.status, written.failure) == (OutgoingStatus.UNCLEAR, "killed")


@pytest.mark.either_database
def test_refused_mail_is_tried_five_times_and_then_no_more(lan):
    written, waited = mail(lan), []
    while written.status == OutgoingStatus.WAITING:
        with at(written.not_before - timedelta(seconds=1)):
            assert send_all(refuse("too soon")) == 0
        began = written.not_before
        with at(began):
            send_all(refuse("no_server"))
        waited.append(written.not_before - began)

    assert (written.status, written.failure) == (OutgoingStatus.FAILED, "no_server")
    assert written.tries == 5
    assert waited[:4] == list(Mail.waits)


@pytest.mark.either_database
def test_refused_for_good_it_is_not_tried_again(lan):
    written = mail(lan)
    send_all(refuse("smtp_550", for_good=True))

    assert (written.status, written.tries) == (OutgoingStatus.FAILED, 1)


@pytest.mark.either_database
def test_when_the_connection_breaks_nobody_knows(lan):
    written = mail(lan)

    def break_off(message: Mail) -> None:
        raise TimeoutError

    send_all(break_off)

    assert (written.status, written.failure) == (OutgoingStatus.UNCLEAR, "TimeoutError")
    assert send_all(lambda one: pytest.fail("sent again")) == 0


@pytest.mark.either_database
def test_a_digest_of_yesterday_is_no_news_and_a_disabled_account_gets_none(lan, khanh, admin):
    old, closed = mail(lan), mail(khanh)
    khanh.disable(by=admin)
    commit()
    send_waiting(Mail, lambda one: None, by=lan, only=closed.id)
    with at(utcnow() + timedelta(days=1)):
        assert send_all(lambda one: pytest.fail("sent")) == 0

    assert (old.failure, closed.failure) == ("late", "disabled")
    assert {old.status, closed.status} == {OutgoingStatus.DROPPED}


@pytest.mark.either_database
def test_settled_mail_is_forgotten_after_a_month(lan):
    mail(lan)
    send_all(lambda one: None)

    assert forget_old_mail(lan) == 0
    with at(utcnow() + timedelta(days=31)):
        assert forget_old_mail(lan) == 1

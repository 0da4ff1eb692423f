"""Hundreds of entries over a line that loses, cuts, doubles and delays: each arrives once."""

import os
import time
from collections import Counter
from itertools import count

import pytest

from reintegrate.db import db
from reintegrate.models.audit import broken_rows
from reintegrate.models.contact import ContactNote
from tests.offline.line import FAULTS, now_and_then

pytestmark = [pytest.mark.either_database, pytest.mark.browser]

LONG = bool(os.environ.get("REINTEGRATE_LONG_TESTS"))
ENTRIES = 3000 if LONG else 500
SHARE_OF_FAULTS = 0.12
MOST_SECONDS = 1200 if LONG else 240


def notes_that_arrived(arrived):
    ids = [contact.id for contact in arrived()]
    texts = dict(db.session.execute(db.select(ContactNote.contact_id, ContactNote.text)).all())
    return [texts[number] for number in ids]


def send_all(phone, until, interruptions=()):
    """Send until nothing waits. Every fifth time the page is interrupted while it sends."""
    done = Counter()
    for round_ in count(1):
        if not phone.states().get("waiting"):
            return done
        assert time.monotonic() < until, f"{phone.states()} after {round_} rounds"
        if round_ % 5 or not interruptions:
            phone.send()
        else:
            what = interruptions[round_ // 5 % len(interruptions)]
            done[what.__name__] += 1
            phone.page.evaluate("document.getElementById('send-now').click()")
            phone.page.wait_for_timeout(100)
            what(phone)
    return done


def reloaded(phone):
    phone.page.reload()


def closed(phone):
    """As by the phone itself, which ends pages it needs the room of."""
    phone.page.close()
    phone.page = phone.new_page()
    phone.open("/offline/")


def without_signal(phone):
    phone.line.up = False
    phone.page.wait_for_timeout(200)
    phone.line.up = True


@pytest.mark.long
def test_500_entries_over_a_bad_line_0_lost_0_doubled(
    phone, line, cases, arrived, lan, record_property
):
    began = time.monotonic()
    texts = [f"Ghi chép số {n}" for n in range(ENTRIES)]
    line.up = False
    phone.open("/offline/").keep(texts, [case.id for case in cases])
    kept = time.monotonic()
    line.up, line.choose = True, now_and_then(SHARE_OF_FAULTS, seed=2026)

    interrupted = send_all(phone, kept + MOST_SECONDS, (reloaded, closed, without_signal))

    line.choose = lambda request: ""
    notes = notes_that_arrived(arrived)
    assert phone.states() == {"received": ENTRIES}
    assert len(set(texts) - set(notes)) == 0, "lost"
    assert len(notes) - len(set(notes)) == 0, "doubled"
    assert notes == texts, "in the order they were written"
    assert {fault for fault in FAULTS if line.done[fault] < 3} == set()
    assert list(broken_rows()) == []
    faults = sum(line.done[fault] for fault in FAULTS)
    record_property(
        "G28",
        f"{ENTRIES} entries, {faults} faults of {len(FAULTS)} kinds, the page interrupted "
        f"{interrupted.total()} times: 0 lost, 0 doubled, in order; "
        f"kept in {kept - began:.0f} s, sent in {time.monotonic() - kept:.0f} s",
    )


def test_two_tabs_and_the_worker_send_at_once_and_each_entry_goes_once(
    phone, line, cases, arrived, record_property
):
    texts = [f"Hai thẻ {n}" for n in range(40)]
    line.up = False
    phone.open("/offline/").keep(texts, [case.id for case in cases])
    other = phone.new_page()
    other.goto("/offline/")
    line.up, line.choose = True, now_and_then(0.1, seed=7)

    for page in (phone.page, other):
        page.evaluate("document.getElementById('send-now').click()")
    send_all(phone, time.monotonic() + MOST_SECONDS)

    posts = len([1 for note in notes_that_arrived(arrived) if note in texts])
    assert posts == len(texts)
    assert sorted(notes_that_arrived(arrived)) == sorted(texts)
    record_property("G29 two tabs", f"{len(texts)} entries, each once")


def test_the_line_breaks_half_way_and_the_session_ends_meanwhile(
    phone, line, cases, arrived, lan, record_property
):
    texts = [f"Giữa đường {n}" for n in range(60)]
    line.up = False
    phone.open("/offline/").keep(texts, [case.id for case in cases])
    posts = count()
    line.up = True
    line.choose = lambda request: (
        "request lost" if request.method == "POST" and next(posts) >= 25 else ""
    )
    assert phone.send() == "no_signal"
    assert phone.states() == {"waiting": 35, "received": 25}

    phone.loses_session(lan)  # before the phone tries again by itself
    line.choose = lambda request: ""
    assert phone.send() == "signed_out"
    assert phone.states()["waiting"] == 35
    phone.has_session(lan)
    assert phone.send() == "done"

    assert notes_that_arrived(arrived) == texts
    record_property("G29 session ended", "35 entries outlived it, 0 lost")

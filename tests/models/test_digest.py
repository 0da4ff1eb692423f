"""Who gets mail, and that the address is theirs."""

from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, utcnow
from reintegrate.models.digest import (
    CODE_TRIES,
    CODES_A_DAY,
    Digest,
    DigestRhythm,
    TooManyCodes,
    asked_for,
)
from reintegrate.web.nudges.mails import send_code

pytestmark = pytest.mark.either_database


@pytest.fixture
def digest(lan):
    found = Digest.held(lan)
    found.choose(DigestRhythm.WORKDAYS, "vi", by=lan)
    return found


def asked(digest, lan, address="lan@example.vn") -> str:
    code = digest.ask_for(address, by=lan)
    send_code(lan, address, code)
    commit()
    return code


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_mail_goes_only_to_a_proved_address(digest, lan):
    code = asked(digest, lan)
    assert (digest.goes_out, asked_for()) == (False, [])

    assert digest.prove(code, by=lan)
    commit()
    assert (digest.address, asked_for()) == ("lan@example.vn", [lan.id])
    assert not digest.prove(code, by=lan), "a code is good once"


def test_the_proved_address_stays_in_use_until_the_next_is_proved(digest, lan):
    digest.prove(asked(digest, lan), by=lan)
    asked(digest, lan, "other@example.vn")

    assert digest.address == "lan@example.vn"


def test_guessing_a_code_ends_after_five_tries(digest, lan):
    code = asked(digest, lan)
    for _ in range(CODE_TRIES):
        assert not digest.prove(wrong(code), by=lan)

    assert not digest.prove(code, by=lan)


def test_a_code_is_good_for_half_an_hour(digest, lan):
    code = asked(digest, lan)
    with at(utcnow() + timedelta(minutes=31)):
        assert not digest.prove(code, by=lan)


def test_nobody_fills_letter_boxes_with_codes(digest, lan):
    for number in range(CODES_A_DAY):
        asked(digest, lan, f"somebody{number}@example.vn")
    with pytest.raises(TooManyCodes):
        digest.ask_for("one.more@example.vn", by=lan)


def test_the_code_is_kept_only_as_a_print_of_it(digest, lan):
    code = asked(digest, lan)

    assert code not in str(db.session.execute(db.text("SELECT code_index FROM digest")).all())


def test_no_mail_for_whoever_chose_none_or_lost_the_account(digest, lan, admin):
    digest.prove(asked(digest, lan), by=lan)
    digest.choose(DigestRhythm.NONE, "vi", by=lan)
    commit()
    assert asked_for() == []
    digest.choose(DigestRhythm.WEEKLY, "vi", by=lan)
    lan.disable(by=admin)
    commit()
    assert asked_for() == []

"""A key for another program: kept as a hash, ending by day, by hand and with its owner's rights."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import at, commit, db, utcnow
from reintegrate.models.api_token import (
    MOST_DAYS,
    MOST_TOKENS,
    REQUESTS_A_WINDOW,
    WINDOW,
    ApiToken,
    Grant,
    TooManyTokens,
    forget_old_tokens,
    note_use,
)
from reintegrate.models.audit import AuditEvent
from reintegrate.models.program import Program


def made(user, *grants, days=30, key=None):
    row, token = ApiToken.make(
        key=key or str(uuid.uuid4()), name="Bảng tính", grants=grants, days=days, by=user
    )
    commit()
    return row, token


def test_it_stands_for_its_owner_and_reads_what_it_was_made_for(lan):
    _, token = made(lan, Grant.CASELOAD)
    program = Program.of_token(token)

    assert (program.id, program.role, program.area_id) == (lan.id, lan.role, lan.area_id)
    assert [grant for grant in Grant if program.has(grant)] == [Grant.CASELOAD]


@pytest.mark.either_database
def test_the_key_itself_is_not_kept_and_making_it_is_in_the_trail(lan):
    row, token = made(lan)
    kept = str(db.session.execute(db.text("SELECT * FROM api_token")).all())
    told = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id.desc())).first()

    assert token not in kept
    assert (told.what, told.record) == ("api_token.made", f"api_token:{row.id}")


@pytest.mark.either_database
def test_made_twice_with_one_key_it_is_one_and_is_not_shown_again(lan):
    key = str(uuid.uuid4())
    first, token = made(lan, key=key)
    second, nothing = made(lan, key=key)

    assert (second.id, nothing) == (first.id, None)
    assert Program.of_token(token)


@pytest.mark.either_database
def test_it_ends_by_hand_by_its_day_and_with_the_rights_of_its_owner(lan, hoa, minh, admin):
    ended, past, changed, disabled = (made(user) for user in (lan, hoa, minh, admin))
    assert all(Program.of_token(token) for _, token in (ended, past, changed, disabled))
    ended[0].end(by=lan)
    past[0].last_day = past[0].last_day - timedelta(days=31)
    minh.choose_password("sông dài cá lội")
    admin.disable(by=lan)
    commit()

    assert not any(Program.of_token(token) for _, token in (ended, past, changed, disabled))
    assert not any(row.opens for row, _ in (ended, past, changed, disabled))


@pytest.mark.either_database
def test_nobody_makes_one_for_longer_or_more_than_can_be_looked_after(lan):
    row, _ = made(lan, days=5000)
    assert (row.last_day - utcnow().date()).days <= MOST_DAYS + 1
    for _ in range(MOST_TOKENS - 1):
        made(lan)

    with pytest.raises(TooManyTokens):
        made(lan)


def test_so_many_requests_and_then_it_waits(lan):
    row, _ = made(lan)
    number, row.requests, row.window_began = row.id, REQUESTS_A_WINDOW - 1, utcnow()
    commit()
    waits = [note_use(number), note_use(number)]
    with at(utcnow() + WINDOW + timedelta(seconds=1)):
        waits.append(note_use(number))
    db.session.refresh(row)

    assert waits[0] == waits[2] == 0
    assert 0 < waits[1] <= WINDOW.total_seconds()
    assert row.requests == 1
    assert row.used_on is not None


@pytest.mark.either_database
def test_old_ones_are_forgotten(lan):
    made(lan)
    with at(utcnow() + timedelta(days=130)):
        assert forget_old_tokens() == 1
    assert forget_old_tokens() == 0

"""The trail: every tampering shows with its place, and there is no row without its deed."""

import hashlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DatabaseError

from reintegrate.app import create_app
from reintegrate.config import sqlite_url
from reintegrate.db import commit, db
from reintegrate.models.audit import (
    FIRST_HASH,
    AuditEvent,
    Space,
    broken_rows,
    chain_head,
    chained_hash_at,
    count_events,
    digest,
    record_event,
)
from reintegrate.models.user import User

TAMPERINGS = 200
COLUMNS: dict[str, Callable[[random.Random], object]] = {
    "at": lambda chance: f"20{chance.randint(10, 25)}-01-01 00:00:00.000000",
    "by_id": lambda chance: chance.choice([None, chance.randint(100, 999)]),
    "what": lambda chance: f"user.{chance.randint(0, 99)}",
    "record": lambda chance: f"case:{chance.randint(1, 99)}",
    "case_id": lambda chance: chance.randint(1, 99),
    "area_id": lambda chance: chance.randint(1000, 9999),
    "space": lambda chance: "support",
    "is_read": lambda chance: 1,
    "details": lambda chance: f'{{"n": {chance.randint(0, 99)}}}',
    "hash": lambda chance: f"{chance.getrandbits(256):064x}",
}


@pytest.fixture
def long_trail(lan, admin):
    for _ in range(15):
        lan.disable(by=admin)
        commit()
        lan.enable(by=admin)
        commit()
    assert count_events() > 40


def test_an_untouched_trail_raises_no_alarm(long_trail):
    assert list(broken_rows()) == []
    assert list(broken_rows(10)) == []
    assert chain_head()[0] == count_events()
    assert chain_head()[1] == chained_hash_at(count_events())


def test_rows_are_numbered_without_gaps_and_chained(long_trail):
    rows = db.session.query(AuditEvent).order_by(AuditEvent.id).all()

    assert [row.id for row in rows] == list(range(1, len(rows) + 1))
    assert len({FIRST_HASH, *(row.hash for row in rows)}) == len(rows) + 1


@pytest.mark.either_database
def test_200_random_tamperings_all_show_with_their_place(
    long_trail, installation, tmp_path, record_property
):
    """On the raw file, without the triggers; cut off ends show against a head kept elsewhere."""
    head = chain_head()
    db.session.remove()
    db.engine.dispose()
    chance = random.Random(18)  # noqa: S311 - the same tamperings every time
    app = create_app(installation.settings.changed(database_url=sqlite_url(tmp_path, "t.sqlite3")))
    unseen, kinds = [], set()
    for number in range(TAMPERINGS):
        with closing(sqlite3.connect(installation.file)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(installation.file, tmp_path / "t.sqlite3")
        tamper = TAMPER[number % len(TAMPER)]
        with closing(sqlite3.connect(tmp_path / "t.sqlite3", isolation_level=None)) as raw:
            raw.execute("DROP TRIGGER audit_event_no_update")
            raw.execute("DROP TRIGGER audit_event_no_delete")
            raw.execute("PRAGMA journal_mode=DELETE")
            place = tamper(raw, chance, head[0])
        kinds.add(tamper.__name__)
        with app.app_context():
            found = [row for row, _ in broken_rows()]
            cut = chained_hash_at(head[0]) != head[1]
            db.session.remove()
            db.engine.dispose()
        if place not in found and not (cut and place > head[0] - 5):
            unseen.append((tamper.__name__, place, found[:3]))

    assert unseen == []
    assert len(kinds) == len(set(TAMPER))
    record_property("G18", f"{TAMPERINGS} tamperings of {len(kinds)} kinds, all seen")


def edit(raw, chance, newest):
    place, column = chance.randint(1, newest), chance.choice(list(COLUMNS))
    before = raw.execute(f"SELECT {column} FROM audit_event WHERE id = ?", [place]).fetchone()[0]  # noqa: S608
    value = next(v for v in iter(lambda: COLUMNS[column](chance), ...) if v != before)
    raw.execute(f"UPDATE audit_event SET {column} = ? WHERE id = ?", [value, place])  # noqa: S608
    return place


def take_out(raw, chance, newest):
    place = chance.randint(1, newest - 1)
    raw.execute("DELETE FROM audit_event WHERE id = ?", [place])
    return place


def take_out_and_close_the_gap(raw, chance, newest):
    place = chance.randint(1, newest - 1)
    raw.execute("DELETE FROM audit_event WHERE id = ?", [place])
    for row in range(place + 1, newest + 1):
        raw.execute("UPDATE audit_event SET id = id - 1 WHERE id = ?", [row])
    return place


def take_off_the_end(raw, chance, newest):
    place = newest - chance.randint(0, 4)
    raw.execute("DELETE FROM audit_event WHERE id >= ?", [place])
    return place


def slip_one_in(raw, chance, newest):
    place = chance.randint(2, newest)
    for row in range(newest, place - 1, -1):
        raw.execute("UPDATE audit_event SET id = id + 1 WHERE id = ?", [row])
    copied = "at, by_id, what, record, case_id, area_id, space, is_read, details, hash"
    raw.execute(
        f"INSERT INTO audit_event SELECT ?, {copied} FROM audit_event WHERE id = ?",  # noqa: S608
        [place, place - 1],
    )
    return place


def swap(raw, chance, newest):
    first, second = sorted(chance.sample(range(1, newest + 1), 2))
    for was, becomes in ((first, 0), (second, first), (0, second)):
        raw.execute("UPDATE audit_event SET id = ? WHERE id = ?", [becomes, was])
    return first


TAMPER = [edit, edit, edit, edit, take_out, take_out_and_close_the_gap, take_off_the_end]
TAMPER += [slip_one_in, swap]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET what = 'nothing' WHERE id = 1",
        "DELETE FROM audit_event WHERE id = 1",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_or_delete(app, statement):
    before = count_events()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(db.text(statement))
    db.session.rollback()

    assert count_events() == before
    assert list(broken_rows()) == []


def test_what_is_rolled_back_leaves_no_row(lan, admin):
    before = count_events()
    lan.disable(by=admin)
    db.session.rollback()
    commit()

    assert count_events() == before
    assert not User.named("lan").is_disabled


def test_a_commit_that_fails_leaves_neither_deed_nor_row(lan, admin):
    before = count_events()
    lan.disable(by=admin)
    lan.username = admin.username
    with pytest.raises(DatabaseError):
        commit()
    db.session.rollback()
    commit()

    assert count_events() == before
    assert not User.named("lan").is_disabled


def test_every_deed_has_its_row_in_the_same_transaction(lan, admin):
    before = count_events()
    lan.disable(by=admin)
    lan.rename(name="Nguyễn Lan", title="", by=admin)
    assert count_events() == before
    commit()

    assert count_events() == before + 2


def test_a_row_with_line_breaks_stays_one_row(lan, admin):
    before = count_events()
    record_event("user.renamed", on=lan, by=admin, note="one\r\ntwo\n2026-01-01 three")
    commit()

    assert count_events() == before + 1
    assert db.session.get(AuditEvent, before + 1).facts["note"] == "one\r\ntwo\n2026-01-01 three"
    assert list(broken_rows()) == []


def test_a_trail_cut_at_its_beginning_shows_in_the_newest_rows(long_trail):
    assert chained_hash_at(10**6) is None
    assert list(broken_rows(newest=10**6)) == []


def test_each_hash_is_over_the_fields_as_json(lan):
    """As it always was: a trail written by an earlier release still proves itself."""
    at = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
    row = {"id": 7, "at": at, "by_id": None, "what": "a\\b", "record": 'x"\n\x01đ\U0001f600'}
    row |= {"case_id": 3, "area_id": None, "space": Space.SUPPORT, "is_read": True}
    row |= {"details": '{"was": "\u2028é/"}'}
    fields = [row["id"], at.isoformat(timespec="microseconds"), *list(row.values())[2:]]

    text = "ab" + json.dumps(fields, ensure_ascii=False)
    assert digest("ab", row) == hashlib.sha256(text.encode()).hexdigest()

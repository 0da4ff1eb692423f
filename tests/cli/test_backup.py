"""`backup` and `restore`: everything comes back, and nothing but a whole file is believed."""

import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from reintegrate.app import create_app
from reintegrate.cli import dump, schema, sealed_file
from reintegrate.cli.sealed_file import Refused, read_sealed, write_sealed
from reintegrate.config import sqlite_url
from reintegrate.db import db, today
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from tests import cast

PASSPHRASE = "một câu mật khẩu dài"
OPEN = {"REINTEGRATE_BACKUP_PASSPHRASE": PASSPHRASE}
CANARY = "Nông Thị Hiếm Có"


@pytest.fixture(autouse=True)
def migrated(app):
    """Tables made from the models do not say which revision they are; those of `init` do."""
    schema.mark_newest()


@pytest.fixture
def case(duc_xuan, minh, lan) -> Case:
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan, name=CANARY)
    cast.log_contact(case, lan, note="Câu chuyện không ai khác được đọc.")
    db.session.commit()
    return case


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "monday.backup"


@contextmanager
def elsewhere(installation, url: str):
    """The app on another database."""
    with create_app(installation.settings.changed(database_url=url)).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def test_what_was_backed_up_comes_back_elsewhere(run, run_on_nothing, case, file, tmp_path):
    uploads = tmp_path / dump.FILES / "2026" / "letter.docx"
    uploads.parent.mkdir(parents=True)
    uploads.write_bytes(b"PK\x03\x04 letter")
    made = run("backup", str(file), **OPEN).output
    uploads.unlink()

    restored = run_on_nothing("restore", str(file), **OPEN).output

    assert "the audit trail holds" in restored
    assert uploads.read_bytes() == b"PK\x03\x04 letter"
    again = tmp_path / "again.backup"
    second = run_on_nothing("backup", str(again), **OPEN).output
    assert fingerprint(made) == fingerprint(second)
    anchor = next(row.split()[1] for row in made.splitlines() if row.startswith("Head"))
    run_on_nothing("audit", "verify", "--expect", anchor)


def fingerprint(said: str) -> str:
    return next(row.split()[1] for row in said.splitlines() if row.startswith("Fingerprint"))


def test_what_went_from_one_database_to_the_other_is_worked_on(
    run, installation, case, file, tmp_path, postgres_server
):
    run("backup", str(file), **OPEN)
    url = sqlite_url(tmp_path, "other.sqlite3")
    if installation.kind == "sqlite":
        url = postgres_server.create_empty("reintegrate_other")
    run("restore", str(file), REINTEGRATE_DATABASE_URL=url, **OPEN)
    number = case.number
    db.session.commit()

    with elsewhere(installation, url):
        found = db.session.scalars(db.select(Case).where(Case.number == number)).one()
        assert found.person.name == CANARY
        cast.log_contact(found, found.worker, note="Lần sau.", on=today())
        db.session.commit()
        assert db.session.query(Contact).filter_by(case_id=found.id).count() == 2


def test_the_file_tells_nothing_without_its_passphrase(run, case, file):
    run("backup", str(file), **OPEN)
    raw = file.read_bytes()

    assert CANARY.encode() not in raw
    assert b"case" not in raw
    assert file.stat().st_mode & 0o077 == 0
    said = run("restore", str(file), expect=1, REINTEGRATE_BACKUP_PASSPHRASE="một câu khác hẳn")
    assert "passphrase" in said.output


def test_the_rows_inside_stay_encrypted(run, case, file):
    run("backup", str(file), **OPEN)

    told = b"\n".join(read_sealed(file, PASSPHRASE))

    assert "Câu chuyện không ai khác".encode() not in told


@pytest.mark.either_database
@pytest.mark.parametrize("change", ["cut", "altered", "longer", "swapped", "empty", "other"])
def test_a_file_that_is_not_whole_is_refused_before_anything_is_written(
    run, run_on_nothing, case, file, change, monkeypatch
):
    monkeypatch.setattr(sealed_file, "PIECE", 4096)
    run("backup", str(file), **OPEN)
    raw = file.read_bytes()
    head, size = 44, 4096 + sealed_file.TAG
    one, two = raw[head : head + size], raw[head + size : head + 2 * size]
    file.write_bytes(
        {
            "cut": raw[: -(len(raw) - head) % size or -size],
            "altered": raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:],
            "longer": raw + b"x",
            "swapped": raw[:head] + two + one + raw[head + 2 * size :],
            "empty": b"",
            "other": b"%PDF-1.7 not a backup at all",
        }[change]
    )

    said = run_on_nothing("restore", str(file), expect=1, **OPEN).output

    assert "nothing was restored" in said
    assert db.session.query(Case).count() == 1


def test_a_database_in_use_is_left_alone(run, case, file):
    run("backup", str(file), **OPEN)

    said = run("restore", str(file), expect=1, **OPEN).output

    assert "in use" in said


def test_nothing_is_written_over(run, file):
    file.write_text("somebody's letter")

    run("backup", str(file), expect=1, **OPEN)

    assert file.read_text() == "somebody's letter"


@pytest.mark.either_database
def test_a_short_passphrase_is_refused(run, file):
    said = run("backup", str(file), expect=1, REINTEGRATE_BACKUP_PASSPHRASE="short").output

    assert "12 characters" in said
    assert not file.exists()


def test_it_is_one_instant_while_others_write(run, app, installation, case, lan, file):
    case_id, lan_id, stop = case.id, lan.id, threading.Event()

    def go_on_writing() -> None:
        with app.app_context():
            while not stop.is_set():
                case = db.session.get_one(Case, case_id)
                cast.log_contact(case, db.session.get_one(type(lan), lan_id), note="Tiếp tục.")
                db.session.commit()
            db.session.remove()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    try:
        run("backup", str(file), **OPEN)
    finally:
        stop.set()
        writer.join()

    found = dump.checked(read_sealed(file, PASSPHRASE))
    counts = found["counts"]
    assert counts["contact"] == counts["contact_note"] >= 1


@pytest.mark.either_database
def test_a_sealed_file_of_any_length_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(sealed_file, "PIECE", 64)
    for number, length in enumerate((0, 1, 63, 64, 65, 128, 1000)):
        lines = [bytes([65 + i % 26]) * (i * 7 % 31) for i in range(length)]
        place = tmp_path / str(number)
        write_sealed(place, PASSPHRASE, lines)

        assert list(read_sealed(place, PASSPHRASE)) == lines
        with pytest.raises(Refused):
            list(read_sealed(place, PASSPHRASE + "x"))


def test_a_database_without_tables_has_nothing_to_back_up(run_on_nothing, file):
    said = run_on_nothing("backup", str(file), expect=1, **OPEN).output

    assert "reintegrate init" in said
    assert not file.exists()

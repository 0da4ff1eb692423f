"""`export caseload`: the file of the screen, as one account sees it, for its owner's eyes alone."""

import hashlib

from openpyxl import load_workbook

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from tests.cast import open_case


def test_it_writes_what_the_account_sees(run, tmp_path, minh, tuan, duc_xuan, bac_kan):
    ours = open_case(area=duc_xuan, by=minh)
    theirs = open_case(area=bac_kan, by=tuan)
    db.session.commit()
    numbers, by_id = (ours.number, theirs.number), minh.id
    file = tmp_path / "list.xlsx"
    run("export", "caseload", "--as", "minh", str(file), "--lang", "en")
    said = [str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row]
    event = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.what == "caseload.exported")
    ).one()

    assert [number in said for number in numbers] == [True, False]
    assert "LƯU HÀNH NỘI BỘ" in said
    assert "Case number" in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert (event.by_id, event.facts["way"], event.facts["rows"]) == (by_id, "command", 1)


def test_it_refuses_whom_the_screen_refuses_and_writes_nothing_over(run, tmp_path, minh):
    file = tmp_path / "list.xlsx"
    for who in ("mai", "binh", "admin", "nobody"):
        run("export", "caseload", "--as", who, str(file), expect=2)
    assert not file.exists()
    file.write_text("mine")

    assert "already" in run("export", "caseload", "--as", "minh", str(file), expect=1).output
    assert file.read_text() == "mine"
    run("export", "caseload", "--as", "minh", str(file), "--force")
    assert file.read_bytes().startswith(b"PK")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [left.name for left in tmp_path.iterdir() if left.suffix == ".part"] == []


def test_the_filters_of_the_page_are_options(run, tmp_path, minh, lan, duc_xuan):
    theirs = open_case(area=duc_xuan, by=minh, worker=lan)
    nobodys = open_case(area=duc_xuan, by=minh)
    db.session.commit()
    numbers = theirs.number, nobodys.number

    def listed(*asked: str) -> list[bool]:
        file = tmp_path / "list.xlsx"
        run("export", "caseload", "--as", "minh", *asked, "--force", str(file))
        said = {cell.value for row in load_workbook(file).active.iter_rows() for cell in row}
        return [number in said for number in numbers]

    assert listed("--worker", "lan", "--sort", "-name") == [True, False]
    assert listed("--worker", "none") == [False, True]
    assert listed("--find", numbers[1]) == [False, True]
    assert listed("--ended", "all") == [False, False]
    refused = "export", "caseload", "--as", "minh", str(tmp_path / "other.xlsx")
    run(*refused, "--ended", "all", "--due", "today", expect=2)
    run(*refused, "--worker", "nobody", expect=2)


def test_the_trail_is_written_for_the_data_protection_officer_alone(run, tmp_path, thao):
    file = tmp_path / "trail.xlsx"
    for who in ("minh", "binh", "admin"):
        run("export", "audit", "--as", who, str(file), expect=2)
    run("export", "audit", "--as", "thao", "--from", "31/02/2026", str(file), expect=2)
    assert not file.exists()
    by_id = thao.id
    run("export", "audit", "--as", "thao", "--from", "01/01/2026", "--lang", "en", str(file))
    said = [cell.value for row in load_workbook(file).active.iter_rows() for cell in row]
    event = db.session.scalars(
        db.select(AuditEvent).where(AuditEvent.what == "audit_event.exported")
    ).one()

    assert "Filters: From: 01/01/2026" in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert (event.by_id, event.facts["way"]) == (by_id, "command")
    assert event.facts["narrowed_by"] == "since=2026-01-01"
    assert event.facts["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert [left.name for left in tmp_path.iterdir()] == ["trail.xlsx"]

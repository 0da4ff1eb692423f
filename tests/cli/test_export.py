"""`export caseload`: the file of the screen, as one account sees it, for its owner's eyes alone."""

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

"""Files that are no register, are broken, or were made to hurt: each is refused in plain words."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from openpyxl import load_workbook
from sqlalchemy import func, select

from reintegrate.cli import import_scan
from reintegrate.db import db
from reintegrate.models.case import Case
from tests.cli.register_file import HEADINGS, line, saved

pytestmark = pytest.mark.either_database


@pytest.fixture
def refused(run, tmp_path, duc_xuan) -> Callable[..., str]:
    def refused(content: bytes | str) -> str:
        file = tmp_path / "hostile.xlsx"
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file = content
        words = ("import", "cases", str(file), "--ward", "01840", "--lang", "en")
        said = run(*words, expect=2).output
        assert "No row was taken in." in said
        assert db.session.scalar(select(func.count()).select_from(Case)) == 0
        return said

    return refused


def book(**parts: str) -> bytes:
    """A workbook whose parts are replaced, each told as `xl__worksheets__sheet1=...`."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as made:
        made.add_worksheet().write_row(0, 0, HEADINGS)
    changed = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.removesuffix(".xml").replace("/", "__")
            new.writestr(name, parts.get(key, old.read(name)))
    return changed.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="{}"><v>1</v></c></row></sheetData></worksheet>'
)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
)


def test_other_kinds_of_files_are_named(refused):
    old = import_scan.OLD_OFFICE + bytes(512)
    assert ".xls" in refused(old)
    assert "password" in refused(old + import_scan.ENCRYPTED)
    assert "no Excel file" in refused(b"name;born\n")
    assert "no Excel file" in refused(b"")


def test_a_broken_file_is_told(refused):
    whole = book()
    assert "damaged" in refused(whole[: len(whole) // 2])
    assert "damaged" in refused(book(xl__workbook="<workbook>"))
    assert "damaged" in refused(b"PK\x05\x06" + bytes(18))


def test_a_file_that_swells_is_stopped(refused, monkeypatch):
    monkeypatch.setattr(import_scan, "MOST_UNPACKED", 100_000)
    swelling = book(xl__sharedStrings="<sst>" + " " * 200_000 + "</sst>")
    assert len(swelling) < 10_000
    assert "too large" in refused(swelling)


def test_a_cell_at_the_end_of_the_world_takes_no_memory(refused):
    assert "XFD1048576" in refused(book(xl__worksheets__sheet1=SHEET.format("XFD1048576")))
    hidden = SHEET.format("XFD1048576").encode("utf-16").decode("utf-16")
    assert "XFD1048576" in refused(book(xl__worksheets__sheet1=hidden))


def test_no_document_type_is_read(refused):
    assert "damaged" in refused(book(xl__worksheets__sheet1=BOMB))


def test_sheets_without_or_with_too_many_headings(refused, tmp_path):
    assert "headings" in refused(saved(tmp_path, ["a", "b"], headings=["x", "y"]))
    assert "no row" in refused(saved(tmp_path)).lower()
    file = saved(tmp_path, line())
    two = load_workbook(file)
    two.copy_worksheet(two.active)
    two.save(file)
    assert "Several sheets" in refused(file)


def test_merged_cells_errors_and_formulas_never_worked_out_are_told(refused, tmp_path):
    file = saved(tmp_path, line(), line("Ma Văn Ba"))
    made = load_workbook(file)
    made.active.merge_cells("F2:F3")
    made.active["E2"] = "=1+1"
    made.save(file)
    said = refused(file)
    assert "F2:F3" in said
    assert "E2 was never worked out" in said


def test_hostile_text_is_text(run, tmp_path, duc_xuan):
    file = tmp_path / "hostile.xlsx"
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        cells = line("Lò <b>Thử</b>", address='=HYPERLINK("http://x")')
        cells[8] = f"{cells[8]:%d/%m/%Y}"
        for place, cell in enumerate(cells):
            sheet.write_string(1, place, str(cell or ""))
    run("import", "cases", str(file), "--ward", "01840")
    case = db.session.scalars(select(Case)).one()
    assert case.person.address == '=HYPERLINK("http://x")'


def test_a_value_is_read_where_a_formula_stands(run, tmp_path, duc_xuan):
    file = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        cells = line()
        cells[8] = f"{cells[8]:%d/%m/%Y}"
        sheet.write_row(1, 0, [cell or "" for cell in cells])
        sheet.write_formula(1, 1, '=PROPER("LÒ VĂN THỬ")', None, "Lò Văn Thử")
    run("import", "cases", str(file), "--ward", "01840")
    assert db.session.scalars(select(Case)).one().person.name == "Lò Văn Thử"

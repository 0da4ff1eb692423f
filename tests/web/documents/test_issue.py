"""Numbered, finished in Word if need be, issued: from then on the bytes are the paper."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as Word
from docx.enum.section import WD_SECTION
from pypdf import PdfReader

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.document import DocumentStatus
from reintegrate.models.document_text import DocumentFile
from reintegrate.web.print.qr import qr_of
from tests.print.papers import changed, letters, with_text, words_in
from tests.web.documents.conftest import issue


def download(browser, path: str) -> bytes:
    browser.get(path)
    return browser.response.get_data()


def test_a_paper_is_numbered_once(browser, minh, ready):
    browser.sign_in(minh)
    for _ in range(2):
        browser.post(f"/documents/{ready.id}/number")

    assert ready.sign == "01/QĐ-UBND"
    assert ready.dated_on == today()


def test_what_is_incomplete_gets_no_number(browser, minh, decision):
    browser.sign_in(minh).post(f"/documents/{decision.id}/number")

    assert decision.number is None
    assert browser.follow().select_one(".notice.late")


def test_issuing_does_what_the_paper_stands_for(browser, minh, ready, case):
    issue(browser.sign_in(minh), ready)

    assert ready.status == DocumentStatus.ISSUED
    (act,) = (act for act in Act.of(case.id) if act.kind == ActKind.DECIDED)
    assert (act.number, act.source) == ("01/QĐ-UBND", f"document:{ready.id}")
    assert case.decision_number == "01/QĐ-UBND"


def test_word_and_pdf_say_the_same_and_stay_as_they_were(browser, minh, ready, case):
    issue(browser.sign_in(minh), ready)
    case.person.name = "Ai Khác"
    kept = {file.format: file for file in DocumentFile.issued_of(ready.id)}
    word, pdf = (download(browser, f"/documents/files/{kept[f].id}") for f in ("docx", "pdf"))

    assert hashlib.sha256(word).hexdigest() == kept["docx"].sha256
    text = " ".join(words_in(word))
    for said in ("Số: 01/QĐ-UBND", "NÔNG VĂN HÙNG", "KT. CHỦ TỊCH", "Lý Văn Minh", "ông A"):
        assert said in text
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    numbers = len("".join(str(n) for n in range(2, len(pages) + 1)))
    assert len(letters("".join(pages))) == len(letters(text)) + numbers
    assert Word(BytesIO(word)).inline_shapes[0].width.mm == pytest.approx(18, abs=0.1)  # the code
    with ZipFile(BytesIO(word)) as parts:
        [code] = [parts.read(name) for name in parts.namelist() if "/media/" in name]
    assert code == qr_of(f"http://localhost/documents/q/{ready.code}"), "an address and no name"


def test_files_come_as_attachments_without_anybodys_name(browser, minh, ready):
    issue(browser.sign_in(minh), ready)
    file = DocumentFile.issued_of(ready.id)[0]
    browser.get(f"/documents/files/{file.id}")
    headers = browser.response.headers

    assert headers["Content-Disposition"] == "attachment; filename=decision-01-qd-ubnd.docx"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_each_copy_taken_is_written_down(browser, minh, lan, ready):
    issue(browser.sign_in(minh), ready)
    file = DocumentFile.issued_of(ready.id)[0]
    for who in (minh, lan, lan):
        browser.sign_in(who).get(f"/documents/files/{file.id}")

    taken = db.select(AuditEvent.by_id).where(AuditEvent.what == "document_file.viewed")
    assert sorted(db.session.scalars(taken).all()) == sorted([minh.id, lan.id, lan.id])


def test_a_text_finished_in_word_is_issued_byte_for_byte(browser, minh, ready):
    browser.sign_in(minh).post(f"/documents/{ready.id}/number")
    made = download(browser, f"/documents/{ready.id}/draft.docx")
    finished = changed(made, docProps__app_xml=b"<Properties/>")
    bring(browser, ready, finished)
    browser.post(f"/documents/{ready.id}/issue")

    assert DocumentFile.issued_of(ready.id)[0].content == finished


def bring(browser, document, content: bytes, expect: int = 302):
    browser.get(f"/documents/{document.id}")
    return browser.post(
        f"/documents/{document.id}/final", expect=expect, file=(BytesIO(content), "a.docx")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Hãy chọn tệp Word"),
        (b"no zip", "không phải tệp Word"),
        (with_text("Số: 02/QĐ-UBND"), "không ghi số 01/QĐ-UBND"),
    ],
)
def test_another_file_is_refused_at_its_field(browser, minh, ready, content, said):
    browser.sign_in(minh).post(f"/documents/{ready.id}/number")
    page = bring(browser, ready, content, expect=200)

    assert said in page.select_one("#file-error").text
    assert DocumentFile.final_of(ready.id) is None


def test_a_final_text_the_pdf_cannot_show_is_issued_as_word_alone(browser, minh, ready):
    browser.sign_in(minh).post(f"/documents/{ready.id}/number")
    made = Word(BytesIO(download(browser, f"/documents/{ready.id}/draft.docx")))
    made.add_section(WD_SECTION.NEW_PAGE)
    held = BytesIO()
    made.save(held)
    bring(browser, ready, held.getvalue())
    browser.get(f"/documents/{ready.id}/draft.pdf", expect=302)
    assert "w:sectPr" in browser.follow().select_one(".notice.soon").text
    browser.post(f"/documents/{ready.id}/issue")

    assert [file.format for file in DocumentFile.issued_of(ready.id)] == ["docx"]


def test_without_the_part_pdf_there_is_word_alone(browser, minh, ready, monkeypatch):
    monkeypatch.setattr("reintegrate.web.print.pdf.find_spec", lambda name: None)
    issue(browser.sign_in(minh), ready)

    assert [file.format for file in DocumentFile.issued_of(ready.id)] == ["docx"]


def test_only_the_office_that_signs_numbers_and_issues(browser, dung, lan, tuan, ready):
    for path in ("number", "issue"):
        browser.sign_in(dung).post(f"/documents/{ready.id}/{path}", expect=403)
        browser.sign_in(lan).post(f"/documents/{ready.id}/{path}", expect=403)
        browser.sign_in(tuan).post(f"/documents/{ready.id}/{path}", expect=404)


def test_the_code_opens_the_record_for_those_who_may(browser, minh, tuan, mai, ready):
    issue(browser.sign_in(minh), ready)
    path = f"/documents/q/{ready.code}"

    browser.get(path, expect=302)
    assert "01/QĐ-UBND" in browser.follow().text
    browser.sign_in(tuan).get(path, expect=404)
    browser.sign_in(mai).get(path, expect=403)
    browser.sign_in(minh).get("/documents/q/1234567890123456789012", expect=404)
    browser.sign_out().get(path, expect=303)

"""An administrator's changed Word template: checked, tried, kept, used, and left again."""

from io import BytesIO

import pytest
from docx import Document as Word

from reintegrate.db import db
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.document_template import DocumentTemplate
from tests.cast import open_case
from tests.print.papers import shipped, with_text, words_in
from tests.trust.scenery_papers import committee, draft

pytestmark = pytest.mark.either_database


@pytest.fixture
def kind(app) -> DocumentKind:
    return DocumentKind.coded("decision")


def edited(words: str, old: str = "QUYẾT ĐỊNH:") -> bytes:
    """The form as it came, with other words in one place."""
    word = Word(BytesIO(shipped("decision")))
    for paragraph in word.paragraphs:
        if paragraph.text == old:
            paragraph.runs[0].text = words
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def bring(browser, kind, content: bytes, expect: int = 302):
    browser.get(f"/documents/templates/{kind.id}")
    file = (BytesIO(content), "mau.docx")
    return browser.submit("form[enctype]", expect=expect, file=file, note="Sửa tiêu đề")


def newest() -> DocumentTemplate:
    return db.session.scalars(db.select(DocumentTemplate)).one()


def test_it_is_kept_then_used_for_new_papers_and_left_again(browser, admin, minh, duc_xuan, kind):
    browser.sign_in(admin)
    bring(browser, kind, edited("QUYẾT NGHỊ:"))
    template = newest()
    assert not template.in_use
    case = open_case(area=duc_xuan, by=minh)
    paper = draft("decision", case, committee(duc_xuan, minh), minh)

    for path, said in (("use", "QUYẾT NGHỊ:"), ("leave", "QUYẾT ĐỊNH:")):
        browser.sign_in(admin).post(f"/documents/templates/versions/{template.id}/{path}")
        browser.sign_in(minh).get(f"/documents/{paper.id}/draft.docx")
        assert said in " ".join(words_in(browser.response.get_data()))


def test_a_numbered_paper_stays_with_the_version_it_was_made_with(
    browser, admin, minh, duc_xuan, kind
):
    browser.sign_in(admin)
    bring(browser, kind, edited("QUYẾT NGHỊ:"))
    case = open_case(area=duc_xuan, by=minh)
    paper = draft("decision", case, committee(duc_xuan, minh), minh)
    paper.give_number({f.code: "có" for f in kind.asked}, template_id=newest().id, by=minh)
    db.session.commit()

    browser.sign_in(minh).get(f"/documents/{paper.id}/draft.docx")
    assert "QUYẾT NGHỊ:" in " ".join(words_in(browser.response.get_data()))


@pytest.mark.parametrize(("piece", "begins"), [("sample", b"PK"), ("sample_pdf", b"%PDF")])
def test_a_sample_with_invented_data_can_be_looked_at(browser, admin, kind, piece, begins):
    browser.sign_in(admin)
    bring(browser, kind, edited("QUYẾT NGHỊ:"))
    browser.get(f"/documents/templates/versions/{newest().id}/{piece}")
    content = browser.response.get_data()

    assert content.startswith(begins)
    assert "decision-1-sample" in browser.response.headers["Content-Disposition"]
    browser.get(f"/documents/templates/{kind.id}/template")
    assert browser.response.get_data() == shipped("decision")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Hãy chọn tệp Word"),
        (b"no zip", "không phải tệp Word"),
        (with_text("{{ ho_ten }}"), "can_cu, den_ngay, dia_danh_ngay"),
        (edited("{{ ho_ten.__class__ }}"), "Getattr"),
        (edited("{{ luong_thang }}"), "luong_thang"),
        (edited("{{ 7*7 }}"), "Mul"),
    ],
)
def test_what_cannot_be_used_is_refused_and_says_why(browser, admin, kind, content, said):
    browser.sign_in(admin)
    page = bring(browser, kind, content, expect=200)

    assert said in page.select_one("#file-error").text
    assert db.session.scalars(db.select(DocumentTemplate)).all() == []
    assert page.select_one("#note")["value"] == "Sửa tiêu đề"


def test_brought_twice_is_kept_once(browser, admin, kind):
    browser.sign_in(admin).get(f"/documents/templates/{kind.id}")
    page = browser.page
    for _ in range(2):
        browser.page = page
        file = (BytesIO(edited("QUYẾT NGHỊ:")), "mau.docx")
        browser.submit("form[enctype]", file=file, note="Sửa")

    assert newest().number == 1


def test_nobody_else_comes_near(browser, minh, thao, kind):
    for who in (minh, thao):
        browser.sign_in(who).get("/documents/templates/", expect=403)
        browser.get(f"/documents/templates/{kind.id}", expect=403)


def test_the_list_shows_every_form(browser, admin):
    page = browser.sign_in(admin).get("/documents/templates/")

    assert len(page.select("tbody tr")) == 17

"""What an official does in Word shows in the PDF, or is named as what cannot be shown."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from reintegrate.web.print.layout import Paper
from reintegrate.web.print.pdf import pdf_of
from reintegrate.web.print.word_to_typst import Undrawable, typst_of
from tests.print.papers import letters, with_text, with_xml


def said(content: bytes) -> str:
    pages = PdfReader(BytesIO(pdf_of(content, title=""))).pages
    return letters("".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(
    "text",
    ['"], #eval(1) ["', "\\ #x $a$ `b` *c* _d_ <e> @f // g", "Đặng Thị Ngọc Ánh", "a\\u{41}"],
)
def test_text_is_never_read_as_typst(text):
    assert said(with_text(text)) == letters(text)


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<w:r><w:pict/></w:r>", "w:pict"),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "w:footnoteReference"),
        ("<w:r><w:sym w:char='F0FC'/></w:r>", "w:sym"),
        ("<w:r><w:drawing/></w:r>", "w:drawing"),
    ],
)
def test_what_cannot_be_drawn_is_named(inside, named):
    with pytest.raises(Undrawable) as refused:
        typst_of(with_xml(inside), title="")
    assert named in refused.value.what


def test_a_table_made_by_hand_shows_every_cell():
    word = Document()
    table = word.add_table(rows=3, cols=3, style="Table Grid")
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"ô{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    held = BytesIO()
    word.save(held)

    shown = said(held.getvalue())
    assert all(f"ô{row}{column}" in shown for row in range(3) for column in range(3))


def test_lists_are_counted_as_word_counts_them():
    word = Document()
    for text, style in (
        ("một", "List Number"),
        ("hai", "List Number"),
        ("chấm", "List Bullet"),
        ("ba", "List Number"),
    ):
        word.add_paragraph(text, style=style)
    held = BytesIO()
    word.save(held)

    assert said(held.getvalue()) == "1.một2.hai•chấm3.ba"


def test_hidden_text_stays_hidden_and_capitals_are_drawn():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>mật</w:t></w:r>"
    capitals = "<w:r><w:rPr><w:caps/></w:rPr><w:t>đức xuân</w:t></w:r>"
    assert said(with_xml(hidden + capitals)) == "ĐỨCXUÂN"


def test_one_description_makes_a_report_in_both():
    """What reports use: letterhead, a named list in a marked box, a table over several pages."""
    paper = Paper(landscape=True)
    paper.letterhead(["ỦY BAN NHÂN DÂN"], place_and_date="Đức Xuân", number="Số: 07/BC-UBND")
    paper.title("BÁO CÁO", "Kết quả quý I")
    paper.boxed("LƯU HÀNH NỘI BỘ")
    rows = [[str(n), f"Việc {n}", str(n * n)] for n in range(1, 60)]
    paper.table(["STT", "Nội dung", "Số"], rows, [2, 18, 4.7], numbers=(2,))
    paper.signature(["- Lưu: VT."], ["CHỦ TỊCH"], signer="Lê Văn Mẫu")

    pages = PdfReader(BytesIO(pdf_of(paper.content(), title="Báo cáo"))).pages
    assert len(pages) > 1
    assert all("Nội dung" in page.extract_text() for page in pages[:2])
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert "59" in pages[-1].extract_text() + pages[-2].extract_text()

"""Each form that comes with the system: laid out by Decree 30/2020, and its PDF says the same."""

import struct
import tomllib
import zlib
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from reintegrate.paths import seeds_dir
from reintegrate.web.document_templates.checking import AROUND, SIGNED
from reintegrate.web.documents.wording import dated, defaults
from reintegrate.web.print.filling import filled, tags_of
from reintegrate.web.print.pdf import pdf_of, pictures_of
from reintegrate.web.print.qr import qr_of
from reintegrate.web.print.word_file import checked
from tests.print.papers import FORMS, letters, shipped, words_in

SAMPLE = tomllib.loads((seeds_dir() / "documents" / "sample.toml").read_text("utf-8"))
LETTERED = {"proposal", "decision", "transfer-letter", "team", "end-certificate", "off-list"} | {
    "helper",
    "helper-after-transfer",
}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    code = qr_of("http://127.0.0.1/documents/q/1000000000000000")
    return {form: filled(checked(shipped(form)), SAMPLE, qr=code) for form in FORMS}


def test_all_the_papers_are_there(made):
    assert len(made) == 17
    assert {code.removesuffix("-2021") for code in FORMS} == LETTERED | {"delivery", "cv", "plan"}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_names_only_known_values_and_leaves_none_open(made, form):
    known = set(SAMPLE)
    assert tags_of(shipped(form)).unknown(known) == []
    assert known >= AROUND

    text = " ".join(words_in(made[form]))
    assert "{" not in text
    assert SAMPLE["ho_ten"] in text or form in {"team", "delivery", "delivery-2021"}
    if form.removesuffix("-2021") in LETTERED:
        assert tags_of(shipped(form)).missing(set(SIGNED)) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_laid_out_by_decree_30(made, form):
    word = Document(BytesIO(made[form]))
    (section,) = word.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert 13 <= word.styles["Normal"].font.size.pt <= 14
    assert section.different_first_page_header_footer
    header = section.header._element
    assert [i.text.strip() for i in header.iter(qn("w:instrText"))] == ["PAGE"]
    assert not list(section.first_page_header._element.iter(qn("w:instrText")))
    sizes = {int(size.get(qn("w:val"))) / 2 for size in word.element.body.iter(qn("w:sz"))}
    assert sizes <= {11, 12, 13, 14}
    fonts = {f.get(qn("w:ascii")) for f in word.element.body.iter(qn("w:rFonts"))}
    assert fonts <= {"Times New Roman", None}


@pytest.mark.parametrize("form", FORMS)
def test_the_pdf_says_what_the_word_file_says(made, form):
    pdf = PdfReader(BytesIO(pdf_of(made[form], title="Thử")))
    said = [page.extract_text() for page in pdf.pages]
    later = [text.split("\n", 1)[1] for text in said[1:]]  # less the number of the page

    assert sorted(letters(said[0] + "".join(later))) == sorted(
        letters(" ".join(words_in(made[form])))
    )
    assert [text.split("\n")[0] for text in said[1:]] == [str(n) for n in range(2, len(said) + 1)]
    fonts = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].get_object().values()
        for font in [font.get_object()]
    }
    assert fonts <= {f"LiberationSerif{kind}" for kind in ("", "-Bold", "-Italic", "-BoldItalic")}


@pytest.mark.parametrize("form", sorted(LETTERED))
def test_the_letterhead_stands_in_two_columns_over_the_text(made, form):
    """Looked at as a picture: ink left and right in the head, white above and in the margins."""
    first = pictures_of(made[form], ppi=15)[0]
    width, height, dark = ink(first)

    def inked(left: float, right: float, top: float, bottom: float) -> int:
        return sum(
            dark[y][x]
            for y in range(int(top * height / 297), int(bottom * height / 297))
            for x in range(int(left * width / 210), int(right * width / 210))
        )

    assert inked(0, 210, 0, 18) == 0, "above the first line"
    assert inked(0, 28, 0, 297) == 0, "left margin"
    assert inked(192, 210, 0, 297) == 0, "right margin"
    assert inked(30, 97, 20, 50) > 5, "who issues it"
    assert inked(100, 190, 20, 50) > 5, "nation and motto"


def ink(png: bytes) -> tuple[int, int, list[list[bool]]]:
    """Width, height, and where a picture is dark. 8-bit RGBA, as typst writes it."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    raw, rows, before = zlib.decompress(data), [], bytearray(width * 4)
    for y in range(height):
        start = y * (width * 4 + 1)
        before = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * 4]), before)
        rows.append([before[4 * x] < 160 for x in range(width)])
    return width, height, rows


def unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    for i in range(len(line)):
        left = line[i - 4] if i >= 4 else 0
        corner = above[i - 4] if i >= 4 else 0
        up = above[i]
        guess = (0, left, up, (left + up) // 2, paeth(left, up, corner))[kind]
        line[i] = (line[i] + guess) & 255
    return line


def paeth(left: int, up: int, corner: int) -> int:
    whole = left + up - corner
    return min((left, up, corner), key=lambda near: abs(whole - near))


@pytest.mark.parametrize(
    ("month", "written"),
    [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (10, "10"), (12, "12")],
)
def test_days_and_months_are_written_as_the_decree_says(month, written):
    assert (
        dated("Bắc Kạn", date(2026, month, 5), 2026) == f"Bắc Kạn, ngày 05 tháng {written} năm 2026"
    )


def test_bases_end_as_the_decree_says():
    for text in defaults()["basis"].values():
        assert all(line.endswith(";") for line in text.split("\n"))

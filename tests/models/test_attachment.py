"""Files in a thread: what they are, what they are called, what a camera wrote beside them."""

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.attachment import (
    MOST_BYTES,
    Attachment,
    AttachmentFormat,
    NoFile,
    ThreadClosed,
    TooBig,
    WrongType,
    checked_format,
    clean_name,
)
from reintegrate.models.picture import without_camera_data
from tests import story
from tests.cast import open_case

WORD = b"PK\x03\x04[Content_Types].xml word/document.xml"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def assignment(app, duc_xuan, dung, lan):
    case = open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan)
    return story.ask(story.state(case, lan), "training-19", lan)


def keep(assignment, by, **more):
    facts = {"key": story.new_key(), "name": "Lịch học.pdf", "content": b"%PDF-1.7 ..."} | more
    return Attachment.keep(assignment, by=by, **facts)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.PDF", b"%PDF-1.4", AttachmentFormat.PDF),
        ("a.jpeg", b"\xff\xd8\xff\xe0", AttachmentFormat.JPG),
        ("a.png", PNG, AttachmentFormat.PNG),
        ("a.docx", WORD, AttachmentFormat.DOCX),
        ("a.xlsx", WORD.replace(b"word/", b"xl/"), AttachmentFormat.XLSX),
    ],
)
@pytest.mark.either_database
def test_what_is_taken(name, content, kind):
    assert checked_format(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "no"),
    [
        ("a.pdf", b"", NoFile),
        ("a.pdf", b"%PDF-" + bytes(MOST_BYTES), TooBig),
        ("a.exe", b"MZ", WrongType),
        ("a", b"%PDF-", WrongType),
        ("a.pdf", b"<html><script>", WrongType),
        ("a.pdf.html", b"%PDF-", WrongType),
        ("a.xlsx", WORD, WrongType),
        ("a.docx", WORD + b"word/vbaProject.bin", WrongType),
        ("a.svg", b"<svg>", WrongType),
    ],
)
@pytest.mark.either_database
def test_what_is_not(name, content, no):
    with pytest.raises(no):
        checked_format(name, content)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Lịch học tháng 5.pdf", "Lịch học tháng 5.pdf"),
        ("..\\..\\etc/passwd.pdf", "passwd.pdf"),
        ("a\u202efdp.exe.pdf", "a fdp exe.pdf"),
        ('x"; filename=y\r\n.pdf', "x filename y.pdf"),
        (".pdf", "tep.pdf"),
        ("n" * 300 + ".pdf", "n" * 80 + ".pdf"),
    ],
)
@pytest.mark.either_database
def test_names_are_cleaned(name, shown):
    assert clean_name(name, AttachmentFormat.PDF) == shown


@pytest.mark.either_database
def test_a_picture_loses_what_the_camera_wrote_beside_it():
    def part(mark, body):
        return b"\xff" + bytes([mark]) + (len(body) + 2).to_bytes(2) + body

    place, scan = part(0xE1, b"Exif GPS"), part(0xDA, b"") + b"picture\xff\xd9"
    head = b"\xff\xd8" + part(0xE0, b"JFIF")
    assert without_camera_data(head + place + part(0xFE, b"note") + scan) == head + scan

    def chunk(kind, body):
        return len(body).to_bytes(4) + kind + body + b"crc4"

    end = chunk(b"IEND", b"")
    png = PNG + chunk(b"IHDR", b"size")
    assert without_camera_data(png + chunk(b"eXIf", b"GPS") + end) == png + end
    assert without_camera_data(b"%PDF-1.4") == b"%PDF-1.4"
    assert without_camera_data(head + b"\xff") == head + b"\xff"


def test_it_is_kept_encrypted_once(assignment, lan):
    same = story.new_key()
    kept = keep(assignment, lan, key=same)
    assert keep(assignment, lan, key=same) is kept
    db.session.commit()
    raw = db.session.execute(db.text("SELECT name, content FROM attachment")).one()
    assert all(b"PDF" not in bytes(cell) and b"h\xe1\xbb\x8dc" not in bytes(cell) for cell in raw)


def test_what_lies_with_the_case_only_its_worker_reads(assignment, lan, khanh, son, minh):
    facts = {"key": story.new_key(), "name": "Giấy xác nhận.pdf", "content": b"%PDF-1.7"}
    kept = Attachment.keep_with_case(assignment.case, by=lan, **facts)
    assert Attachment.keep_with_case(assignment.case, by=lan, **facts) is kept
    db.session.commit()
    seen = [db.session.scalars(visible(who, Attachment)).all() for who in (lan, khanh, son, minh)]
    assert seen == [[kept], [], [], []]


def test_both_sides_see_it_until_the_person_says_no(assignment, lan, khanh, son, mai, minh):
    kept = keep(assignment, lan)
    db.session.commit()
    sees = {
        who.username
        for who in (lan, khanh, son, mai, minh)
        if db.session.scalar(visible(who, Attachment).where(Attachment.id == kept.id))
    }
    assert sees == {"lan", "son"}
    assignment.withdraw(by=lan)
    db.session.commit()
    assert db.session.scalar(visible(son, Attachment)) is None
    with pytest.raises(ThreadClosed):
        keep(assignment, lan)

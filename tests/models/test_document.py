"""A paper from draft to withdrawn: what it says is kept, what it does is recorded once."""

import hashlib
import uuid
from datetime import date

import pytest

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.document import Document, DocumentStatus, NeedsNumber, StillMissing
from reintegrate.models.document_kind import BodyKind, DocumentKind, fields_by_code
from reintegrate.models.document_text import DocumentFile, DocumentText, FileFormat
from reintegrate.models.issuing_body import Capacity, IssuingBody, Signer
from reintegrate.models.lifecycle import IllegalMove
from reintegrate.models.user import User
from tests import cast
from tests.trust.scenery_papers import committee, draft

WORD = b"PK word"


@pytest.fixture
def case(duc_xuan: Area, lan: User, minh: User) -> Case:
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def body(duc_xuan: Area, minh: User) -> IssuingBody:
    return committee(duc_xuan, minh)


def complete(document: Document) -> dict[str, str]:
    return {field.code: "có" for field in document.kind.asked}


def acts(case: Case) -> list[ActKind]:
    return [act.kind for act in Act.of(case.id)]


def test_a_draft_posted_twice_is_one(case, body, minh):
    key, kind = str(uuid.uuid4()), DocumentKind.coded("decision")
    first, again = (
        Document.draft(kind, key=key, area=case.area, case=case, body=body, by=minh)
        for _ in range(2)
    )

    assert first is again
    assert first.signer is not None


def test_every_version_of_what_was_written_is_kept(case, body, minh):
    document = draft("decision", case, body, minh)
    document.write({"giao_cho": "ông A"}, by=minh, signer_id=document.signer_id)
    document.write({"giao_cho": "bà B"}, by=minh, signer_id=document.signer_id)
    db.session.commit()

    texts = db.session.scalars(
        db.select(DocumentText).where(DocumentText.document_id == document.id)
    ).all()
    assert [text.answers for text in texts] == [{"giao_cho": "ông A"}, {"giao_cho": "bà B"}]
    assert document.answers == {"giao_cho": "bà B"}
    assert document.version == 3  # begun, and written in twice


def test_a_number_is_given_only_to_what_is_complete(case, body, minh):
    document = draft("decision", case, body, minh)

    with pytest.raises(StillMissing) as missing:
        document.give_number({"ho_ten": "A"}, template_id=None, by=minh)
    assert "noi_o" in missing.value.fields
    assert document.number is None

    document.give_number(complete(document), template_id=None, by=minh)
    assert document.sign == "01/QĐ-UBND"
    assert document.dated_on == today()
    with pytest.raises(IllegalMove):
        document.write({}, by=minh)


def test_issuing_keeps_the_bytes_and_records_the_act(case, body, minh):
    document = draft("decision", case, body, minh)
    with pytest.raises(NeedsNumber):
        document.issue({FileFormat.DOCX: WORD}, by=minh, values=complete(document))

    document.give_number(complete(document), template_id=None, by=minh)
    term = date(2026, 11, 1), date(2027, 11, 1)
    document.issue({FileFormat.DOCX: WORD, FileFormat.PDF: b"%PDF"}, by=minh, prints=term)
    db.session.commit()
    db.session.expire_all()

    word, pdf = DocumentFile.issued_of(document.id)
    assert (word.content, pdf.content) == (WORD, b"%PDF")
    assert word.sha256 == hashlib.sha256(WORD).hexdigest()
    assert ActKind.DECIDED in acts(case)
    assert (case.decision_number, case.term_from, case.base_to) == ("01/QĐ-UBND", *term)


def test_withdrawing_takes_the_act_back_and_keeps_the_number(case, body, minh):
    first = draft("decision", case, body, minh)
    first.give_number(complete(first), template_id=None, by=minh)
    first.issue({FileFormat.DOCX: WORD}, by=minh)
    first.withdraw(reason="In nhầm địa chỉ", by=minh)

    assert ActKind.DECIDED not in acts(case)
    assert first.sign == "01/QĐ-UBND"
    with pytest.raises(IllegalMove):
        first.withdraw(reason="Lần nữa", by=minh)
    second = draft("decision", case, body, minh)
    second.give_number(complete(second), template_id=None, by=minh)
    assert second.sign == "02/QĐ-UBND"


def test_a_paper_without_letterhead_is_issued_without_a_number(case, minh):
    minute = draft("delivery", case, None, minh)
    with pytest.raises(IllegalMove):
        minute.give_number(complete(minute), template_id=None, by=minh)

    minute.issue({FileFormat.DOCX: WORD}, by=minh, values=complete(minute))
    assert minute.status == DocumentStatus.ISSUED
    assert minute.answers == complete(minute)
    assert ActKind.DELIVERED in acts(case)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("capacity", "lines"),
    [
        (Capacity.IN_PERSON, ["CHỦ TỊCH"]),
        (Capacity.ON_BEHALF, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (Capacity.FOR_HEAD, ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (
            Capacity.ON_BEHALF_FOR_HEAD,
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (Capacity.BY_ORDER, ["TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Capacity.BY_AUTHORISATION, ["TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Capacity.ACTING, ["Q. CHỦ TỊCH"]),
    ],
)
def test_a_signature_says_by_which_authority(body, capacity, lines):
    signer = Signer(body=body, name="A", capacity=capacity, title="Phó Chủ tịch")

    assert signer.authority == lines


@pytest.mark.either_database
def test_every_form_asks_only_for_fields_there_are(app):
    known = fields_by_code()
    for kind in db.session.scalars(db.select(DocumentKind)):
        assert {field.code for field in kind.asked} <= set(known), kind.code
        assert kind.required, kind.code
        assert (kind.body is None) == (kind.series is None), kind.code
    assert {k.form for k in DocumentKind.in_force("2025")} == set(
        ["52", "53", "54", "55", "56", "57", "59", "60", "23", "33", "19"]
    )
    assert DocumentKind.coded("proposal").body == BodyKind.POLICE

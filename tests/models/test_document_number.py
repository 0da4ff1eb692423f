"""The register: no number twice, none skipped, from 01 each year; also when all ask at once."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask

from reintegrate.db import at, db, today
from reintegrate.models.area import Area
from reintegrate.models.document_kind import BodyKind
from reintegrate.models.document_number import DocumentNumber, GivenAlready, printed
from reintegrate.models.issuing_body import IssuingBody
from reintegrate.models.user import User
from reintegrate.web.ui.letterheads import proposed
from tests import cast
from tests.trust.scenery_papers import committee, draft

CLERKS, EACH = 6, 5


@pytest.mark.either_database
def test_numbers_below_ten_are_written_with_a_nought():
    assert [printed(n) for n in (1, 9, 10, 123)] == ["01", "09", "10", "123"]


def test_clerks_numbering_at_once_leave_no_gap_and_no_double(
    app: Flask, another_app: Callable[..., Flask], duc_xuan: Area, minh: User
) -> None:
    """Every third transaction is given up half-way: its number must go to somebody else."""
    case = cast.open_case(area=duc_xuan, by=minh)
    body = committee(duc_xuan, minh)
    ids = [draft("decision", case, body, minh).id for _ in range(CLERKS * EACH)]
    area_id, by_id = duc_xuan.id, minh.id
    db.session.commit()
    other, failed = another_app(), []

    def clerk(mine: list[int]) -> None:
        try:
            with other.app_context():
                by = db.session.get_one(User, by_id)
                for place, document_id in enumerate(mine):
                    if place % 3 == 1:
                        number(document_id, area_id, by)
                        db.session.rollback()
                    number(document_id, area_id, by)
                    db.session.commit()
                db.session.remove()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=clerk, args=(ids[n::CLERKS],)) for n in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    given = db.session.scalars(
        db.select(DocumentNumber.number).order_by(DocumentNumber.number)
    ).all()
    assert failed == []
    assert given == list(range(1, CLERKS * EACH + 1))


def number(document_id: int, area_id: int, by: User) -> None:
    DocumentNumber.give(document_id, area_id=area_id, series="QĐ-UBND", year=today().year, by=by)


def test_a_new_year_begins_with_01(app, duc_xuan, minh):
    case = cast.open_case(area=duc_xuan, by=minh)
    body = committee(duc_xuan, minh)
    signs = []
    # 31 December 17:30 UTC is 1 January in Vietnam.
    for moment in (
        datetime(2026, 12, 31, 3, tzinfo=UTC),
        datetime(2026, 12, 31, 17, 30, tzinfo=UTC),
    ):
        with at(moment):
            paper = draft("decision", case, body, minh)
            asked = {field.code: "có" for field in paper.kind.asked}
            paper.give_number(asked, template_id=None, by=minh)
            signs.append((paper.sign, paper.dated_on.year))

    assert signs == [("01/QĐ-UBND", 2026), ("01/QĐ-UBND", 2027)]


def test_each_office_has_its_own_series(app, duc_xuan, minh, dung):
    case = cast.open_case(area=duc_xuan, by=minh)
    police = IssuingBody.begin(
        duc_xuan, BodyKind.POLICE, by=dung, **proposed(duc_xuan, BodyKind.POLICE)
    )
    signs = []
    for kind, body in (("decision", committee(duc_xuan, minh)), ("off-list", police)):
        paper = draft(kind, case, body, minh)
        asked = {field.code: "có" for field in paper.kind.asked}
        paper.give_number(asked, template_id=None, by=minh)
        signs.append(paper.sign)

    assert signs == ["01/QĐ-UBND", "01/QĐ-CAP"]


def test_numbers_given_outside_are_accounted_for(app, duc_xuan, minh):
    book = {"area_id": duc_xuan.id, "series": "QĐ-UBND", "year": today().year}
    outside = DocumentNumber.given_outside(**book, up_to=41, by=minh)
    assert (outside.first, outside.number) == (1, 41)

    case = cast.open_case(area=duc_xuan, by=minh)
    paper = draft("decision", case, committee(duc_xuan, minh), minh)
    assert DocumentNumber.give(paper.id, **book, by=minh).number == 42
    with pytest.raises(GivenAlready):
        DocumentNumber.given_outside(**book, up_to=42, by=minh)

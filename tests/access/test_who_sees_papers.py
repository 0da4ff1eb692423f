"""Official papers: the ward reads, deciders read more, a plan is its worker's; after a transfer the
register keeps the number and the new ward reads."""

import uuid
from typing import Any

import pytest
from flask import Flask

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.policy import why_not
from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.document import Document
from reintegrate.models.document_kind import DocumentKind, Readers
from reintegrate.models.document_number import DocumentNumber
from reintegrate.models.document_template import DocumentTemplate
from reintegrate.models.document_text import DocumentFile, DocumentText
from reintegrate.models.issuing_body import IssuingBody, Signer
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User
from tests import cast
from tests.trust.scenery_papers import committee, draft, issued

WARD = {"lan", "khanh", "minh", "dung"}
PAPERS = {
    "Document",
    "DocumentField",
    "DocumentFile",
    "DocumentKind",
    "DocumentNumber",
    "DocumentTemplate",
    "DocumentText",
    "DocumentWithdrawal",
    "IssuingBody",
    "Signer",
}

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(duc_xuan: Area, lan: User, minh: User) -> Case:
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def decision(case: Case, minh: User) -> Document:
    document = issued(case, committee(case.area, minh), minh, {})
    db.session.commit()
    return document


def who_sees(query: Any, request: pytest.FixtureRequest) -> set[str]:
    """Of the cast, by a function of the viewer."""
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}
    return {name for name, viewer in viewers.items() if db.session.scalars(query(viewer)).first()}


@pytest.mark.parametrize("model", [DocumentFile, DocumentText])
def test_the_ward_reads_what_was_issued(decision: Document, request: Any, model: Any) -> None:
    def of_paper(viewer: User) -> Any:
        return visible(viewer, model).where(model.document_id == decision.id)

    assert who_sees(of_paper, request) == WARD
    assert who_sees(lambda viewer: visible(viewer, Document), request) == WARD


def test_the_register_is_the_wards_and_letterheads_their_offices(
    decision: Document, request: Any
) -> None:
    assert who_sees(lambda viewer: visible(viewer, DocumentNumber), request) == WARD
    assert who_sees(lambda viewer: visible(viewer, IssuingBody), request) == WARD
    assert who_sees(lambda viewer: visible(viewer, Signer), request) == {"minh"}


def test_a_curriculum_is_for_officials_and_police(case: Case, minh: User, request: Any) -> None:
    draft("cv", case, None, minh)

    assert who_sees(lambda viewer: visible(viewer, Document), request) == {"minh", "dung"}


def test_a_plan_is_for_the_worker_who_answers(
    case: Case, lan: User, khanh: User, minh: User, request: Any
) -> None:
    plan = draft("plan", case, None, lan)
    assert plan.readers == Readers.WORKER
    assert who_sees(lambda viewer: visible(viewer, Document), request) == {"lan"}

    case.assign(khanh, by=minh)
    db.session.commit()
    assert who_sees(lambda viewer: visible(viewer, Document), request) == {"khanh"}


def test_after_a_transfer_the_new_ward_reads_and_the_old_one_keeps_the_number(
    case: Case, decision: Document, minh: User, tuan: User, bac_kan: Area, request: Any
) -> None:
    left_behind = draft("end-certificate", case, decision.body, minh)
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 5",
        reason="Về ở với mẹ",
        by=minh,
    )
    transfer.accept(by=tuan)
    db.session.commit()

    def this(viewer: User) -> Any:
        return visible(viewer, Document).where(Document.id == decision.id)

    assert who_sees(this, request) == WARD | {"hoa", "tuan"}
    assert why_not(minh, Action.VIEW_DOCUMENT, decision) == WhyNot.MOVED_ON
    assert why_not(tuan, Action.VIEW_DOCUMENT, decision) is None
    assert why_not(tuan, Action.WITHDRAW_DOCUMENT, decision) == WhyNot.NOT_YOUR_PAPER
    assert db.session.scalars(
        visible(tuan, Document).where(Document.id == left_behind.id)
    ).first() is None  # fmt: skip


def test_templates_are_the_administrators(app: Flask, admin: User, request: Any) -> None:
    kind = DocumentKind.coded("decision")
    DocumentTemplate.add(kind, b"x", key=str(uuid.uuid4()), note="", by=admin)

    assert who_sees(lambda viewer: visible(viewer, DocumentTemplate), request) == {"admin"}

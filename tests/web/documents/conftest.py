"""The case of these tests, its committee with one who signs, and a decision about it."""

import pytest

from reintegrate.db import db
from reintegrate.models.case import Case
from reintegrate.models.document import Document
from reintegrate.models.issuing_body import IssuingBody
from tests.cast import open_case
from tests.trust.scenery_papers import committee, draft


@pytest.fixture
def case(duc_xuan, minh, lan) -> Case:
    case = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")
    case.person.address = "Tổ 12, phường Đức Xuân"
    case.person.sex = "male"
    case.person.add_paper("citizen_id", "019090000001", None, "Cục Cảnh sát")
    db.session.commit()
    return case


@pytest.fixture
def body(duc_xuan, minh) -> IssuingBody:
    return committee(duc_xuan, minh)


@pytest.fixture
def decision(case, body, minh) -> Document:
    """A draft that still wants to know to whom the case is entrusted."""
    document = draft("decision", case, body, minh)
    db.session.commit()
    return document


@pytest.fixture
def ready(decision, minh) -> Document:
    """The same, complete."""
    decision.write({"giao_cho": "ông A"}, by=minh, signer_id=decision.signer_id)
    db.session.commit()
    return decision


def issue(browser, document: Document) -> None:
    """Numbered and issued by whoever is signed in."""
    browser.post(f"/documents/{document.id}/number")
    browser.post(f"/documents/{document.id}/issue")
    db.session.expire_all()

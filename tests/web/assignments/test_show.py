"""One request: the agency sees what it needs to help, and nothing that was not asked."""

import pytest
from sqlalchemy import select

from reintegrate.db import db
from reintegrate.models.audit import AuditEvent
from reintegrate.models.person import PhoneOwner
from tests import story
from tests.cast import TRAINING, log_contact

CANARY = "CHIMYẾN"


@pytest.fixture
def secrets(case, lan):
    """Something in every field that no agency may ever read."""
    case.person.other_names = f"{CANARY} tên khác"
    case.person.occupation = f"{CANARY} nghề"
    case.rehabilitation_place = f"{CANARY} cơ sở"
    case.decision_number = f"{CANARY} quyết định"
    case.person.live_at(
        f"{CANARY} số nhà 7", phone="0987654321", owner=PhoneOwner.FAMILY, may_name_service=False
    )
    log_contact(case, lan, note=f"{CANARY} lời kể")
    story.state(case, lan, "safety_at_home", words=f"{CANARY} nhu cầu khác")


def everything_seen_by(browser, viewer, assignment):
    browser.sign_in(viewer)
    pages = ["/assignments/", f"/assignments/{assignment.id}"]
    pages += [f"/assignments/?show={part}" for part in ("waiting", "under-way", "finished")]
    if assignment.is_running:
        last = "end" if assignment.answered_at else "refusal"
        pages.append(f"/assignments/{assignment.id}/{last}")
    return "".join(str(browser.get(path)) for path in pages)


def test_nothing_but_what_was_asked_reaches_the_agency(
    browser, lan, son, case, need, agreed, secrets
):
    need.words = f"{CANARY} lời riêng"
    db.session.commit()
    assignment = story.ask(need, TRAINING, lan)

    for step in ("offered", "accepted", "ended"):
        if step == "accepted":
            assignment.accept(by=son)
        if step == "ended":
            assignment.end(result="Xong.", helped=True, by=son)
        db.session.commit()
        seen = everything_seen_by(browser, son, assignment)

        assert case.person.name in seen
        assert CANARY not in seen
        assert case.number not in seen
        assert str(case.person.birth_year) not in seen
        assert "0987654321" not in seen
        assert "/cases/" not in seen
        assert "cai nghiện" not in seen.lower()


def test_the_phone_is_there_only_if_given_and_only_while_at_work(
    browser, lan, son, need, agreed, secrets
):
    assignment = story.ask(need, TRAINING, lan, shares_phone=True)

    text = browser.sign_in(son).get(f"/assignments/{assignment.id}").get_text()
    assert "0987654321" in text
    assert "Của người nhà" in text
    assert "không cho người khác biết lý do gọi" in text

    story.accept(assignment, son).end(result="Xong.", helped=True, by=son)
    db.session.commit()
    assert "0987654321" not in browser.get(f"/assignments/{assignment.id}").get_text()


def test_the_worker_sees_what_came_of_it(browser, lan, son, accepted):
    accepted.end(result="Đã học được ba buổi.", helped=False, by=son)
    db.session.commit()

    page = browser.sign_in(lan).get(f"/assignments/{accepted.id}")

    assert "Đã học được ba buổi." in page.get_text()


def test_another_agency_and_another_ward_cannot_tell_it_exists(
    browser, mai, yen, hoa, khanh, assignment
):
    for viewer in (mai, yen, hoa, khanh):
        browser.sign_in(viewer).get(f"/assignments/{assignment.id}", 404)
        own = browser.page.select_one("main").get_text()
        browser.get("/assignments/999999", 404)
        assert browser.page.select_one("main").get_text() == own


def test_roles_without_requests_may_not(browser, minh, dung, binh, thao, admin, assignment):
    for viewer in (minh, dung, binh, thao, admin):
        browser.sign_in(viewer).get(f"/assignments/{assignment.id}", 403)


def test_withdrawn_it_is_gone_for_the_agency_and_there_for_the_worker(
    browser, lan, son, assignment
):
    assignment.withdraw(by=lan)
    db.session.commit()

    browser.sign_in(son).get(f"/assignments/{assignment.id}", 404)
    browser.sign_in(lan).get(f"/assignments/{assignment.id}")


def test_without_the_persons_yes_nothing_is_left_to_see(browser, lan, son, accepted, agreed):
    """Whatever path a consent is taken back by, the agency's next request finds nothing."""
    agreed.withdraw(by=lan)
    db.session.commit()

    browser.sign_in(son).get(f"/assignments/{accepted.id}", 404)
    browser.post(f"/assignments/{accepted.id}", 404, key=story.new_key(), text="Chào.")
    browser.get(f"/assignments/{accepted.id}/end", 404)
    assert browser.get("/assignments/").select(".worklist > li") == []


def test_looking_leaves_a_line(browser, son, assignment):
    browser.sign_in(son).get(f"/assignments/{assignment.id}")

    seen = db.session.scalars(select(AuditEvent).where(AuditEvent.is_read)).all()
    assert [(event.by_id, event.record) for event in seen] == [
        (son.id, f"assignment:{assignment.id}")
    ]

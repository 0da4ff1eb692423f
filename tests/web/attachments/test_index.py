"""Files brought and taken in the thread of a request."""

from io import BytesIO

import pytest

from reintegrate.db import db
from reintegrate.models.attachment import Attachment
from reintegrate.models.audit import AuditEvent
from tests import story
from tests.cast import open_case


@pytest.fixture
def assignment(app, duc_xuan, dung, lan):
    case = open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan)
    return story.ask(story.state(case, lan), "training-19", lan)


def send(browser, assignment, expect=302, name="Lịch học.pdf", content=b"%PDF-1.7", key=None):
    browser.get(f"/assignments/{assignment.id}/files")
    file = (BytesIO(content), name)
    key = key or story.new_key()
    return browser.post(f"/assignments/{assignment.id}/files", expect, key=key, file=file)


def kept():
    return list(db.session.scalars(db.select(Attachment)))


def test_one_side_brings_it_and_the_other_takes_it(browser, lan, son, assignment):
    browser.sign_in(lan).get(f"/assignments/{assignment.id}")
    assert browser.page.select_one(f"a[href='/assignments/{assignment.id}/files']")
    send(browser, assignment)
    page = browser.sign_in(son).get(f"/assignments/{assignment.id}/files")
    browser.get(page.find("a", string="Lịch học.pdf")["href"])

    answer = browser.response
    assert answer.data == b"%PDF-1.7"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    taken = db.select(AuditEvent.by_id).where(AuditEvent.what == "attachment.viewed")
    assert db.session.scalars(taken).all() == [son.id]


def test_posted_twice_it_is_one(browser, lan, assignment):
    same = story.new_key()
    browser.sign_in(lan)
    for _ in range(2):
        send(browser, assignment, key=same)
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"<script>"), ("a.exe", b"MZ"), ("", b""), ("a.pdf", b"")]
)
def test_what_is_not_taken_is_said_at_the_field(browser, lan, assignment, name, content):
    page = send(browser.sign_in(lan), assignment, 200, name=name, content=content)
    assert page.select_one("#file-error")
    assert kept() == []


def test_once_the_help_has_ended_nothing_more_is_exchanged(browser, lan, assignment):
    assignment.withdraw(by=lan)
    db.session.commit()
    page = browser.sign_in(lan).get(f"/assignments/{assignment.id}/files")
    assert page.select("main form") == []
    browser.post(f"/assignments/{assignment.id}/files", 200, key=story.new_key())
    assert kept() == []


@pytest.mark.parametrize(("who", "status"), [("khanh", 404), ("mai", 404), ("minh", 403)])
def test_nobody_else(browser, lan, assignment, who, status, request):
    send(browser.sign_in(lan), assignment)
    [file] = kept()
    browser.sign_in(request.getfixturevalue(who)).get(f"/attachments/{file.id}", status)
    browser.get(f"/assignments/{assignment.id}/files", status)


def test_the_worker_keeps_a_file_with_the_case_and_takes_it_again(browser, lan, son, assignment):
    path = f"/cases/{assignment.case_id}/files"
    page = browser.sign_in(lan).get(f"/cases/{assignment.case_id}/needs")
    assert page.select_one(f"a[href='{path}']")
    browser.get(path)
    refused = browser.post(path, 200, key=story.new_key(), file=(BytesIO(b"MZ"), "a.exe"))
    assert refused.select_one("#file-error")
    same = story.new_key()
    for _ in range(2):
        browser.post(path, key=same, file=(BytesIO(b"%PDF-1.7"), "Chứng chỉ nghề.pdf"))
    page = browser.follow()
    browser.get(page.find("a", string="Chứng chỉ nghề.pdf")["href"])
    assert browser.response.data == b"%PDF-1.7"
    [file] = kept()
    browser.sign_in(son).get(f"/attachments/{file.id}", 404)

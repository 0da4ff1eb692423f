"""Giving many cases to one worker: what is given, what is skipped and why."""

import pytest

from reintegrate.db import db, today, utcnow
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.user import User
from tests.cast import open_case


@pytest.fixture
def three(minh, duc_xuan) -> list[Case]:
    return [
        open_case(area=duc_xuan, by=minh, name=name)
        for name in ("Lý Thị An", "Hà Văn Bảy", "Vi Thị Ché")
    ]


def ids(cases) -> list[str]:
    return [str(case.id) for case in cases]


def worker_of(case) -> int | None:
    db.session.refresh(case)
    return case.worker_id


def test_ticked_cases_are_given_and_reported(browser, minh, lan, three):
    browser.sign_in(minh).get("/caseload")
    browser.submit(
        'form[action^="/caseload/assignments"]',
        expect=303,
        cases=ids(three[:2]),
        worker=str(lan.id),
    )
    page = browser.follow()

    assert [worker_of(case) for case in three] == [lan.id, lan.id, None]
    said = page.select_one("main").get_text(" ", strip=True)
    assert f"{lan.name} nay phụ trách thêm 2 hồ sơ" in said
    assert "Lý Thị An" in said
    assert "Lý" not in browser.response.request.full_path


def test_what_is_skipped_is_said_and_why(browser, minh, lan, three, bac_kan, tuan):
    theirs, ended, fine = three
    theirs.assign(lan, by=minh)
    ended.close(outcome_code="completed", on=today(), by=minh)
    other = open_case(area=bac_kan, by=tuan)
    browser.sign_in(minh).post(
        "/caseload/assignments",
        cases=[*ids([theirs, ended, fine, other]), "999999", "x"],
        worker=str(lan.id),
        expect=303,
    )
    said = browser.follow().select_one("main").get_text(" ", strip=True)

    assert worker_of(fine) == lan.id
    assert worker_of(other) is None
    assert "Đã phụ trách từ trước: 1" in said
    assert "Bỏ qua: 3" in said
    assert "Hà Văn Bảy" in said
    assert "Hồ sơ này đã kết thúc." in said
    assert "Không còn ở địa bàn này: 2" in said


def test_posting_twice_changes_nothing_more(browser, minh, lan, three):
    for _ in range(2):
        browser.sign_in(minh).post(
            "/caseload/assignments", cases=ids(three), worker=str(lan.id), expect=303
        )
    assert "Đã phụ trách từ trước: 3" in browser.follow().get_text(" ", strip=True)
    events = db.session.query(AuditEvent).filter(AuditEvent.what == "case.assigned").count()
    assert events == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cases": None}, "cases"),
        ({"worker": None}, "worker"),
        ({"worker": "nobody"}, "worker"),
        ({"worker": "9" * 400}, "worker"),
    ],
)
def test_it_asks_for_what_is_missing(browser, minh, lan, three, fields, field):
    sent = {"cases": ids(three[:1]), "worker": str(lan.id)} | fields
    page = browser.sign_in(minh).post("/caseload/assignments", expect=200, **sent)

    assert page.select_one(f'.error-summary a[href="#{field}"]')
    if sent["cases"]:
        assert len(page.select('[name="cases"][checked]')) == 1
    assert worker_of(three[0]) is None


def test_only_the_wards_own_workers_are_offered(browser, minh, hoa, khanh, three):
    khanh.disabled_at = utcnow()
    page = browser.sign_in(minh).get("/caseload")
    offered = [option.get_text() for option in page.select("#worker option")]

    assert [text.split(":")[0] for text in offered] == ["Chọn…", "Nguyễn Thị Lan"]
    browser.post("/caseload/assignments", cases=ids(three), worker=str(hoa.id), expect=200)
    assert worker_of(three[0]) is None


@pytest.mark.parametrize("username", ["lan", "mai", "binh", "thao", "admin"])
def test_roles_without_the_action_are_refused(browser, lan, three, username):
    browser.sign_in(User.named(username)).post(
        "/caseload/assignments", cases=ids(three), worker=str(lan.id), expect=403
    )
    assert worker_of(three[0]) is None


def test_a_report_that_does_not_open_leads_to_the_list(browser, minh):
    browser.sign_in(minh).get("/caseload/assignments?report=abc", expect=303)

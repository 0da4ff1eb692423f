"""The page of one case: where things stand, what needs somebody, and everything that happened."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from reintegrate.db import db, today
from reintegrate.models.audit import AuditEvent
from reintegrate.models.transfer import Transfer
from tests.cast import log_contact, open_case

NOTE = "Đã xin được việc ở xưởng mộc."


def text_of(page) -> str:
    return page.select_one("main").get_text(" ", strip=True)


def attention(page) -> list[str]:
    return [item.get_text(" ", strip=True) for item in page.select(".attention li")]


def titles(page) -> list[str]:
    return [title.get_text(" ", strip=True) for title in page.select(".entry-title")]


def test_its_worker_reads_what_was_said(browser, lan, case):
    log_contact(case, lan, note=NOTE)

    page = browser.sign_in(lan).get(f"/cases/{case.id}")

    assert case.person.name in text_of(page)
    assert NOTE in text_of(page)
    assert "Đã gặp" in titles(page)


@pytest.mark.parametrize("username", ["minh", "dung", "khanh"])
def test_others_of_the_ward_read_no_note_and_no_outcome(browser, request, lan, case, username):
    log_contact(case, lan, note=NOTE, outcome="refused_today")

    page = browser.sign_in(request.getfixturevalue(username)).get(f"/cases/{case.id}")

    assert case.person.name in text_of(page)
    assert NOTE not in str(page)
    assert "Hôm nay chưa muốn gặp" not in str(page)


def test_officials_read_that_a_contact_was_tried_and_by_whom(browser, minh, lan, case):
    log_contact(case, lan, outcome="not_home")

    page = browser.sign_in(minh).get(f"/cases/{case.id}")

    assert "Đã thử liên lạc, chưa gặp được" in titles(page)
    assert lan.name in text_of(page)


def test_another_worker_of_the_ward_sees_dates_and_no_contacts(browser, khanh, lan, case):
    log_contact(case, lan, next_due_on=today() + timedelta(days=5))

    page = browser.sign_in(khanh).get(f"/cases/{case.id}")

    assert "Đã gặp gỡ hoặc trò chuyện" not in titles(page)
    assert f"{today() + timedelta(days=5):%d/%m/%Y}" in text_of(page)


def test_a_contact_written_down_late_says_its_own_day(browser, lan, case):
    day = today() - timedelta(days=4)
    log_contact(case, lan, on=day)

    assert f"Ngày {day:%d/%m/%Y}" in text_of(browser.sign_in(lan).get(f"/cases/{case.id}"))


def test_looking_is_written_down_but_not_in_the_timeline(browser, minh, case):
    page = browser.sign_in(minh).get(f"/cases/{case.id}")
    page = browser.get(f"/cases/{case.id}")

    looked = db.session.scalars(db.select(AuditEvent).where(AuditEvent.what == "case.viewed"))
    assert {seen.by_id for seen in looked} == {minh.id}
    assert "Đã xem hồ sơ" not in titles(page)
    assert not [title for title in titles(page) if "xem" in title.lower()]


def test_without_a_worker_an_official_is_asked_to_name_one(browser, minh, unassigned):
    page = browser.sign_in(minh).get(f"/cases/{unassigned.id}")

    assert "chưa có người phụ trách" in attention(page)[0]
    assert page.select_one(f'.attention a[href="/cases/{unassigned.id}/worker"]')


def test_at_most_three_things_ask_for_attention(browser, minh, hoa, bac_kan, unassigned):
    unassigned.report_absent(today(), by=minh)
    unassigned.next_due_on = today() - timedelta(days=3)
    unassigned.term_to = today() + timedelta(days=3)
    transfer = Transfer.propose(
        unassigned,
        key="1",
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 1",
        reason="Về quê vợ",
        by=minh,
    )

    page = browser.sign_in(minh).get(f"/cases/{unassigned.id}")

    assert len(attention(page)) == 3
    assert transfer.is_pending


def test_an_agreed_day_that_passed_asks_for_its_outcome(browser, lan, case):
    case.plan_next(today() - timedelta(days=1), by=lan, agreed=True)

    page = browser.sign_in(lan).get(f"/cases/{case.id}")

    assert "hãy ghi kết quả" in attention(page)[0]
    assert page.select_one(f'.attention a[href^="/cases/{case.id}/contacts/new"]')


def test_an_ended_case_asks_for_nothing(browser, minh, case):
    case.close(outcome_code="completed", on=today(), by=minh)

    page = browser.sign_in(minh).get(f"/cases/{case.id}")

    assert attention(page) == []
    assert page.select_one(f'a[href="/cases/{case.id}/reopening"]')
    assert not page.select_one(f'a[href="/cases/{case.id}/closure"]')


def test_what_the_role_may_but_the_case_forbids_is_said_with_its_reason(
    browser, minh, bac_kan, case
):
    Transfer.propose(
        case, key="1", to_area=bac_kan, moved_on=today(), new_address="x", reason="y", by=minh
    )

    page = browser.sign_in(minh).get(f"/cases/{case.id}")

    assert "Kết thúc hồ sơ:" in text_of(page)
    assert not page.select_one(f'a[href="/cases/{case.id}/closure"]')


def test_each_kind_of_entry_can_be_hidden(browser, lan, case):
    log_contact(case, lan, note=NOTE)
    browser.sign_in(lan)

    assert NOTE not in text_of(browser.get(f"/cases/{case.id}?hide=contacts"))
    planned = [t for t in titles(browser.get(f"/cases/{case.id}?hide=system")) if "Hẹn" in t]
    assert planned == []
    assert (
        titles(browser.get(f"/cases/{case.id}?hide=system&hide=contacts&hide=papers&hide=help"))
        == []
    )
    assert NOTE in text_of(browser.get(f"/cases/{case.id}?hide=nonsense&page=nonsense"))


def test_older_entries_are_a_page_away_and_none_is_lost(browser, lan, case):
    for number in range(25):
        log_contact(case, lan, note=f"Ghi chú số {number};")
    page = browser.sign_in(lan).get(f"/cases/{case.id}?hide=system")
    seen = text_of(page)
    while older := page.select_one("a[rel=next]"):
        page = browser.get(older["href"])
        seen += text_of(page)

    assert [n for n in range(25) if f"Ghi chú số {n};" not in seen] == []


def test_the_number_of_queries_does_not_grow_with_the_history(browser, lan, case):
    def queries() -> int:
        counted = []
        listener = lambda *args: counted.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        browser.get(f"/cases/{case.id}")
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(counted)

    log_contact(case, lan, note="a")
    browser.sign_in(lan).get(f"/cases/{case.id}")
    few = queries()
    for _ in range(30):
        log_contact(case, lan, note="b")

    assert queries() <= few


@pytest.mark.parametrize("username", ["hoa", "tuan", "mai", "binh", "thao", "admin"])
def test_outsiders_cannot_tell_the_case_exists(browser, request, case, username):
    browser.sign_in(request.getfixturevalue(username))
    expected = 404 if username in {"hoa", "tuan"} else 403

    browser.get(f"/cases/{case.id}", expect=expected)
    browser.get("/cases/999999", expect=expected)


def test_a_stranger_is_asked_to_sign_in(browser, case):
    browser.get(f"/cases/{case.id}", expect=303)


def test_the_title_holds_no_name(browser, lan, case):
    page = browser.sign_in(lan).get(f"/cases/{case.id}")

    assert case.person.name not in page.title.get_text()
    assert case.number in page.title.get_text()


def test_the_page_of_a_case_without_anything_opens(browser, dung, duc_xuan, minh):
    bare = open_case(area=duc_xuan, by=minh, birth_year=2010, kind="voluntary_home")

    assert "Mở hồ sơ" in titles(browser.sign_in(dung).get(f"/cases/{bare.id}"))

"""Counts, reports and due days for programs: the screens' numbers, small ones hidden outside."""

from datetime import timedelta

import pytest

from reintegrate.db import commit, today
from reintegrate.models.api_token import Grant
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from tests import cast
from tests.web.reports.reporting import month_of_work

pytestmark = pytest.mark.either_database


@pytest.fixture
def reports(duc_xuan, minh, lan):
    newest, before = ended_periods(PeriodKind.coded("half_15"), today(), 2)
    month_of_work(newest, duc_xuan, minh, lan)
    submitted, draft = (Report.begin(duc_xuan, period, by=minh) for period in (newest, before))
    submitted.write({"activities": 5}, {"results": "Lời riêng của phường"}, by=minh)
    submitted.submit(because="", by=minh)
    commit()
    return submitted, draft


def numbers(told) -> dict[str, int | str]:
    return {figure["code"]: figure["number"] for figure in told["figures"]}


def test_a_report_is_whole_in_its_ward_and_guarded_outside(ask, browser, reports, minh, binh):
    submitted, _ = reports
    ask.reading(minh, Grant.REPORTS)
    own = numbers(ask(f"/reports/{submitted.id}"))
    ask.reading(binh, Grant.REPORTS)
    outside = numbers(ask(f"/reports/{submitted.id}"))
    page = browser.sign_in(binh).get(f"/reports/{submitted.id}").main.get_text(" ", strip=True)

    assert (own["taken_in"], outside["taken_in"]) == (2, "dưới 5")
    assert {code for code in own if own[code] != outside[code]}
    assert "dưới 5" in page
    assert "Lời riêng" not in ask.answer.get_data(as_text=True)


def test_only_what_was_submitted_in_sight_is_listed(ask, reports, minh, binh, hoa):
    submitted, draft = reports
    for who in (minh, binh):
        ask.reading(who, Grant.REPORTS)
        assert [line["id"] for line in ask("/reports")["reports"]] == [submitted.id]
        ask(f"/reports/{draft.id}", 404)
    ask.reading(hoa, Grant.REPORTS)
    assert ask("/reports")["reports"] == []
    ask(f"/reports/{submitted.id}", 404)


def test_counts_are_the_pages_and_few_are_not_told_outside(ask, duc_xuan, lan, minh, binh):
    for _ in range(3):
        cast.open_case(area=duc_xuan, by=minh, worker=lan)
    ask.reading(lan, Grant.COUNTS)
    (own,) = ask("/counts")["wards"]
    ask.reading(binh, Grant.COUNTS)
    (seen,) = ask("/counts")["wards"]

    assert own["area"] == seen["area"] == {"code": "01840", "name": "Phường Đức Xuân"}
    assert (own["numbers"]["open"], seen["numbers"]["open"]) == (3, "1–4")
    assert seen["numbers"]["overdue"] == 0


def test_due_days_are_the_workers_own(ask, duc_xuan, lan, khanh, minh):
    late, soon, other = (
        cast.open_case(area=duc_xuan, by=minh, worker=worker) for worker in (lan, lan, khanh)
    )
    soon.plan_next(today() + timedelta(days=5), by=lan)
    late.next_due_on = today() - timedelta(days=2)
    ask.reading(lan, Grant.DUE)
    told = ask("/due")

    assert told["contacts"] == [{"on": (today() + timedelta(days=5)).isoformat(), "number": 1}]
    assert told["overdue_contacts"] == 1
    ask.reading(minh, Grant.DUE)
    assert ask("/due")["contacts"] == []
    assert other.worker_id == khanh.id


def test_areas_go_on_page_by_page_and_may_be_asked_of_one_day(ask, lan):
    ask.reading(lan)
    page, ids = ask("/areas"), []
    while True:
        ids += [area["id"] for area in page["areas"]]
        if page["next"] is None:
            break
        page = ask(page["next"])
    then = {area["code"] for area in ask("/areas?on=2025-06-30")["areas"]}

    assert len(ids) == len(set(ids)) > 100
    assert "06" in then


def test_catalogues_have_both_languages(ask, lan):
    ask.reading(lan)
    codes = {entry["code"]: entry for entry in ask("/catalogues/case_status")["entries"]}

    assert codes["closed"]["vi"] != codes["closed"]["en"]
    assert ask("/catalogues/closure_outcome")["entries"][0]["offered"]

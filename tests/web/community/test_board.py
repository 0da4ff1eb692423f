"""The board: counts only, small ones kept, each chart with its table, links for whoever may."""

import pytest

from reintegrate.access.community_counts import shown
from reintegrate.db import db, today
from reintegrate.models.indicator import Indicator
from reintegrate.models.need import Need
from reintegrate.models.period import PeriodKind, ended_periods
from reintegrate.models.report import Report
from reintegrate.models.report_target import Direction, ReportTarget
from reintegrate.models.user import User
from reintegrate.web.community.chart import columns, share, total_shown
from reintegrate.web.community.views import month_ends
from tests import cast
from tests.trust.scenery_community import held, key


def test_the_coordinator_sees_wards_in_ranges_and_no_way_to_anybody(
    browser, binh, minh, lan, duc_xuan
):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    held(lan)
    db.session.commit()

    page = browser.sign_in(binh).get("/community/board")
    text = page.main.get_text()
    assert "Phường Đức Xuân" in text
    assert "1–4" in text
    assert case.number not in text
    assert not page.main.select('a[href^="/cases"], a[href^="/caseload"]')


def test_the_wards_marks_open_their_lists(browser, minh, lan, duc_xuan):
    cast.open_case(area=duc_xuan, by=minh, worker=lan)
    page = browser.sign_in(minh).get("/community/board")
    assert page.main.select_one('svg a[href*="due=overdue"]')
    for chart in page.main.select("figure"):
        assert page.select_one(f"#{chart['aria-labelledby']}").get_text(strip=True)
    assert len(page.main.select("figure")) + 1 == len(page.main.select("table"))


@pytest.mark.parametrize("username", ["lan", "minh", "dung", "binh"])
def test_the_place_leads_to_its_parts(browser, username):
    page = browser.sign_in(User.named(username)).get("/community/")
    assert page.main.select_one('a[href="/community/board"]')
    assert bool(page.main.select('a[href="/community/information"]')) == (username != "binh")


@pytest.mark.either_database
def test_small_numbers_are_ranges_also_in_shares_totals_and_heights():
    assert [shown(n) for n in (0, 1, 4, 5)] == ["0", "1–4", "1–4", "5"]
    assert total_shown([3, 20, 7]) == "≤ 30"
    assert total_shown([3, 4, 20]) == "≤ 30"
    assert total_shown([6, 20]) == "26"
    assert share(18, 20).words == "≥ 80 %"
    assert share(2, 20).words == "≤ 20 %"
    assert share(2, 3).words == "–"
    assert share(14, 20).words == "70 %"
    one, four = columns([("1", 1, None), ("2", 4, None)], True)
    assert one.height == four.height


@pytest.mark.either_database
def test_the_months_end_where_they_do():
    ends = month_ends(today().replace(month=3, day=15))
    assert len(ends) == 12
    assert [end.day for end in ends[-3:]] == [31, ends[-2].day, 15]
    assert ends[-2].day in {28, 29}


def test_each_mark_of_the_months_opens_as_many_rows(browser, minh, lan, duc_xuan):
    for name in ("Lò Văn Một", "Lò Văn Hai"):
        cast.open_case(area=duc_xuan, by=minh, worker=lan, name=name)
    page = browser.sign_in(minh).get("/community/board")
    mark = page.main.select("[aria-labelledby=balance] svg a")[-1]
    assert "2" in mark.get_text()
    rows = browser.get(mark["href"]).main.select("tbody tr")
    assert [row.td.get_text(strip=True) for row in rows] == ["Lò Văn Hai", "Lò Văn Một"]


def test_a_mark_of_needs_tells_kinds_and_only_the_worker_whose(browser, minh, lan, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    for kind in ("job", "loan"):
        Need.state(case, key=key(), kind_code=kind, words="", by=lan)
    db.session.commit()
    page = browser.sign_in(minh).get("/community/board")
    assert page.main.select_one('svg a[href*="of=work"][href*="became=wanted"]')
    path = "/community/board/needs?of=work&became=wanted"
    text = browser.get(path).main.get_text()
    assert "1–4" in text
    assert case.person.name not in text
    own = browser.sign_in(lan).get(path).main
    assert own.select_one(f'a[href="/cases/{case.id}/needs"]')
    assert len(own.select("table.rows tbody tr")) == 1
    browser.get("/community/board/needs?of=work&became=x", expect=404)


def test_the_years_targets_stand_on_the_board_with_their_light(browser, minh, binh, lan, duc_xuan):
    period = ended_periods(PeriodKind.coded("nine_15"), today(), 1)[0]
    indicators = {one.code: one for one in Indicator.offered()}
    for by in (minh, binh):
        for code in ("activities", "met"):
            ReportTarget.aim(period.year, indicators[code], Direction.AT_LEAST, 10, by=by)
    report = Report.begin(duc_xuan, period, by=minh)
    report.write({"activities": 9}, {}, by=minh)
    report.submit(because="", by=minh)
    db.session.commit()
    for who, met in (("minh", "0"), ("binh", "dưới 5")):
        page = browser.sign_in(User.named(who)).get("/community/board")
        rows = [row.get_text(" ", strip=True) for row in page.select(".compact tbody tr")]
        assert f"Được gặp ít nhất một lần {met} ít nhất 10" in rows[0]
        assert rows[1].endswith("9 ít nhất 10 90,0 % Đúng tiến độ")


def test_not_overdue_has_its_list_too(browser, minh, lan, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    page = browser.sign_in(minh).get("/community/board")
    mark = page.main.select_one('svg a[href*="due=timely"]')
    assert case.number in browser.get(mark["href"]).main.get_text()

"""Words and addresses made once for all: nobody is shown another's, and no search is kept."""

from flask import url_for

from reintegrate.web.caseload import panel
from reintegrate.web.caseload.filters import Filters
from reintegrate.web.ui.addresses import url_of


def own_list(page) -> str:
    return next(a["href"] for a in page.select(".choice-links a") if "worker=" in a["href"])


def test_each_worker_is_led_to_their_own_list_in_their_language(browser, lan, khanh):
    for worker in (lan, khanh, lan):
        page = browser.sign_in(worker).get("/caseload")
        assert own_list(page) == f"/caseload?worker={worker.id}"
        assert "Hôm nay" in page.select_one(".choice-links").get_text()
        english = browser.get("/caseload?lang=en")
        assert "Today" in english.select_one(".choice-links").get_text()
        browser.get("/caseload?lang=vi")


def test_what_is_made_of_a_search_is_not_kept():
    made = []

    @panel.kept
    def build(filters):
        made.append(filters.find)
        return filters.find

    for filters in (Filters(), Filters(find="hoa", sealed="x")) * 2:
        build(filters)

    assert made == ["", "hoa", "hoa"]


def test_an_address_is_the_same_however_it_is_made(app):
    with app.test_request_context(base_url="http://here/below"):
        for values in ({}, {"case_id": 7}, {"case_id": 7, "page": "2"}):
            endpoint = "cases.show" if values else "caseload.index"
            assert url_of(endpoint, **values) == url_for(endpoint, **values)
        assert url_of("today.index", show="tried") == url_for("today.index", show="tried")
    with app.test_request_context():
        assert url_of("caseload.index") == "/caseload"

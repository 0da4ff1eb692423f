"""The list for programs: the page's own list, its number, its filters; names only where granted."""

from datetime import timedelta

import pytest

from reintegrate.db import today
from reintegrate.models.api_token import Grant
from reintegrate.models.person import PhoneOwner
from tests import cast
from tests.web.api.conftest import token_of

pytestmark = pytest.mark.either_database

PHONE, NOTE, ADDRESS = "0912345678", "Hôm nay vui hơn", "Tổ dân phố số 5"


@pytest.fixture
def cases(duc_xuan, minh, lan, khanh):
    found = [
        cast.open_case(area=duc_xuan, by=minh, worker=worker, name=f"Hoàng Văn {name}")
        for name, worker in (("An", lan), ("Bình", lan), ("Cường", khanh), ("Dương", None))
    ]
    found[0].plan_next(today(), by=lan)
    found[0].person.live_at(ADDRESS, phone=PHONE, owner=PhoneOwner.OWN, may_name_service=False)
    cast.log_contact(found[1], lan, note=NOTE)
    return found


def test_it_counts_and_lists_as_the_page_does(ask, browser, lan, cases):
    page = browser.sign_in(lan).get("/caseload?worker=none")
    ask.reading(lan, Grant.CASELOAD)
    told = ask("/caseload?worker=none")

    assert [line["number"] for line in told["cases"]] == [cases[3].number]
    assert told["count"] == len(page.select("main tbody tr")) == 1
    assert ask("/caseload")["count"] == 4
    assert [line["id"] for line in ask("/caseload?due=today")["cases"]] == [cases[0].id]
    assert {line["worker"] for line in ask("/caseload")["cases"]} == {"lan", "khanh", None}


def test_names_only_where_the_key_may_read_them(ask, lan, cases):
    ask.reading(lan, Grant.CASELOAD, Grant.CASES)
    assert {line["name"] for line in ask("/caseload")["cases"]} == {None}
    assert ask(f"/cases/{cases[0].id}")["name"] is None
    ask("/caseload?sort=name", 422)

    ask.reading(lan, Grant.CASELOAD, Grant.CASES, Grant.NAMES)
    assert ask("/caseload?sort=name")["cases"][0]["name"] == "Hoàng Văn An"
    assert ask(f"/cases/{cases[0].id}")["name"] == "Hoàng Văn An"


def test_no_answer_holds_a_note_a_phone_or_an_address(ask, lan, cases):
    ask.reading(lan, *Grant)
    for path in ("/caseload", *(f"/cases/{case.id}" for case in cases), "/due", "/counts", "/me"):
        ask(path)
        text = ask.answer.get_data(as_text=True)
        assert not [word for word in (PHONE, NOTE, ADDRESS) if word in text], path


def test_days_are_iso_and_overdue_is_the_pages_notion(ask, lan, cases):
    ask.reading(lan, Grant.CASES)
    told = ask(f"/cases/{cases[0].id}")
    assert (told["next_due_on"], told["days_over"]) == (today().isoformat(), 0)
    cases[0].next_due_on = today() - timedelta(days=3)

    assert ask(f"/cases/{cases[0].id}")["days_over"] == 3


def test_pages_follow_one_another_without_gap_and_in_as_many_questions(
    ask, lan, duc_xuan, minh, statements
):
    ask.reading(lan, Grant.CASELOAD)
    cast.open_case(area=duc_xuan, by=minh, worker=lan)
    ask("/caseload")
    with statements() as few:
        ask("/caseload")
    for _ in range(60):
        cast.open_case(area=duc_xuan, by=minh, worker=lan)
    with statements() as many:
        first = ask("/caseload")
    second = ask(first["next"])

    ids = [line["id"] for page in (first, second) for line in page["cases"]]
    assert (len(ids), len(set(ids)), second["next"]) == (61, 61, None)
    assert first["count"] == second["count"] == 61
    assert len(many) == len(few) <= 8
    ask(first["next"] + "&sort=term", 422)


def test_the_key_of_an_official_reads_the_ward(ask, minh, cases):
    ask.token = token_of(minh, Grant.CASELOAD)

    assert ask("/caseload")["count"] == 4

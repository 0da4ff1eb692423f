"""The acts of a file: read in order, with what is still to come and the term as a sum."""

from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind
from reintegrate.models.person import Relative
from tests.cast import open_case

pytestmark = pytest.mark.either_database


def path(case) -> str:
    return f"/cases/{case.id}/acts"


def ago(days: int):
    return today() - timedelta(days=days)


def record(case, kind, by, days=0, **more):
    return Act.record(case, kind, at=ago(days), by=by, source="outside", **more)


def test_acts_stand_in_the_order_in_which_they_happened(browser, minh, lan, case):
    record(case, ActKind.DECIDED, minh, 2, number="15/QĐ-UBND")
    record(case, ActKind.PROPOSED, minh, 4)
    page = browser.sign_in(lan).get(path(case)).get_text()

    assert page.index("Đề nghị Chủ tịch") < page.index("Ban hành quyết định")
    assert "15/QĐ-UBND" in page


def test_what_the_regime_expects_and_is_not_there_is_still_to_come(browser, minh, case):
    page = browser.sign_in(minh).get(path(case))
    assert page.select_one(f'a[href="/cases/{case.id}/acts/new?kind=file_opened"]')
    assert page.select_one(f'.task-list a[href="/cases/{case.id}/decision"]')
    assert "Mẫu 53" in page.get_text()

    record(case, ActKind.FILE_OPENED, minh)
    page = browser.get(path(case))
    assert not page.select_one(f'a[href="/cases/{case.id}/acts/new?kind=file_opened"]')


def test_the_end_of_the_term_is_a_sum(browser, minh, case):
    case.report_absent(ago(6), by=minh)
    case.come_back(ago(2), by=minh)
    page = browser.sign_in(minh).get(path(case)).get_text()

    assert "+ 4" in page
    assert f"{case.base_to:%d/%m/%Y}" in page
    assert f"{case.term_to:%d/%m/%Y}" in page


def test_a_worker_reads_and_is_offered_nothing_to_write(browser, lan, case):
    page = browser.sign_in(lan).get(path(case))

    assert not page.select("main form")
    assert not page.select(f'a[href^="/cases/{case.id}/acts/new"]')
    assert not page.select(f'a[href="/cases/{case.id}/decision"]')


def test_nothing_about_use_or_tests_can_be_written(browser, minh, case):
    page = browser.sign_in(minh).get(f"/cases/{case.id}/acts/new")
    offered = {option["value"] for option in page.select("[name=kind] option")}

    assert not [kind for kind in offered if "test" in kind or "use" in kind]
    assert "addiction_determined" not in offered


def test_a_minor_without_a_representative_is_said(browser, minh, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, birth_year=today().year - 15)
    assert "người đại diện hợp pháp" in browser.sign_in(minh).get(path(case)).get_text()

    mother = Relative(person_id=case.person_id, relation_code="mother", name="Nông Thị Sen")
    mother.is_representative = True
    db.session.add(mother)
    db.session.commit()
    assert "chưa ghi người đại diện hợp pháp" not in browser.get(path(case)).get_text()


def test_an_ended_case_asks_nothing(browser, minh, case):
    case.close(outcome_code="completed", on=today(), by=minh)
    page = browser.sign_in(minh).get(path(case))

    assert not page.select(f'a[href="/cases/{case.id}/reported-absence"]')
    assert page.select_one(f'a[href="/cases/{case.id}/acts/new"]'), "papers may still come"


@pytest.mark.parametrize(("username", "status"), [("hoa", 404), ("mai", 403), ("binh", 403)])
def test_outsiders_do_not_see_it(browser, request, case, username, status):
    browser.sign_in(request.getfixturevalue(username)).get(path(case), expect=status)

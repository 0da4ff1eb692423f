"""The ward's list: what stands in it, in which order, and for whom."""

from tests.cast import open_case


def test_the_list_opens_without_a_click(browser, minh, lan, duc_xuan):
    case = open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Thị Hương")

    page = browser.sign_in(minh).get("/caseload")

    row = page.select_one(f'table a[href="/cases/{case.id}"]').find_parent("tr")
    assert row.a.get_text() == "Nông Thị Hương"
    assert lan.name in row.get_text()
    browser.get("/caseload/")

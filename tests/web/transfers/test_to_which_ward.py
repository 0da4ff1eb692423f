"""Where to: found by the name a ward bears or bore, and known already after an answer of yes."""

import uuid

from reintegrate.db import db
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.web.ui.wards import named


def chosen(page):
    option = page.select_one("select[name=to_area] option[selected]")
    return option["value"] if option else ""


def test_a_ward_is_found_by_an_old_name_and_chosen_by_its_link(browser, lan, case, bac_kan):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/transfers/new?find=song+cau")
    links = page.select('.choice-links a[href^="?ward="]')
    [link] = [one for one in links if one.get_text().startswith("Phường Bắc Kạn, ")]
    assert link.get_text().endswith("Tỉnh Thái Nguyên (trước đây là Phường Sông Cầu)")
    page = browser.get(f"/cases/{case.id}/transfers/new{link['href']}")

    assert chosen(page) == str(bac_kan.id)


def test_a_name_nobody_bore_and_the_own_ward_are_not_offered(browser, lan, case, duc_xuan):
    for name in ("Không Đâu", "Đức Xuân"):
        page = browser.sign_in(lan).get(f"/cases/{case.id}/transfers/new?find={name}")
        assert not page.select('.choice-links a[href^="?ward="]')
    page = browser.get(f"/cases/{case.id}/transfers/new?ward={duc_xuan.id}")
    assert chosen(page) == ""
    for nonsense in ("x", "999999", "-1", "9" * 30):
        browser.get(f"/cases/{case.id}/transfers/new?ward={nonsense}")


def test_old_and_new_names_lead_to_the_ward_of_today(app, lan):
    found = {word: [one.name for one in named(lan, word)] for word in ("bac kan", "nong thuong")}

    assert found["bac kan"][0] == "Phường Bắc Kạn"
    assert found["nong thuong"] == ["Phường Bắc Kạn"]


def test_after_a_yes_the_ward_that_asked_is_chosen_already(browser, minh, case, hoa, bac_kan):
    inquiry = Inquiry.ask(
        key=str(uuid.uuid4()),
        to_area=case.area,
        name="Nông Văn Hùng",
        birth_year=1990,
        paper_number="",
        reason=InquiryReason.LIVES_HERE,
        by=hoa,
    )
    inquiry.say_known(case, by=minh)
    db.session.commit()
    page = browser.sign_in(minh).get(f"/inquiries/{inquiry.id}")
    link = page.select_one('a[href*="/transfers/new"]')

    assert chosen(browser.get(link["href"])) == str(bac_kan.id)


def test_the_wards_of_a_stay_are_chosen_in_the_same_way(browser, lan, case, bac_kan):
    page = browser.sign_in(lan).get(f"/cases/{case.id}/stays/new?ward={bac_kan.id}")

    assert page.select_one(f'select[name=host_area] option[value="{bac_kan.id}"][selected]')

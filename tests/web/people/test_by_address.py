"""Finding people by the ward in their written address, by the name it had and the one it has."""

import pytest

from reintegrate.db import db
from reintegrate.models.person import PhoneOwner
from tests import cast


@pytest.fixture
def living(minh, duc_xuan):
    """Three people of Đức Xuân; what is written of where they live."""

    def live(name, address):
        case = cast.open_case(area=duc_xuan, by=minh, name=name, birth_year=1988)
        case.person.live_at(address, phone="", owner=PhoneOwner.OWN, may_name_service=False)
        db.session.commit()
        return case

    return [
        live("Đặng Thị Đào", "Tổ 5, phường Minh Khai, TP Bắc Kạn"),
        live("Lò Thị An", "Tổ 3, phường Đức Xuân"),
        live("Nông Thị Yên", "Số 4, đường Nguyễn Thị Minh Khai, phường Xuất Hóa"),
    ]


def look(browser, text):
    browser.get("/people/search")
    page = browser.submit("form:has([name=q])", 200, q=text)
    return {link["href"]: link.parent.get_text(" ", strip=True) for link in page.select(".work")}


def test_by_the_old_name_and_by_the_new_one(browser, lan, living):
    (old, new, _other), browser = living, browser.sign_in(lan)
    found = look(browser, "Đức Xuân")
    assert list(found) == [f"/cases/{new.id}", f"/cases/{old.id}"]
    assert "trong địa chỉ: Phường Đức Xuân" in found[f"/cases/{new.id}"]
    assert "Phường Nguyễn Thị Minh Khai, nay là Phường Đức Xuân" in found[f"/cases/{old.id}"]

    found = look(browser, "nguyen thi minh khai")
    assert list(found) == [f"/cases/{old.id}"]

    browser.post("/people/alike", 200, q="Huyền Tụng")
    assert [row["name"] for row in browser.response.json["found"]] == ["Lò Thị An"]


def test_the_wards_list_is_searched_by_it_too(browser, minh, living):
    browser.sign_in(minh).get("/caseload")
    browser.submit("form:has([name=words])", 303, words="minh khai")
    listed = browser.follow().main.get_text()

    assert "Đặng Thị Đào" in listed
    assert "Nông Thị Yên" not in listed


def test_another_ward_finds_nobody_of_this_one(browser, hoa, living):
    assert look(browser.sign_in(hoa), "Minh Khai") == {}

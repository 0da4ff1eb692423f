"""The list of accounts: the administrator finds everybody by any word, and nobody else sees it."""

import pytest


def test_everybody_is_listed_by_name(browser, admin):
    page = browser.sign_in(admin).get("/admin/")

    assert len(page.select("tbody tr")) == 13
    assert "Triệu Thị Hoa" in page.get_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("find=trieu+hoa", ["hoa"]),
        ("find=DUNG", ["dung"]),
        ("role=ward_official", ["minh", "tuan"]),
        ("state=disabled", ["khanh"]),
        ("find=khanh&state=active", []),
        ("role=nonsense&state=nonsense&find=lan", ["lan"]),
    ],
)
def test_the_list_is_narrowed(browser, admin, khanh, asked, found):
    khanh.disable(by=admin)
    page = browser.sign_in(admin).get(f"/admin/?{asked}")

    assert sorted(cell.get_text() for cell in page.select('[data-label="Tên đăng nhập"]')) == found


def test_a_name_from_the_list_leads_to_the_account(browser, admin, hoa):
    page = browser.sign_in(admin).get("/admin/?find=hoa")

    assert page.select_one("tbody a")["href"] == f"/admin/users/{hoa.id}"


@pytest.mark.either_database
@pytest.mark.parametrize("who", ["lan", "minh", "dung", "mai", "binh", "thao"])
def test_nobody_else_sees_accounts(browser, request, who):
    browser.sign_in(request.getfixturevalue(who)).get("/admin/", 403)

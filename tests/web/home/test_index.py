"""The first address leads each role to where its work begins."""

import pytest

from reintegrate.models.user import Role
from reintegrate.web.ui.navigation import HOME

CAST = {"lan": "/today", "minh": "/caseload", "dung": "/caseload", "mai": "/assignments/"}
CAST |= {"binh": "/reports/", "thao": "/audit/", "admin": "/admin/"}


def test_every_role_that_signs_in_has_a_home():
    assert set(HOME) == set(Role) - {Role.SYSTEM}


@pytest.mark.either_database
@pytest.mark.parametrize(("who", "home"), CAST.items())
def test_it_leads_to_the_roles_home(browser, request, who, home):
    browser.sign_in(request.getfixturevalue(who)).get("/", 302)

    assert browser.response.location == home
    browser.follow()


def test_without_signing_in_it_leads_there(browser):
    browser.get("/", 302)

    assert browser.response.location == "/sign-in"

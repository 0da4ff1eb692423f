"""A paper that counts no more keeps its number and says why."""

from reintegrate.models.act import Act, ActKind
from reintegrate.models.document import DocumentStatus
from tests.web.documents.conftest import issue


def test_withdrawing_an_issued_paper_makes_its_act_undone(browser, minh, ready, case):
    issue(browser.sign_in(minh), ready)
    browser.get(f"/documents/{ready.id}/withdrawal")
    browser.submit("form.form", reason="In nhầm địa chỉ")
    page = browser.follow()

    assert "In nhầm địa chỉ" in page.text
    assert ActKind.DECIDED not in {act.kind for act in Act.of(case.id)}
    kept = browser.get("/documents/register").select_one("tbody tr").text
    assert "01" in kept
    assert "Đã thu hồi" in kept


def test_it_asks_why(browser, minh, ready):
    browser.sign_in(minh).get(f"/documents/{ready.id}/withdrawal")
    page = browser.submit("form.form", expect=200, reason=" ")

    assert page.select_one("#reason-error")
    assert ready.status == DocumentStatus.DRAFT


def test_it_is_withdrawn_once(browser, minh, ready):
    browser.sign_in(minh).post(f"/documents/{ready.id}/withdrawal", reason="Không cần nữa")
    browser.post(f"/documents/{ready.id}/withdrawal", reason="Lần nữa")

    assert "Không cần nữa" in browser.follow().text


def test_others_are_refused(browser, lan, dung, tuan, minh, ready):
    browser.sign_in(minh).post(f"/documents/{ready.id}/number")
    for who in (lan, dung):
        browser.sign_in(who).post(f"/documents/{ready.id}/withdrawal", expect=403, reason="x")
    browser.sign_in(tuan).post(f"/documents/{ready.id}/withdrawal", expect=404, reason="x")


def test_taking_back_its_act_leads_here(browser, minh, dung, ready, case):
    issue(browser.sign_in(minh), ready)
    [act] = [act for act in Act.of(case.id) if act.kind == ActKind.DECIDED]
    here = f"/documents/{ready.id}/withdrawal"

    assert browser.get(f"/cases/{case.id}/acts").select_one(f'a[href$="{here}"]')
    for who, leads_on in ((minh, True), (dung, False)):
        browser.sign_in(who).post(f"/acts/{act.id}/taking-back", 303)
        assert bool(browser.follow().select_one("[name=reason]")) == leads_on
    assert act in Act.of(case.id)

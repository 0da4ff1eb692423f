"""The register of breaches: entered once, told, closed; nobody's name has a place in it."""

from datetime import timedelta

from reintegrate.db import db
from reintegrate.models.breach import Breach

FOUND = {"kind": "lost_device", "hour": "8:30", "people": "3", "may_harm": "y"}


def test_from_detected_to_closed(browser, thao):
    browser.sign_in(thao).get("/privacy/requests/")
    browser.get(browser.page.select_one('a[href="/privacy/breaches/"]')["href"])
    form = browser.get("/privacy/breaches/new").select_one("form:has([name=people])")
    for _ in range(2):
        browser.submit(form, 303, **FOUND, day=timedelta(days=-1))
    breach = db.session.scalars(db.select(Breach)).one()
    page = browser.follow()
    assert "Phải báo cơ quan chuyên trách trước" in page.main.get_text()
    assert "Sự cố cần báo" in browser.get("/notices/").get_text()
    path = f"/privacy/breaches/{breach.id}"
    early = {"day": timedelta(days=-2), "hour": "8:30"}
    assert browser.post(f"{path}/report", 200, **early).select_one("#hour-error")
    assert browser.post(f"{path}/report", 200, hour="25:00").select_one("#day-error")
    browser.post(f"{path}/report", 303, day=timedelta(days=-1), hour="9:30")
    told = {"minutes_number": "03/BB-BVDL", "minutes_on": timedelta(0), "people_told_on": ""}
    assert browser.post(f"{path}/end", 200, **told | {"minutes_number": ""}).select_one(
        "#minutes_number-error"
    )
    browser.post(f"{path}/end", 303, **told)
    assert "03/BB-BVDL" in browser.follow().main.get_text()
    browser.post(f"{path}/end", 200, **told)


def test_it_asks_for_what_is_missing(browser, thao):
    browser.sign_in(thao).get("/privacy/breaches/new")
    page = browser.submit("form:has([name=people])", 200, hour="lúc sáng", people="-1")
    for field in ("kind", "hour", "people"):
        assert page.select_one(f"#{field}-error")
    browser.get("/privacy/breaches/new")
    future = FOUND | {"day": timedelta(days=1)}
    assert browser.submit("form:has([name=people])", 200, **future).select_one("#hour-error")

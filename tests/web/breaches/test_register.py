"""The register of breaches: entered once, told, closed; nobody's name has a place in it."""

from datetime import timedelta

from reintegrate.db import db, utcnow
from reintegrate.models.breach import Breach, BreachKind

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


def test_its_hours_stand_where_the_officer_begins_the_day(browser, thao, lan):
    enter = {"kind": BreachKind.LOST_DEVICE, "may_harm": True, "people": 2, "by": thao}
    late, near = utcnow() - timedelta(hours=80), utcnow() - timedelta(hours=70, minutes=30)
    for key, detected_at in (("1" * 32, late), ("2" * 32, near)):
        breach = Breach.enter(key=key, detected_at=detected_at, **enter)
    db.session.commit()
    browser.sign_in(thao)
    for path in ("/audit/", "/privacy/requests/"):
        told = browser.get(path).select(".attention li")
        assert [item["class"] for item in told] == [["late"], ["soon"]], path
        assert "còn 1 giờ" in told[1].get_text()
        assert told[1].select_one(f'a[href="/privacy/breaches/{breach.id}"]')
    assert browser.get("/privacy/breaches/").select(".tag.late")
    breach.report(utcnow(), by=thao)
    db.session.commit()
    assert len(browser.get("/audit/").select(".attention li")) == 1
    assert not browser.sign_in(lan).get("/privacy/requests/").select(".attention")


def test_it_asks_for_what_is_missing(browser, thao):
    browser.sign_in(thao).get("/privacy/breaches/new")
    page = browser.submit("form:has([name=people])", 200, hour="lúc sáng", people="-1")
    for field in ("kind", "hour", "people"):
        assert page.select_one(f"#{field}-error")
    browser.get("/privacy/breaches/new")
    future = FOUND | {"day": timedelta(days=1)}
    assert browser.submit("form:has([name=people])", 200, **future).select_one("#hour-error")

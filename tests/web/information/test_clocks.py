"""The days within which what residents tell is seen to: data of the administrator's."""

from reintegrate.db import db, today
from reintegrate.models.information import InformationKind
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.working_calendar import working_days_after
from tests.trust.scenery_community import told


def test_a_changed_clock_counts_from_now_on(browser, admin, lan):
    earlier = told(InformationKind.OFFER, "Có việc.", by=lan)
    db.session.commit()
    due = earlier.due_on
    clock = db.session.scalars(db.select(InformationClock).filter_by(kind="offer")).one()
    page = browser.sign_in(admin).get("/rules/")
    assert page.select_one('a[href="/community/information/clocks"]')
    path = f"/community/information/clocks/{clock.id}"
    assert browser.get("/community/information/clocks").select_one(f'a[href="{path}"]')
    browser.get(path)
    browser.post(path, 200, working_days="0", version="1")
    browser.post(path, 302, working_days="9", version="1")
    page = browser.post(path, 200, working_days="2", version="1")
    assert "9" in page.select_one("#working_days-theirs").get_text()

    later = told(InformationKind.OFFER, "Có việc nữa.", by=lan)
    assert later.due_on == working_days_after(today(), 9)
    assert earlier.due_on == due

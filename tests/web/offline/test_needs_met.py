"""A phone holds nobody's needs: it names kinds, and they are matched where the needs are."""

import uuid

import pytest

from reintegrate.db import db, today
from reintegrate.models.contact import Contact
from reintegrate.models.need import Need, NeedStatus
from tests.browser import filled_in

pytestmark = pytest.mark.either_database


def state(case, kind, by):
    said = {"words": "", "by": by, "once_more": True}
    return Need.state(case, key=str(uuid.uuid4()), kind_code=kind, **said)


def of(case):
    db.session.rollback()
    needs = db.session.scalars(db.select(Need).where(Need.case_id == case.id).order_by(Need.id))
    return [(need.kind_code, need.status) for need in needs]


def test_a_kind_is_matched_with_the_open_need_or_written_down_once(outbox, case, lan):
    state(case, "job", lan)
    entry = {"key": str(uuid.uuid4()), "met_kinds": ["job", "residence"]}

    first = outbox(case, **entry)
    assert outbox(case, **entry)["receipt"] == first["receipt"]

    received = [("job", NeedStatus.RECEIVED), ("residence", NeedStatus.RECEIVED)]
    assert of(case) == received
    outbox(case, met_kinds=["job"])  # told once more: it stands so already
    assert of(case) == received


def test_a_repeat_after_the_need_came_up_anew_leaves_it_open(outbox, case, lan):
    state(case, "job", lan)
    entry = {"key": str(uuid.uuid4()), "met_kinds": ["job"]}
    outbox(case, **entry)
    state(case, "job", lan)

    outbox(case, **entry)

    assert of(case) == [("job", NeedStatus.RECEIVED), ("job", NeedStatus.STATED)]


def test_which_of_several_it_was_is_said_on_the_page_of_the_form(outbox, browser, case, lan):
    which = [state(case, "job", lan).id for _ in range(2)]
    state(case, "residence", lan)
    entry = {"key": str(uuid.uuid4()), "met_kinds": ["job", "residence", "schooling"]}
    assert set(outbox(case, 422, **entry)["fields"]) == {"met_kinds"}
    assert {status for _kind, status in of(case)} == {NeedStatus.STATED}

    said = {"outcome": "met", "next": "proposed", "channel": "home_visit", "note": "x"}
    said["happened_on"] = f"{today():%d/%m/%Y}"
    browser.post(f"/offline/cases/{case.id}/form", expect=303, **said, **entry)
    page = browser.follow()
    ticked = filled_in(page.select_one("main form.form"))
    assert [len(ticked["met_needs"]), ticked["met_kinds"]] == [1, ["schooling"]]
    met = [*ticked["met_needs"], str(which[1])]
    browser.submit("main form.form", 303, met_needs=met)

    assert db.session.query(Contact).count() == 1
    assert of(case) == [
        ("job", NeedStatus.STATED),
        ("job", NeedStatus.RECEIVED),
        ("residence", NeedStatus.RECEIVED),
        ("schooling", NeedStatus.RECEIVED),
    ]


def test_a_kind_that_does_not_exist_is_refused(outbox, case):
    assert set(outbox(case, 422, met_kinds=["x"])["fields"]) == {"met_kinds"}

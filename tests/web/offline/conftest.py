"""A case of Lan's, and an outbox that sends entries of it."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from tests import cast

OUTBOX = {"X-Outbox": "1", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(
        area=duc_xuan, by=minh, worker=lan, opened_on=today() - timedelta(days=20)
    )


@pytest.fixture
def outbox(browser, lan):
    """`outbox(case)`: the answer to one entry; the same key twice is a repeat."""
    browser.sign_in(lan).get("/help/")
    token = browser.page.select_one("[name=csrf_token]")["value"]

    def send(case, expect=200, **changes):
        fields = {
            "csrf_token": token,
            "key": str(uuid.uuid4()),
            "outcome": "met",
            "channel": "home_visit",
            "next": "proposed",
            "happened_on": today().strftime("%d/%m/%Y"),
            "note": "Đã gặp ở nhà.",
        } | changes
        db.session.commit()
        answer = browser.client.post(f"/cases/{case.id}/contacts/new", data=fields, headers=OUTBOX)
        assert answer.status_code == expect, answer.get_data(as_text=True)
        return answer.get_json()

    return send

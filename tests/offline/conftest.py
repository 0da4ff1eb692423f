"""Phones at the end of a bad line, in front of the real app, and a worker's few cases."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import playwright.sync_api
import pytest
from flask import Flask

from reintegrate.db import db, reading, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.contact import Contact
from reintegrate.models.user import User
from tests import cast, chromium
from tests.offline.line import Line, line_to
from tests.offline.phone import Phone

NAMES = ("Hoàng Văn Bình", "Lý Thị Mơ", "Đặng Quốc Đạt")


@pytest.fixture
def line(app: Flask) -> Iterator[Line]:
    """The line from every phone of this test to the app."""
    # The test must not hold SQLite's one place for a writer while the app wants it.
    token = reading.set(True)
    with chromium.serving(app) as address, line_to(address) as line:
        yield line
    reading.reset(token)


@pytest.fixture
def cases(app: Flask, duc_xuan: Area, lan: User, minh: User) -> list[Case]:
    """Lan's, all overdue for their first contact."""
    began = today() - timedelta(days=20)
    return [
        cast.open_case(area=duc_xuan, by=minh, worker=lan, name=name, opened_on=began)
        for name in NAMES
    ]


@pytest.fixture
def fresh_phone(
    app: Flask, line: Line, chromium_browser: playwright.sync_api.Browser
) -> Iterator[Callable[..., Phone]]:
    """`fresh_phone(clock=...)`: one more phone. What its program complains of fails the test."""
    made: list[Phone] = []

    def make(**options: int) -> Phone:
        made.append(Phone.fresh(app, line, chromium_browser, **options))
        return made[-1]

    yield make
    for phone in made:
        phone.context.close()
    faults = [fault for phone in made for fault in phone.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(fresh_phone: Callable[..., Phone], cases: list[Case], lan: User) -> Phone:
    """Lan's own, switched on, with her list."""
    one = fresh_phone()
    one.has_session(lan)
    return one.switch_on()


@pytest.fixture
def arrived(app: Flask) -> Callable[[], list[Contact]]:
    """What the server has, as it has committed it."""

    def look() -> list[Contact]:
        db.session.rollback()
        return list(db.session.scalars(db.select(Contact).order_by(Contact.id)))

    return look

"""Every job is done among the sixty people of the demo, on a phone, with and without JavaScript."""

from collections.abc import Callable

import pytest

from reintegrate.db import db
from reintegrate.models.user import User
from tests.chromium import PageAt
from tests.installation import OnSqlite
from tests.journeys.hands import Hands
from tests.populated import populated


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> OnSqlite:
    return populated(tmp_path_factory.getbasetemp())


@pytest.fixture(params=[True, False], ids=["javascript", "no_javascript"])
def phone(request: pytest.FixtureRequest, page_at: PageAt) -> Callable[..., Hands]:
    """`phone(lan)`: her phone, signed in; `phone()`: nobody's."""

    def of(user: User | None = None, **options: object) -> Hands:
        db.session.rollback()  # what the test read last may be old by now
        return Hands(page_at(360, 740, user=user, javascript=request.param, **options))

    return of

"""A case of Lan's in Đức Xuân, and what its police owe since a notice came on Friday the 20th."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models.act import Act, ActKind
from reintegrate.models.case import Case
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.user import Role, User
from tests.cast import open_case

Recorded = Callable[..., Act]


@pytest.fixture(autouse=True)
def long_standing(app) -> None:
    """The staff have had their rights for years, so that these tests can stand on days gone by."""
    be_long_standing()


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    with at(datetime(2026, 11, 1, 12, tzinfo=HERE)):
        return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


@pytest.fixture
def record(case, minh) -> Recorded:
    """`record(kind, when)`: an act as if written down by the end of that year."""

    def done(kind: ActKind, when: date | datetime, number: str = "") -> Act:
        with at(max(utcnow(), datetime(2026, 12, 31, tzinfo=HERE))):
            act = Act.record(case, kind, at=when, by=minh, source="outside", number=number)
        db.session.commit()
        return act

    return done


@pytest.fixture
def deadline(case, record) -> Deadline:
    """Owed by Dũng until Tuesday the 24th of November 2026."""
    record(ActKind.NOTICE_RECEIVED, date(2026, 11, 20), number="12/TB-CSCN")
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.step == "proposal")
    return db.session.scalars(found).one()


@pytest.fixture
def colleague(duc_xuan, deadline) -> User:
    """A second police officer of the ward, to whom nothing is given yet."""
    user = User.add(username="ha", name="Ma Văn Hà", role=Role.WARD_POLICE, by=None, area=duc_xuan)
    be_long_standing()
    return user


def be_long_standing() -> None:
    since = datetime(2020, 1, 1, tzinfo=HERE)
    db.session.execute(update(User).values(rights_changed_at=since, created_at=since))
    db.session.commit()

"""The cast: the demo's staff, so that tests and demo tell the same story of the same people.

Their names and agencies stand in seeds/demo/cast.toml.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from reintegrate.cli import demo_cast
from reintegrate.cli.reference import load_reference
from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.contact import Contact
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.user import User, system_user

PROVINCE, DUC_XUAN, BAC_KAN, PHONG_QUANG = "19", "01840", "01843", "01849"
WOMEN, TRAINING, HEALTH = "women-01840", "training-19", "health-01840"


CAST = tuple(row["username"] for row in demo_cast.cast()["staff"])


def fill() -> None:
    """What every test begins with: the reference data of the province, the agencies, the staff."""
    load_reference([PROVINCE])
    demo_cast.gather_cast(by=system_user())


def area(code: str) -> Area:
    """The area that bears this code today."""
    found = Area.on(code, today())
    assert found is not None, code
    return found


def open_case(
    *,
    area: Area,
    by: User,
    worker: User | None = None,
    name: str = "Hoàng Văn Bình",
    birth_year: int = 1990,
    completed_on: date | None = None,
    opened_on: date | None = None,
    kind: str = "compulsory",
) -> Case:
    """An open case of an invented person, as the verbs make one: by default opened today, ten
    days after rehabilitation, first contact due in three days; with `worker`, assigned."""
    person = Person.known_as(name, BirthDate(birth_year))
    case = Case.open(
        person,
        area=area,
        rehabilitation_kind_code=kind,
        completed_on=completed_on or (opened_on or today()) - timedelta(days=10),
        opened_on=opened_on,
        by=by,
    )
    if worker is not None:
        case.assign(worker, by=by)
    db.session.commit()
    return case


def log_contact(
    case: Case,
    by: User,
    *,
    outcome: str = "met",
    channel: str = "home_visit",
    on: date | None = None,
    next_due_on: date | None = None,
    **more: Any,
) -> Contact:
    """A contact of this case; by default met at home today, and again in a week."""
    found = db.session.get(ContactOutcome, outcome)
    assert found is not None, outcome
    if next_due_on is None and "no_next_reason_code" not in more:
        next_due_on = (on or today()) + timedelta(days=7)
    contact = Contact.log(
        case,
        key=str(uuid.uuid4()),
        by=by,
        outcome=found,
        channel_code=channel,
        happened_on=on or today(),
        next_due_on=next_due_on,
        **more,
    )
    db.session.commit()
    return contact

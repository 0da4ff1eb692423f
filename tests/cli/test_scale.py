"""Generated cases are like those the verbs make: their rows, numbers and trail hold together."""

import pytest
import sqlalchemy as sa

from reintegrate.cli.scale import add_cases
from reintegrate.db import db, today
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import NO_DATE, Case, CaseStatus
from reintegrate.models.case_status import COMING
from reintegrate.models.contact import Contact, ContactNote
from reintegrate.models.follow_up import FollowUp, FollowUpStatus
from reintegrate.models.person import NameToken, Person
from tests import cast
from tests.case_recount import owed

COUNT = 300


@pytest.fixture
def many(app, duc_xuan, bac_kan):
    add_cases(COUNT, contacts_per_case=4, wards=[duc_xuan, bac_kan])
    db.session.commit()


def how_many(*conditions):
    return db.session.scalar(sa.select(sa.func.count()).where(*conditions)) or 0


def test_as_many_as_were_asked_for_in_every_status(many, duc_xuan, bac_kan):
    assert how_many(Case.id.isnot(None)) == COUNT
    found = set(db.session.scalars(sa.select(Case.status).distinct()))
    assert found == set(CaseStatus) - set(COMING)
    assert how_many(Case.area_id.not_in([duc_xuan.id, bac_kan.id])) == 0


def test_the_chain_holds(many):
    assert list(broken_rows()) == []


def test_an_open_case_has_one_plan_and_says_so(many):
    planned = sa.select(FollowUp.case_id, FollowUp.due_on).where(
        FollowUp.status == FollowUpStatus.PLANNED
    )
    plans = dict(db.session.execute(planned).all())
    for case in db.session.scalars(sa.select(Case)):
        if case.status in {CaseStatus.MANAGED, CaseStatus.ABSENT}:
            assert plans.pop(case.id) == case.next_due_on
        else:
            assert case.next_due_on == NO_DATE
            assert case.no_next_date_reason_code
    assert plans == {}


def test_what_lists_show_agrees_with_the_contacts(many):
    newest = sa.select(Contact.case_id, sa.func.max(Contact.happened_on)).group_by(Contact.case_id)
    days = dict(db.session.execute(newest).all())
    for case in db.session.scalars(sa.select(Case)):
        assert case.last_contact_on == days.get(case.id)
    assert how_many(Contact.happened_on > today()) == 0


def test_what_is_owed_is_kept_on_the_case_as_the_verbs_keep_it(many):
    for case in db.session.scalars(sa.select(Case)):
        assert list(owed(case)) == []
        assert (case.owes_at is not None) == (case.status == CaseStatus.MANAGED)


def test_people_can_be_found_and_read(many):
    person = db.session.scalars(sa.select(Person).limit(1)).one()

    assert person.phone.startswith("057")
    assert how_many(NameToken.person_id == person.id) >= 2
    assert db.session.scalars(sa.select(ContactNote.text).limit(1)).one()


def test_the_next_case_goes_on_after_them(many, lan, duc_xuan):
    numbers = set(db.session.scalars(sa.select(Case.number)))

    case = cast.open_case(area=duc_xuan, by=lan, worker=lan)
    contact = cast.log_contact(case, lan)

    assert case.number not in numbers
    assert contact.id
    assert list(broken_rows()) == []


def test_more_can_be_added_twice(many, duc_xuan):
    add_cases(50, contacts_per_case=0, wards=[duc_xuan], trail=False)
    db.session.commit()

    assert how_many(Case.id.isnot(None)) == COUNT + 50

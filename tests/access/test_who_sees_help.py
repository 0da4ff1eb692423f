"""Days to meet, yeses to agencies and how their pages stood: each for those it concerns."""

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models.agency_consent import AgencyConsent
from reintegrate.models.agency_revision import AgencyRevision, found
from reintegrate.models.appointment import Appointment
from reintegrate.models.sharing import withdraw_agency_consent
from tests import cast, story
from tests.web.agencies.pages import facts_of


@pytest.fixture
def agreed(app, duc_xuan, dung, lan, mai):
    """The Women's Union helps somebody of Lan's, and a day to meet is named."""
    case = cast.open_case(area=duc_xuan, by=dung, worker=lan)
    story.say(case, lan)
    need = story.state(case, lan)
    asked = story.accept(story.ask(need, cast.WOMEN, lan, service="family_support"), mai)
    Appointment.plan(
        asked, key=story.new_key(), day=today(), hour=None, place="Nhà văn hóa", by=mai
    )
    db.session.commit()
    return db.session.scalars(db.select(AgencyConsent)).one()


def readers(request, model):
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}
    return {
        name
        for name, viewer in viewers.items()
        if db.session.scalars(visible(viewer, model)).first() is not None
    }


def test_the_worker_and_whoever_was_asked_see_the_day(agreed, request):
    assert readers(request, Appointment) == {"lan", "mai"}
    assert readers(request, AgencyConsent) == {"lan"}


def test_taken_back_from_the_agency_it_is_the_workers_alone(agreed, lan, request):
    withdraw_agency_consent(agreed, by=lan)
    db.session.commit()
    assert readers(request, Appointment) == {"lan"}


def test_how_a_page_stood_is_read_where_the_agency_is_known(app, duc_xuan, binh, request):
    facts = facts_of(areas=(duc_xuan.id,))
    found(facts, kind_code="charity", key=story.new_key(), by=binh)
    db.session.commit()
    ward = {"lan", "khanh", "minh", "dung"}
    assert readers(request, AgencyRevision) == ward | {"binh", "admin"}

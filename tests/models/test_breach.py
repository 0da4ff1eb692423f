"""A breach of data: its hours count from its detection, and it is closed with its minutes."""

from datetime import timedelta

import pytest

from reintegrate.access.scope import visible
from reintegrate.db import at, db, today, utcnow
from reintegrate.models.breach import Breach, BreachStatus, MinutesMissing, ToBeReported
from reintegrate.models.lifecycle import IllegalMove, NotYet, TooEarly
from tests import cast
from tests.trust.scenery_privacy import breached


def end(breach, by, number="03/BB"):
    breach.close(minutes_number=number, minutes_on=today(), people_told_on=None, by=by)


def test_what_may_harm_is_told_within_72_hours_before_it_is_closed(thao):
    breach = breached(by=thao, detected_at=utcnow() - timedelta(hours=2))
    assert breach.report_by == breach.detected_at + timedelta(hours=72)
    with pytest.raises(ToBeReported):
        end(breach, thao)
    with pytest.raises(NotYet):
        breach.report(utcnow() + timedelta(hours=1), by=thao)
    with pytest.raises(TooEarly):
        breach.report(utcnow() - timedelta(hours=3), by=thao)
    with at(breach.report_by + timedelta(minutes=1)):
        assert breach.is_late
    breach.report(utcnow(), by=thao)
    assert not breach.is_late
    with pytest.raises(MinutesMissing):
        end(breach, thao, "")
    end(breach, thao)
    assert breach.status == BreachStatus.CLOSED
    with pytest.raises(IllegalMove):
        breach.report(utcnow(), by=thao)


@pytest.mark.either_database
def test_what_harms_nobody_has_no_clock_and_is_closed_at_once(thao):
    breach = breached(by=thao, may_harm=False)
    assert breach.report_by is None
    end(breach, thao)
    with pytest.raises(NotYet):
        breached(by=thao, detected_at=utcnow() + timedelta(hours=1))


@pytest.mark.either_database
def test_nobody_but_the_officer_sees_it(request, thao):
    breached(by=thao)
    db.session.commit()
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}
    seeing = {n for n, v in viewers.items() if db.session.scalars(visible(v, Breach)).first()}
    assert seeing == {"thao"}

"""The plan of the year: progress and lights come from what was counted, nothing else."""

from datetime import date, datetime, timedelta

import pytest

from reintegrate.access.community_board import balances
from reintegrate.access.community_counts import figures_of
from reintegrate.db import HERE, at, db, today, utcnow
from reintegrate.models.information import InformationKind
from reintegrate.models.plan_year import plan_period, plan_year_on
from reintegrate.models.transfer import Transfer
from reintegrate.models.work_plan import (
    Figure,
    Light,
    OtherYear,
    Target,
    TaskOutside,
    choose_year,
    light,
)
from tests import cast
from tests.trust.scenery_community import held, key, planned, told


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("day", "reached", "expected"),
    [
        ("2026-07-02", 12, Light.REACHED),
        ("2026-07-02", 6, Light.ON_COURSE),
        ("2026-07-02", 4, Light.BEHIND),
        ("2026-01-01", 0, Light.ON_COURSE),
        ("2026-12-31", 11, Light.ON_COURSE),
        ("2027-01-01", 11, Light.MISSED),
    ],
)
def test_a_light_says_how_a_number_stands_today(app, day, reached, expected):
    with at(datetime.combine(date.fromisoformat(day), datetime.min.time(), HERE)):
        assert light(reached, 12, date(2026, 1, 1), date(2026, 12, 31)) == expected


def test_figures_are_of_the_own_ward_and_what_was_struck_is_not_counted(lan, hoa, minh, binh):
    held(lan, attending=40)
    held(lan, attending=10, programme_code="138")
    held(lan, attending=99).strike(by=lan)
    held(hoa, attending=7)
    told(InformationKind.OFFER, "Có việc.", by=lan)
    db.session.commit()
    first, last = today().replace(month=1, day=1), today()

    ward, province = figures_of(minh, first, last), figures_of(binh, first, last)
    assert ward[Figure.ACTIVITIES, ""] == 2
    assert ward[Figure.ACTIVITIES, "150"] == 1
    assert ward[Figure.ATTENDING, ""] == 50
    assert ward[Figure.INFORMATION, ""] == 1
    assert province[Figure.ATTENDING, ""] == 57


def test_contacts_count_when_somebody_was_reached(lan, minh, duc_xuan):
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    cast.log_contact(case, lan)
    assert figures_of(minh, today(), today())[Figure.CONTACTS, ""] == 1


def test_a_task_lies_in_its_year(minh):
    with pytest.raises(OtherYear):
        planned(minh, due_on=date(today().year + 1, 1, 1))


def test_a_target_said_again_is_changed(minh):
    first = Target.aim(2026, Figure.ACTIVITIES, 12, by=minh)
    again = Target.aim(2026, Figure.ACTIVITIES, 15, by=minh)
    db.session.commit()

    assert first.id == again.id
    assert again.wanted == 15


def test_a_balance_is_what_was_open_then(minh, binh, lan, tuan, duc_xuan, bac_kan):
    """Two opened, one of them closed, one moved to the next ward; each on a day of its own."""
    days = [today() - timedelta(days=back) for back in (40, 30, 20, 10, 0)]
    with at(utcnow() - timedelta(days=35)):
        stays = cast.open_case(area=duc_xuan, by=minh, worker=lan)
        moves = cast.open_case(area=duc_xuan, by=minh, name="Lò Văn Đi")
    with at(utcnow() - timedelta(days=25)):
        transfer = Transfer.propose(
            moves,
            key=key(),
            to_area=bac_kan,
            moved_on=today(),
            new_address="Tổ 5",
            reason="Về ở với mẹ",
            by=minh,
        )
        transfer.accept(by=tuan)
        db.session.commit()
    with at(utcnow() - timedelta(days=15)):
        stays.close(outcome_code="completed", on=today(), by=minh)
        db.session.commit()

    assert balances(minh, days) == [0, 2, 1, 0, 0]
    assert balances(tuan, days) == [0, 0, 1, 1, 1]
    assert balances(binh, days) == [0, 2, 2, 1, 1]


def test_the_administrative_year_is_a_choice_that_holds_on(minh, tuan):
    """A choice of one area says nothing about another's."""
    area, other = minh.area_id, tuan.area_id
    choose_year(2026, "year_15", by=minh)
    db.session.commit()

    assert plan_period(area, 2026)[3:] == (date(2025, 12, 15), date(2026, 12, 14))
    assert plan_period(area, 2027).first == date(2026, 12, 15)
    assert plan_period(area, 2025)[3:] == (date(2025, 1, 1), date(2025, 12, 31))
    assert plan_period(other, 2026).first == date(2026, 1, 1)
    assert plan_year_on(area, date(2026, 12, 15)) == 2027
    assert plan_year_on(other, date(2026, 12, 15)) == 2026
    with pytest.raises(OtherYear):
        planned(minh, year=2026, due_on=date(2026, 12, 15))


def test_no_task_is_left_outside_the_year(minh):
    planned(minh, year=2026, due_on=date(2026, 12, 20))
    with pytest.raises(TaskOutside):
        choose_year(2026, "year_15", by=minh)
    choose_year(2026, "year", by=minh)

"""The whole life of a case: announced to ended, with papers early, late and out of order."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from reintegrate.db import at, commit, db, today
from reintegrate.models.act import Act, ActKind, BodyMissing, TakenBack, WrittenByVerb
from reintegrate.models.case import (
    Case,
    CaseStatus,
    DeterminationMissing,
    NoSuchGround,
    ReopenedTooLate,
)
from reintegrate.models.case_acts import EndsBeforeItBegins
from reintegrate.models.case_pauses import AwayAlready, EndsBeforeItStarts, limits_passed
from reintegrate.models.catalogue import ContactOutcome
from reintegrate.models.contact import Contact
from reintegrate.models.life_rule import PauseKind
from reintegrate.models.lifecycle import IllegalMove, NotYet, TooEarly
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.regime import months_later
from reintegrate.models.transfer import Transfer
from tests.cast import log_contact, open_case

pytestmark = pytest.mark.either_database


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    return open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def coming(minh, lan, duc_xuan) -> Case:
    """Still in rehabilitation for twenty days."""
    return open_case(area=duc_xuan, by=minh, worker=lan, completed_on=days_ago(-20))


def days_ago(count: int) -> date:
    return today() - timedelta(days=count)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def write(case: Case, kind: ActKind, by, *, on: date | None = None, **more: object) -> Act:
    return Act.record(case, kind, at=on or today(), by=by, source="outside", **more)


def decide(case: Case, by, first: date, last: date, **more: object) -> Act:
    return write(case, ActKind.DECIDED, by, number="15/QĐ-UBND", prints=(first, last), **more)


def kinds(case: Case) -> list[ActKind]:
    return [act.kind for act in Act.of(case.id)]


# Coming home


def test_who_is_still_in_rehabilitation_is_announced_and_met_once_home(coming, minh):
    assert coming.status == CaseStatus.ANNOUNCED
    assert coming.due_on == days_ago(-20) + timedelta(days=3)

    write(coming, ActKind.NOTICE_RECEIVED, minh)
    assert coming.status == CaseStatus.ANNOUNCED
    write(coming, ActKind.PROPOSED, minh)
    assert coming.status == CaseStatus.PROPOSED
    decide(coming, minh, coming.term_from, coming.base_to)
    assert coming.status == CaseStatus.DECIDED
    assert (coming.decision_number, coming.decided_on) == ("15/QĐ-UBND", today())

    with at(noon(days_ago(-21))):
        write(coming, ActKind.REPORTED_IN, minh)
        assert coming.status == CaseStatus.MANAGED
        assert coming.due_on == today() + timedelta(days=3)


def test_papers_out_of_order_move_nothing_back(coming, case, minh):
    decide(coming, minh, coming.term_from, coming.base_to)
    write(coming, ActKind.PROPOSED, minh, on=days_ago(4))
    write(coming, ActKind.NOTICE_RECEIVED, minh, on=days_ago(9))
    assert coming.status == CaseStatus.DECIDED

    for kind in (ActKind.NOTICE_RECEIVED, ActKind.PROPOSED):
        write(case, kind, minh)
    assert case.status == CaseStatus.MANAGED
    assert kinds(coming)[0] == ActKind.NOTICE_RECEIVED


def test_the_person_may_come_before_the_day_that_was_announced(coming, minh):
    write(coming, ActKind.REPORTED_IN, minh)

    assert coming.status == CaseStatus.MANAGED
    assert coming.term_from == today()
    assert coming.term_to == months_later(today(), 24)


def test_meeting_them_at_home_says_they_came_and_a_visit_before_does_not(coming, lan):
    log_contact(coming, lan, next_due_on=days_ago(-23))
    assert coming.status == CaseStatus.ANNOUNCED
    assert ActKind.MET_FIRST not in kinds(coming)


def test_the_first_contact_at_home_is_an_act_once(case, coming, lan):
    log_contact(case, lan)
    log_contact(case, lan)
    assert kinds(case).count(ActKind.MET_FIRST) == 1

    with at(noon(days_ago(-25))):
        Contact.log(
            coming,
            key=str(uuid.uuid4()),
            by=lan,
            outcome=db.session.get_one(ContactOutcome, "met"),
            channel_code="home_visit",
            happened_on=today(),
            next_due_on=days_ago(-7),
        )
    assert coming.status == CaseStatus.MANAGED


def test_another_expected_day_moves_term_and_first_contact(coming, minh):
    coming.expect_on(days_ago(-40), by=minh)

    assert coming.term_from == days_ago(-40)
    assert coming.term_to == months_later(days_ago(-40), 24)
    assert coming.due_on == days_ago(-43)


def test_somebody_announced_may_end_before_the_term_begins(coming, minh):
    coming.close(outcome_code="died", on=days_ago(1), by=minh)
    assert coming.status == CaseStatus.CLOSED

    coming.reopen(reason="Nhầm tên", next_due_on=days_ago(-30), by=minh)
    assert coming.status == CaseStatus.ANNOUNCED


# The decision's dates


def test_what_the_decision_prints_holds_and_the_days_away_are_added_to_it(case, minh):
    case.report_absent(days_ago(6), by=minh)
    case.come_back(days_ago(2), by=minh)
    decide(case, minh, days_ago(9), days_ago(-300))
    term = case.term_parts()

    assert (case.term_from, case.base_to, term.printed) == (days_ago(9), days_ago(-300), True)
    assert case.term_to == term.ends == days_ago(-304)
    case.expect_on(days_ago(5), by=minh)
    assert case.term_from == days_ago(9)


def test_a_decision_taken_back_gives_the_term_of_the_law_again(case, minh):
    by_law = (case.term_from, case.term_to)
    first = decide(case, minh, days_ago(9), days_ago(-300))
    second = decide(case, minh, days_ago(9), days_ago(-200))
    assert case.term_to == days_ago(-200)

    second.take_back(by=minh)
    assert case.term_to == days_ago(-300)
    first.take_back(by=minh)
    assert (case.term_from, case.term_to) == by_law
    assert (case.decision_number, case.decided_on) == ("", None)
    with pytest.raises(TakenBack):
        first.take_back(by=minh)


def test_a_decision_cannot_end_before_it_begins(case, minh):
    with pytest.raises(EndsBeforeItBegins):
        decide(case, minh, days_ago(2), days_ago(2))


def test_the_end_may_fall_in_tet_and_stays_the_day_it_is(minh, duc_xuan):
    tet = date(2028, 1, 26)
    case = open_case(area=duc_xuan, by=minh, completed_on=date(2026, 1, 26))

    assert case.term_to == tet


# Acts


def test_an_act_keeps_both_days_and_the_same_key_is_one(case, minh):
    key = str(uuid.uuid4())
    first = write(case, ActKind.FILE_OPENED, minh, on=days_ago(5), key=key)
    again = write(case, ActKind.FILE_OPENED, minh, on=days_ago(5), key=key)
    commit()

    assert first is again
    assert (first.day, first.whole_day) == (days_ago(5), True)
    assert first.recorded_at.date() >= first.at.date()
    with pytest.raises(NotYet):
        write(case, ActKind.FILE_OPENED, minh, on=days_ago(-1))


def test_taking_back_undoes_what_hung_on_it(coming, minh):
    proposed = write(coming, ActKind.PROPOSED, minh)
    decided = decide(coming, minh, coming.term_from, coming.base_to)
    decided.take_back(by=minh)
    assert coming.status == CaseStatus.PROPOSED
    proposed.take_back(by=minh)
    assert coming.status == CaseStatus.ANNOUNCED

    home = write(coming, ActKind.REPORTED_IN, minh)
    home.take_back(by=minh)
    assert coming.status == CaseStatus.ANNOUNCED


def test_what_a_verb_wrote_is_not_taken_back_by_hand(case, minh):
    case.report_absent(today(), by=minh)
    [away] = [act for act in Act.of(case.id) if act.kind == ActKind.WENT_ABSENT]
    with pytest.raises(WrittenByVerb):
        away.take_back(by=minh)


# Absences


def test_days_that_two_pauses_share_are_added_once(case, minh):
    ends = case.term_to
    case.report_absent(days_ago(6), by=minh)
    case.come_back(days_ago(2), by=minh)
    case.report_absent(days_ago(8), by=minh)
    case.come_back(days_ago(3), by=minh)

    assert case.term_to == ends + timedelta(days=6)
    assert case.term_parts().added == 6


def test_a_reported_absence_counts_and_changes_no_state(case, minh):
    ends, key = case.term_to, str(uuid.uuid4())
    told = case.tell_absence(today(), days_ago(-5), "work", key=key, by=minh)
    assert told is case.tell_absence(today(), days_ago(-5), "work", key=key, by=minh)
    assert (case.status, case.away_until) == (CaseStatus.MANAGED, days_ago(-5))
    with pytest.raises(AwayAlready):
        case.tell_absence(today(), today(), "work", key=str(uuid.uuid4()), by=minh)

    case.come_home(today(), by=minh)
    assert (case.away_until, case.term_to) == (None, ends)
    assert kinds(case)[-2:] == [ActKind.ABSENCE_REPORTED, ActKind.RETURNED]
    with pytest.raises(IllegalMove):
        case.come_home(today(), by=minh)
    with pytest.raises(EndsBeforeItStarts):
        case.tell_absence(today(), days_ago(1), "work", key=str(uuid.uuid4()), by=minh)


def test_the_limits_of_the_old_regime_are_told_and_refuse_nothing(minh, duc_xuan):
    begun, by_then = date(2020, 3, 1), datetime(2020, 6, 1, 5, tzinfo=UTC)
    with at(by_then):
        case = Case.open(
            Person.known_as("Lý A Páo", BirthDate(1980)),
            area=duc_xuan,
            rehabilitation_kind_code="compulsory",
            completed_on=begun,
            term_to=date(2021, 3, 1),
            by=minh,
        )
        first = date(2020, 6, 2)
        assert limits_passed(case, first, first + timedelta(days=9)) == {}
        assert set(limits_passed(case, first, first + timedelta(days=30))) == {
            "most_days",
            "ask_above_days",
        }
        case.tell_absence(
            first, first + timedelta(days=120), "work", key=str(uuid.uuid4()), by=minh
        )
        assert "most_part" in limits_passed(case, date(2020, 11, 1), date(2020, 11, 5))


@pytest.mark.parametrize(("day", "added"), [(date(2026, 3, 2), 0), (date(2026, 8, 3), 10)])
def test_whether_prison_stops_the_term_is_the_regimes(minh, duc_xuan, day, added):
    with at(noon(date(2026, 3, 1))):
        case = open_case(area=duc_xuan, by=minh)
        ends = case.term_to
    with at(noon(day + timedelta(days=10))):
        case.suspend(day, "prison", by=minh)
        case.resume(today(), today(), by=minh)

    assert case.term_to == ends + timedelta(days=added)
    [part] = case.term_parts().parts
    assert (part.kind, part.days, part.counts) == (PauseKind.PRISON, 10, not added)
    assert part.article


# The end


def test_only_a_determination_by_a_body_ends_a_case_so(case, minh):
    with pytest.raises(DeterminationMissing):
        case.close(outcome_code="determined_addicted", on=today(), by=minh)
    with pytest.raises(BodyMissing):
        write(case, ActKind.ADDICTION_DETERMINED, minh, number="3/KL")
    db.session.rollback()
    write(case, ActKind.ADDICTION_DETERMINED, minh, number="3/KL", signer="Trung tâm Y tế")
    assert case.status == CaseStatus.MANAGED

    case.close(outcome_code="determined_addicted", on=today(), by=minh)
    assert case.status == CaseStatus.CLOSED


def test_the_law_of_2021_has_no_such_ground(minh, duc_xuan):
    with at(noon(date(2026, 3, 1))):
        case = open_case(area=duc_xuan, by=minh)
        paper = {"number": "3/KL", "signer": "Trung tâm Y tế"}
        write(case, ActKind.ADDICTION_DETERMINED, minh, **paper)
        with pytest.raises(NoSuchGround):
            case.close(outcome_code="determined_addicted", on=today(), by=minh)
    assert case.is_open


def test_it_is_opened_again_within_the_set_days_only(case, minh):
    case.close(outcome_code="completed", on=today(), by=minh)
    commit()
    with at(noon(days_ago(-31))), pytest.raises(ReopenedTooLate):
        case.reopen(reason="Nhầm", next_due_on=today(), by=minh)
    with at(noon(days_ago(-30))):
        case.reopen(reason="Nhầm", next_due_on=today(), by=minh)
    assert case.status == CaseStatus.MANAGED


def test_an_end_written_down_late_can_still_be_undone(case, minh):
    long_ago = today()
    with at(noon(days_ago(-60))):
        case.close(outcome_code="moved", on=long_ago, by=minh)
        case.reopen(reason="Nhầm", next_due_on=today(), by=minh)
    assert case.is_open


def test_moving_is_two_acts_with_their_own_days(case, minh, tuan, bac_kan):
    transfer = Transfer.propose(
        case,
        key=str(uuid.uuid4()),
        to_area=bac_kan,
        moved_on=days_ago(2),
        new_address="Tổ 4",
        reason="Về quê",
        by=minh,
    )
    transfer.accept(by=tuan)
    acts = {act.kind: act for act in Act.of(case.id)}

    assert acts[ActKind.LEFT].day == days_ago(2)
    assert not acts[ActKind.TRANSFER_RECEIVED].whole_day
    assert len(acts) == 2


def test_two_cases_in_a_life_keep_their_own_files(case, minh, duc_xuan):
    write(case, ActKind.FILE_OPENED, minh)
    case.close(outcome_code="completed", on=today(), by=minh)
    second = Case.open(
        case.person,
        area=duc_xuan,
        rehabilitation_kind_code="compulsory",
        completed_on=days_ago(3),
        by=minh,
    )
    assert kinds(second) == []
    assert ActKind.FILE_OPENED in kinds(case)


def test_no_act_lies_before_what_it_follows_from(case, minh):
    with pytest.raises(TooEarly):
        case.tell_absence(
            case.term_from - timedelta(days=1), today(), "work", key=str(uuid.uuid4()), by=minh
        )

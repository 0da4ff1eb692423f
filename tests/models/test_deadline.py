"""A deadline begins and ends with acts, by the rule of their day; late stays visible."""

import uuid
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from reintegrate.db import HERE, at, db, utcnow
from reintegrate.models import deadline
from reintegrate.models.act import Act, ActKind
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.contact import CaseClosed
from reintegrate.models.deadline_jobs import begin_missing, escalate_deadlines
from reintegrate.models.deadline_row import Deadline, DeadlineStatus, Dropped
from reintegrate.models.person import BirthDate, Person
from reintegrate.models.regime import Regime
from reintegrate.models.regime_switch import switch_regime
from reintegrate.models.transition import SameRegime
from reintegrate.models.user import Role, User
from tests.cast import open_case


def noon(*day: int) -> datetime:
    return datetime(*day, 12, tzinfo=HERE)


@pytest.fixture
def case(minh, lan, duc_xuan) -> Case:
    """Opened on 1 November 2026, under the law of 2025; the term ends two years after October."""
    with at(noon(2026, 11, 1)):
        return open_case(area=duc_xuan, by=minh, worker=lan, name="Nông Văn Hùng")


def act(case, kind, when, by) -> Act:
    with at(max(utcnow(), noon(2026, 12, 31))):
        done = Act.record(case, kind, at=when, by=by, source="outside")
    db.session.commit()
    return done


def owed(case, step) -> Deadline:
    found = select(Deadline).where(Deadline.case_id == case.id, Deadline.step == step)
    return db.session.scalars(found.order_by(Deadline.id.desc())).first()


def said(case, what="deadline.") -> list[str]:
    events = select(AuditEvent.what).where(
        AuditEvent.case_id == case.id, AuditEvent.what.startswith(what)
    )
    return list(db.session.scalars(events.order_by(AuditEvent.id)))


def test_a_notice_begins_what_the_police_owe_within_two_working_days(case, minh, dung):
    notice = act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 20), minh)

    one = owed(case, "proposal")
    assert (one.due_on, one.owner_role, one.owner_id) == (
        date(2026, 11, 24),
        Role.WARD_POLICE,
        dung.id,
    )
    assert one.begun_by_id == notice.id
    assert one.rule.article == "134(1)"
    assert one.is_open


def test_only_the_act_that_fulfils_it_closes_it(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 20), minh)
    act(case, ActKind.FILE_OPENED, date(2026, 11, 21), minh)
    one = owed(case, "proposal")
    assert one.is_open

    proposed = act(case, ActKind.PROPOSED, date(2026, 11, 24), minh)
    assert (one.status, one.met_by_id, one.was_late) == (DeadlineStatus.MET, proposed.id, False)
    assert "deadline.met" in said(case)


def test_a_late_act_closes_late_and_that_stays_visible(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 20), minh)
    act(case, ActKind.PROPOSED, date(2026, 11, 25), minh)

    assert owed(case, "proposal").was_late


def test_hours_are_counted_to_the_minute(case, minh):
    act(case, ActKind.LEFT, datetime(2026, 11, 21, 9, 15, tzinfo=HERE), minh)
    one = owed(case, "transfer_notice")
    assert one.due_at == datetime(2026, 11, 22, 9, 15, tzinfo=HERE)

    act(case, ActKind.TRANSFER_NOTIFIED, datetime(2026, 11, 22, 9, 16, tzinfo=HERE), minh)
    assert one.was_late


def test_the_regime_of_the_acts_own_day_counts_not_that_of_the_case(minh, lan, duc_xuan):
    with at(noon(2026, 5, 4)):
        case = open_case(area=duc_xuan, by=minh, worker=lan)
    act(case, ActKind.LEFT, date(2026, 6, 26), minh)
    assert owed(case, "transfer_notice").due_on == date(2026, 7, 3)  # five working days
    act(case, ActKind.TRANSFER_NOTIFIED, date(2026, 7, 3), minh)

    act(case, ActKind.LEFT, date(2026, 7, 6), minh)
    assert owed(case, "transfer_notice").due_on == date(2026, 7, 7)  # twenty-four hours


def test_who_was_managed_under_the_first_law_stays_under_it(minh, duc_xuan):
    """Law 73/2021 Art. 55(1)(b). That law's steps were not found, so nothing is counted."""
    with at(noon(2021, 11, 1)):
        case = Case.open(
            Person.known_as("Hà Văn Lợi", BirthDate(1985)),
            area=duc_xuan,
            rehabilitation_kind_code="compulsory",
            completed_on=date(2021, 10, 30),
            term_to=date(2023, 10, 30),
            by=minh,
        )
    act(case, ActKind.LEFT, date(2022, 6, 1), minh)

    assert owed(case, "transfer_notice") is None


def test_paperwork_out_of_order_is_met_by_the_act_that_came_first(case, minh):
    """The proposal was written down before the notice it answers."""
    proposed = act(case, ActKind.PROPOSED, date(2026, 11, 18), minh)
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 17), minh)

    one = owed(case, "proposal")
    assert (one.status, one.met_by_id, one.was_late) == (DeadlineStatus.MET, proposed.id, False)


def test_the_first_start_counts_and_a_second_doubles_nothing(case, minh):
    first = act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 18), minh)
    deadline.follow(first, by=minh)
    db.session.commit()

    found = db.session.scalars(select(Deadline).where(Deadline.step == "proposal")).all()
    assert [one.due_on for one in found] == [date(2026, 11, 18)]


def test_the_database_refuses_a_second_open_one_of_a_step(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    twin = owed(case, "proposal")
    columns = {c.name: getattr(twin, c.name) for c in Deadline.__table__.columns if c.name != "id"}
    db.session.add(Deadline(**columns))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_start_taken_back_takes_its_deadline_along(case, minh):
    wrong = act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 18), minh)
    wrong.take_back(by=minh)
    db.session.commit()

    one = owed(case, "proposal")
    assert (one.status, one.due_on) == (DeadlineStatus.OPEN, date(2026, 11, 20))
    assert {d.dropped_because for d in db.session.scalars(select(Deadline))} >= {
        Dropped.START_TAKEN_BACK
    }


def test_what_closed_it_taken_back_makes_it_owed_again(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    wrong = act(case, ActKind.PROPOSED, date(2026, 11, 17), minh)
    wrong.take_back(by=minh)
    db.session.commit()

    assert owed(case, "proposal").is_open


def test_the_end_of_the_term_asks_for_its_paper_in_the_days_before(case):
    one = owed(case, "end_certificate")

    assert one.start.day == case.term_to
    assert one.opens_on <= one.due_on < case.term_to
    assert one.owner_role == Role.WARD_OFFICIAL


def test_days_that_do_not_count_move_it_with_the_end(case, minh):
    was = owed(case, "end_certificate").due_on
    with at(noon(2026, 11, 10)):
        case.report_absent(date(2026, 11, 10), by=minh)
    db.session.commit()
    assert owed(case, "end_certificate").dropped_because == Dropped.END_UNKNOWN

    with at(noon(2026, 11, 20)):
        case.come_back(date(2026, 11, 20), by=minh)
    db.session.commit()
    one = owed(case, "end_certificate")
    assert one.is_open
    assert one.start.day == case.term_to
    assert one.due_on > was


def test_a_case_that_ends_owes_nothing_more_but_the_paper_of_a_served_term(case, minh, lan):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    with at(noon(2026, 11, 18)):
        case.close(outcome_code="completed", on=date(2026, 11, 18), by=minh)
    db.session.commit()

    assert owed(case, "proposal").dropped_because == Dropped.CASE_ENDED
    assert owed(case, "end_certificate").is_open
    act(case, ActKind.CERTIFIED, date(2026, 11, 19), minh)
    assert owed(case, "end_certificate").status == DeadlineStatus.MET


def test_another_end_drops_them_all_and_opening_again_brings_them_back(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    with at(noon(2026, 11, 18)):
        case.close(outcome_code="moved", on=date(2026, 11, 18), by=minh)
        db.session.commit()
        assert not db.session.scalars(select(Deadline).where(Deadline.status == "open")).all()

        case.reopen(reason="Nhầm", next_due_on=date(2026, 11, 20), by=minh)
    db.session.commit()
    assert owed(case, "proposal").is_open
    assert owed(case, "end_certificate").is_open


def test_the_next_person_is_told_once(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    one = owed(case, "proposal")
    with at(noon(2026, 11, 19)):
        assert escalate_deadlines(minh) == 0  # late, but not by twenty-four hours yet
    with at(noon(2026, 11, 20)):
        assert escalate_deadlines(minh) == 1
        assert escalate_deadlines(minh) == 0
    db.session.commit()

    assert one.escalated_to == Role.WARD_OFFICIAL
    assert said(case, "deadline.escalated") == ["deadline.escalated"]


def test_cases_older_than_the_clock_get_only_what_is_still_to_come(case, minh):
    db.session.execute(db.delete(Deadline))
    db.session.commit()

    with at(noon(2026, 11, 20)):
        assert begin_missing(minh) == 1
        assert begin_missing(minh) == 0
    assert owed(case, "end_certificate").is_open

    db.session.execute(db.delete(Deadline))
    with at(noon(2031, 1, 1)):
        assert begin_missing(minh) == 0


def test_one_of_several_of_a_role_is_nobody_in_particular(case, minh, duc_xuan):
    User.add(username="ha", name="Ma Văn Hà", role=Role.WARD_POLICE, by=None, area=duc_xuan)
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)

    assert owed(case, "proposal").owner_id is None


def switch(case, code, by, key=None):
    regime = db.session.get(Regime, code)
    made = switch_regime(case, regime, reason="Theo hướng dẫn", key=key or str(uuid.uuid4()), by=by)
    db.session.commit()
    return made


def test_an_official_may_put_a_case_under_the_other_rules_and_dates_follow(minh, lan, duc_xuan):
    with at(noon(2026, 5, 4)):
        case = open_case(area=duc_xuan, by=minh, worker=lan)
    act(case, ActKind.LEFT, date(2026, 6, 26), minh)
    key = str(uuid.uuid4())
    assert switch(case, "2025", minh, key).id == switch(case, "2025", minh, key).id

    assert owed(case, "transfer_notice").due_on == date(2026, 6, 27)
    assert said(case, "regime_switch") == ["regime_switch.made"]
    with pytest.raises(SameRegime):
        switch(case, "2025", minh)


def test_under_rules_that_ask_for_less_nothing_is_owed(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    switch(case, "2021", minh)

    assert owed(case, "proposal").due_on == date(2026, 11, 19)  # three working days there
    assert owed(case, "end_certificate").dropped_because == Dropped.OTHER_RULES


def test_there_and_back_again_owes_the_same(case, minh):
    act(case, ActKind.NOTICE_RECEIVED, date(2026, 11, 16), minh)
    switch(case, "2008", minh)
    assert case.owes_at is None
    switch(case, "2025", minh)

    assert owed(case, "proposal").due_on == date(2026, 11, 18)
    assert owed(case, "end_certificate").is_open
    assert case.owes_at == owed(case, "proposal").due_at


def test_an_ended_case_is_not_switched(case, minh):
    with at(noon(2026, 11, 18)):
        case.close(outcome_code="moved", on=date(2026, 11, 18), by=minh)
    with pytest.raises(CaseClosed):
        switch(case, "2021", minh)

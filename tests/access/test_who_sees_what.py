"""Every persona against every kind of record. A new role or a new model must add its row."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from reintegrate.access.actions import Action
from reintegrate.access.policy import MAY
from reintegrate.access.scope import SCOPES, visible
from reintegrate.db import db, today, utcnow
from reintegrate.models.absence import ReportedAbsence
from reintegrate.models.act import Act
from reintegrate.models.activity_set import ActivitySet
from reintegrate.models.agency import Agency
from reintegrate.models.api_token import ApiToken
from reintegrate.models.area import Area
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import AuditEvent, Space
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.case import Case
from reintegrate.models.closure import Closure
from reintegrate.models.consent import Consent
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import ContactNote, NoteAddition, NoteVersion
from reintegrate.models.cover import Cover
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.digest import Digest
from reintegrate.models.follow_up import FollowUp
from reintegrate.models.group_activity import GroupActivity
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.intake import INTAKE, Intake, IntakeStatus
from reintegrate.models.leave import Leave
from reintegrate.models.need import Need
from reintegrate.models.notice import Notice
from reintegrate.models.person import NameToken, Person, PersonPaper, Relative
from reintegrate.models.reminder import Reminder
from reintegrate.models.rhythm import Rhythm
from reintegrate.models.team import Team, TeamMember
from reintegrate.models.transfer import Transfer
from reintegrate.models.transition import RegimeSwitch
from reintegrate.models.user import Role, User
from tests import cast
from tests.access.test_who_sees_papers import PAPERS
from tests.trust.scenery_clock import clock
from tests.trust.scenery_life import file_of
from tests.trust.scenery_reminders import remind
from tests.trust.scenery_schedule import schedule

LAN = {"lan"}
WARD = {"lan", "khanh", "minh", "dung"}
RECEIVING = {"hoa", "tuan"}
STATUTORY = WARD
"""Officials, police and the ward's other workers read it."""
SUPPORT = LAN
"""Needs, notes, consents: the worker who answers, nobody else."""

SEEN_BY: dict[str, tuple[Any, set[str]]] = {
    "the case": (Case, STATUTORY),
    "the person": (Person, STATUTORY),
    "a paper's number": (PersonPaper, STATUTORY),
    "a relative": (Relative, STATUTORY),
    "a word of the name": (NameToken, STATUTORY),
    "how an earlier stay ended": (Closure, STATUTORY),
    "that a contact happened": (Contact, STATUTORY),
    "what was said": (ContactNote, SUPPORT),
    "how a note read before": (NoteVersion, SUPPORT),
    "what was added to a note": (NoteAddition, SUPPORT),
    "an entry for several people": (GroupActivity, LAN),
    "what is planned": (FollowUp, STATUTORY),
    "a worker's days away": (Leave, LAN | {"minh", "dung"}),
    "a ward's own rhythm": (Rhythm, WARD),
    "a ward's own set of activities": (ActivitySet, WARD),
    "a need": (Need, SUPPORT),
    "a consent": (Consent, SUPPORT),
    "what an agency is asked": (Assignment, SUPPORT | {"mai"}),
    "an act of the file": (Act, STATUTORY),
    "an absence they told of": (ReportedAbsence, STATUTORY),
    "who helps": (HelperAssignment, STATUTORY),
    "the ward's team": (Team, STATUTORY),
    "who is in the team": (TeamMember, STATUTORY),
    "what is owed by when": (Deadline, STATUTORY),
    "under which rules": (RegimeSwitch, STATUTORY),
    "a transfer": (Transfer, WARD | RECEIVING | {"binh"}),
    "an intake that waits": (Intake, LAN | {"minh", "dung"}),
    "a text reminder": (Reminder, SUPPORT),
    "a notice": (Notice, LAN),
    "a digest": (Digest, LAN),
    "who stands in": (Cover, LAN | {"minh", "dung"}),
    "an own calendar": (CalendarFeed, LAN),
    "a key for another program": (ApiToken, LAN | {"admin"}),
    "a line of the trail": (AuditEvent, WARD | {"thao"}),
}
ALSO_SCOPED = {
    "Cluster",
    "ClusterTask",
    "AreaChange",
    "AreaChangeCell",
    "AreaChangeLine",
    "AreaChangeUnit",
    "AreaPlacement",
    "AgencyConsent",
    "AgencyRevision",
    "Appointment",
    "Benefit",
    "Indicator",
    "PeriodKind",
    "Report",
    "ReportEntry",
    "ReportSnapshot",
    "WardStay",
    "CommunityActivity",
    "Information",
    "InformationClock",
    "PlanYear",
    "Target",
    "ReportTarget",
    "WorkTask",
    "HostedStay",
    "Inquiry",
    "Joining",
    "ReassignedCase",
    "Reassignment",
    "Reveal",
    "ConditionAnswer",
    "NeedOutcome",
    "NoNextNote",
    "Plan",
    "PlanGoal",
    "PlanStep",
    "LifeFact",
    "Questionnaire",
    "QuestionnaireReply",
    "Attachment",
    "SupportOffer",
    "AssignmentMessage",
    "Agency",
    "BaseSalary",
    "LifeRevision",
    "OutcomeRevision",
    "PeriodKindRevision",
    "Area",
    "CalendarDay",
    "Breach",
    "CalendarYear",
    "DataRequest",
    "DataRequestRule",
    "PrivacyDetail",
    "StepRule",
    "Transition",
    "ReminderWording",
    "SharingGround",
    "OfflineDevice",
    "User",
    "UserSession",
}
"""Public facts, or asked about below."""


NEWEST: tuple[Any, ...] = (FollowUp, NoteAddition, NoteVersion)


def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def case(duc_xuan: Area, lan: User, minh: User) -> Case:
    """Lan's, closed once and opened again, with a paper, a relative and a contact."""
    case = cast.open_case(area=duc_xuan, by=minh, worker=lan)
    case.close(outcome_code="completed", on=today(), by=minh)
    case.reopen(reason="Còn cần hỗ trợ", next_due_on=today(), by=minh)
    case.person.add_paper("citizen_id", "019090000001", None, "")
    db.session.add(Relative(person_id=case.person_id, relation_code="mother", name="Nông Thị Sen"))
    cast.log_contact(case, lan, note="Hôm nay vui hơn.")
    return case


@pytest.fixture
def assignment(case: Case, lan: User, mai: User) -> Assignment:
    """Asked of Mai's agency, with the person's yes."""
    need = Need.state(case, key=key(), kind_code="job", words="", by=lan)
    Consent.record(case, purpose_code="share_with_agency", given=True, by=lan)
    return Assignment.offer(
        need,
        key=key(),
        agency=db.session.get_one(Agency, mai.agency_id),
        service_code="family_support",
        due_on=today() + timedelta(days=7),
        request="Xin giúp tìm việc.",
        shares_phone=False,
        by=lan,
    )


@pytest.fixture
def transfer(case: Case, assignment: Assignment, minh: User, bac_kan: Area) -> Transfer:
    return Transfer.propose(
        case,
        key=key(),
        to_area=bac_kan,
        moved_on=today(),
        new_address="Tổ 5",
        reason="Về ở với mẹ",
        by=minh,
    )


@pytest.fixture
def records(case: Case, assignment: Assignment, transfer: Transfer, lan: User) -> dict[Any, int]:
    """One record of each kind, all of one case of Lan's; by model, its id."""
    intake = Intake.begin(key=key(), by=lan)
    INTAKE.move(intake, IntakeStatus.SUBMITTED, by=lan)
    intake.submitted_at = utcnow()
    db.session.commit()
    contact = db.session.scalars(db.select(Contact)).one()
    consent = db.session.scalars(db.select(Consent)).one()
    return {
        Case: case.id,
        Person: case.person_id,
        Contact: contact.id,
        ContactNote: contact.id,
        Need: assignment.need_id,
        Consent: consent.id,
        Assignment: assignment.id,
        Transfer: transfer.id,
        Intake: intake.id,
        **own_records(case, lan),
        **file_records(case),
        **schedule_records(case, lan),
        **clock_records(case),
    }


def schedule_records(case: Case, lan: User) -> dict[Any, int]:
    """What was put right and added, the plan, days away, the ward's own templates."""
    side = SimpleNamespace(mark=lambda what: what, ids={}, letter="w")
    by = db.session.scalars(db.select(User).where(User.username == "minh")).one()
    schedule(side, case, lan, by)
    newest = {model: db.session.scalars(db.select(model.id)).all()[-1] for model in NEWEST}
    return newest | {
        GroupActivity: side.ids["group"],
        Leave: side.ids["leave"],
        Cover: side.ids["cover"],
        Rhythm: side.ids["rhythm"],
        ActivitySet: side.ids["set"],
    }


def clock_records(case: Case) -> dict[Any, int]:
    """What is owed by when, and that an official chose the rules."""
    side = SimpleNamespace(mark=lambda what: what, ids={}, letter="w")
    by = db.session.scalars(db.select(User).where(User.username == "minh")).one()
    clock(side, case, by)
    switched = db.session.scalars(db.select(RegimeSwitch.id)).all()
    return {Deadline: side.ids["deadline"], RegimeSwitch: switched[-1]}


def file_records(case: Case) -> dict[Any, int]:
    """The statutory file's: acts, an absence, the team, the helper."""
    side = SimpleNamespace(mark=lambda what: what.split(":")[0], ids={})
    by = db.session.scalars(db.select(User).where(User.username == "minh")).one()
    file_of(side, case, by)
    told = case.tell_absence(today(), today(), "work", key=key(), by=by)
    return {
        ReportedAbsence: told.id,
        HelperAssignment: side.ids["helper"],
        Team: side.ids["team"],
        TeamMember: side.ids["member"],
    }


def own_records(case: Case, lan: User) -> dict[Any, int]:
    """What tells Lan of the case, and what she chose for herself."""
    side = SimpleNamespace(mark=lambda what: what.split(":")[0], ids={})
    case.person.live_at("Tổ 1", phone="0912345678", owner="own", may_name_service=False)
    remind(side, case, lan)
    notice = db.session.scalars(db.select(Notice).where(Notice.user_id == lan.id)).first()
    assert notice is not None
    return {
        Reminder: side.ids["reminder"],
        Notice: notice.id,
        Digest: lan.id,
        CalendarFeed: lan.id,
        ApiToken: side.ids["api_token"],
    }


def sees(viewer: User, model: Any, records: dict[Any, int]) -> bool:
    query = visible(viewer, model)
    if model in (PersonPaper, Relative, NameToken):
        query = query.where(model.person_id == records[Person])
    elif model in (Act, Closure, AuditEvent):
        query = query.where(model.case_id == records[Case])
    elif model in (Digest, CalendarFeed):
        query = query.where(model.user_id == records[model])
    elif model is ContactNote:
        query = query.where(model.contact_id == records[ContactNote])
    else:
        query = query.where(model.id == records[model])
    return db.session.scalars(query).first() is not None


@pytest.mark.parametrize("what", SEEN_BY)
def test_exactly_these_people_see(
    request: pytest.FixtureRequest, records: dict[Any, int], what: str
) -> None:
    model, expected = SEEN_BY[what]
    viewers = {name: request.getfixturevalue(name) for name in cast.CAST}

    assert {name for name, viewer in viewers.items() if sees(viewer, model, records)} == expected


def test_support_lines_of_the_trail_are_for_the_worker_who_answers(
    records: dict[Any, int], lan: User, khanh: User, minh: User, dung: User
) -> None:
    support = AuditEvent.space == Space.SUPPORT
    assert db.session.scalars(visible(lan, AuditEvent).where(support)).first() is not None
    for other in (khanh, minh, dung):
        assert db.session.scalars(visible(other, AuditEvent).where(support)).first() is None


def test_a_worker_who_no_longer_answers_no_longer_reads_support(
    records: dict[Any, int], lan: User, khanh: User, minh: User
) -> None:
    case = db.session.get_one(Case, records[Case])
    case.assign(khanh, by=minh)
    db.session.commit()

    assert not sees(lan, ContactNote, records)
    assert sees(khanh, ContactNote, records)


def test_every_model_with_a_scope_has_its_row() -> None:
    asked = {model.__name__ for model, _ in SEEN_BY.values()} | ALSO_SCOPED | PAPERS
    assert {model.__name__ for model in SCOPES} == asked


@pytest.mark.either_database
@pytest.mark.parametrize("model", SCOPES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_scope_for_every_model(app: Flask, role: Role, model: Any) -> None:
    assert visible(User(id=0, role=role), model) is not None


def test_every_action_is_granted_to_someone() -> None:
    assert set(Action) == set().union(*MAY.values())


def test_every_role_has_its_line() -> None:
    assert set(MAY) == set(Role)

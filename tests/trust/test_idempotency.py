"""Every form that makes something carries a key: posted twice, from two tabs or by eight impatient
taps at once, it makes one record and gives the same receipt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from reintegrate.db import db
from reintegrate.models.absence import ReportedAbsence
from reintegrate.models.act import Act
from reintegrate.models.agency_revision import AgencyRevision
from reintegrate.models.assignment import Assignment, AssignmentMessage
from reintegrate.models.audit import broken_rows, count_events
from reintegrate.models.case import Case, CaseStatus
from reintegrate.models.cluster import ClusterTask
from reintegrate.models.community_activity import CommunityActivity
from reintegrate.models.consent import Consent
from reintegrate.models.contact import Contact
from reintegrate.models.contact_note import NoteAddition
from reintegrate.models.data_request import DataRequest
from reintegrate.models.document import Document
from reintegrate.models.group_activity import GroupActivity
from reintegrate.models.helper import HelperAssignment
from reintegrate.models.information import Information
from reintegrate.models.inquiry import Inquiry
from reintegrate.models.intake import Intake
from reintegrate.models.leave import Leave
from reintegrate.models.need import Need
from reintegrate.models.reassignment import Reassignment
from reintegrate.models.reveal import Reveal
from reintegrate.models.team import Team, TeamMember
from reintegrate.models.transfer import Transfer
from reintegrate.models.transition import RegimeSwitch
from reintegrate.models.work_plan import WorkTask
from tests.trust.answers import ANSWERS, day, key
from tests.trust.crowd import alone, at_once
from tests.trust.scene import Scene
from tests.trust.scenery import Side
from tests.trust.visitor import Visitor

TAPS = 8
CODE = re.compile(r'class="receipt.*?<(?:strong|code|b)[^>]*>\s*([0-9A-F]{6})\s*<', re.S)


@dataclass
class Create:
    """One form that makes a record of this model."""

    model: Any
    endpoint: str
    path: Callable[[Side], str]
    who: str = "lan"
    somebody_else: str = "khanh"
    """Another who may use the same form, perhaps about a record of their own."""


CREATES = {
    "a contact": Create(
        Contact, "contacts.new", lambda side: f"/cases/{side.ids['case']}/contacts/new"
    ),
    "a need": Create(Need, "needs.index", lambda side: f"/cases/{side.ids['case']}/needs"),
    "a consent": Create(
        Consent, "needs.record_consent", lambda side: f"/cases/{side.ids['case']}/consents"
    ),
    "a request to an agency": Create(
        Assignment, "assignments.new", lambda side: f"/cases/{side.ids['case']}/assignments/new"
    ),
    "a message": Create(
        AssignmentMessage,
        "assignments.show",
        lambda side: f"/assignments/{side.ids['accepted']}",
        somebody_else="mai",
    ),
    "a transfer": Create(
        Transfer,
        "transfers.new",
        lambda side: f"/cases/{side.ids['case']}/transfers/new",
        somebody_else="minh",
    ),
    "a paper": Create(
        Document,
        "documents.begin",
        lambda side: f"/cases/{side.ids['case']}/documents/new",
        who="minh",
        somebody_else="dung",
    ),
    "a paper of the ward": Create(
        Document, "documents.begin_for_ward", lambda side: "/documents/new", "minh", "dung"
    ),
    "an addition": Create(
        NoteAddition, "notes.add", lambda side: f"/contacts/{side.ids['contact']}/additions"
    ),
    "a group entry": Create(GroupActivity, "groups.new", lambda side: "/contacts/group"),
    "an agency": Create(
        AgencyRevision, "agencies.new", lambda side: "/agencies/new", "binh", "admin"
    ),
    "a shared task": Create(
        ClusterTask,
        "clusters.agree",
        lambda side: f"/clusters/{side.ids['cluster']}/tasks/new",
        "minh",
        "dung",
    ),
    "days away": Create(Leave, "leave.index", lambda side: "/leave", "minh", "dung"),
    "a resident's word": Create(
        Information, "information.new", lambda side: "/community/information/new", "minh", "dung"
    ),
    "an activity among residents": Create(
        CommunityActivity,
        "community_activities.new",
        lambda side: "/community/activities/new",
        "minh",
        "dung",
    ),
    "a task of the year": Create(
        WorkTask, "work_plans.new", lambda side: "/community/plan/new", "minh", "tuan"
    ),
    "a question": Create(Inquiry, "inquiries.new", lambda side: "/inquiries/new", "minh", "dung"),
    "cases given on": Create(
        Reassignment, "reassignments.new", lambda side: "/reassignments/new", "minh", "dung"
    ),
    "a request about data": Create(
        DataRequest,
        "data_requests.new",
        lambda side: f"/cases/{side.ids['case']}/data-requests/new",
        somebody_else="minh",
    ),
    "an urgent look": Create(Reveal, "reveals.new", lambda side: "/reveals/new"),
    "an intake": Create(Intake, "intakes.begin", lambda side: "/intakes/"),
}

POSTED_TWICE_AT_HOME = {
    "api_tokens.index",
    "reports.indicators",
    "appointments.new",
    "clusters.new",
    "attachments.index",
    "attachments.of_case",
    "breaches.new",
    "needs.offer",
    "plans.add_goal",
    "plans.add_step",
    "plans.begin",
    "progress.answer",
    "progress.fact",
    "questionnaires.new",
    "questionnaires.show",
    "stays.log",
    "stays.new",
    "supports.answer",
    "supports.record",
    "wards.new",
}
"""Of what hangs on a need or a plan: asked in tests/web of those features."""

OF_A_FILE = {
    "an act": (Act, "acts.new", "/cases/{case}/acts/new"),
    "a decision": (Act, "acts.decide", "/cases/{case}/decision"),
    "a determination": (Act, "acts.determine", "/cases/{case}/determination"),
    "an absence": (ReportedAbsence, "acts.absence", "/cases/{case}/reported-absence"),
    "a helper": (HelperAssignment, "helpers.new", "/cases/{case}/helper/new"),
    "a team": (Team, "teams.new", "/teams/new"),
    "other rules": (RegimeSwitch, "deadlines.regime", "/cases/{case}/regime"),
    "a member": (TeamMember, "teams.join", "/teams/{team}/members/new"),
}
CREATES |= {
    what: Create(
        model,
        endpoint,
        lambda side, path=path: path.format(**side.ids),
        who="minh",
        somebody_else="dung",
    )
    for what, (model, endpoint, path) in OF_A_FILE.items()
}

ELSEWHERE = {
    "a contact": "/cases/{refused}/contacts/new",
    "a need": "/cases/{refused}/needs",
    "a consent": "/cases/{refused}/consents",
    "a message": "/assignments/{offered}",
    "a transfer": "/cases/{refused}/transfers/new",
    "a paper": "/cases/{refused}/documents/new",
}
"""Another record of the same person's, for which the key was not made. Of these, `refused` stands
for the case whose transfer was declined."""


def made(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def send(visitor: Visitor, path: str, fields: dict[str, Any]) -> tuple[int, str | None, str]:
    """Status, where it leads, and the page there."""
    answer = visitor.post(path, **fields)
    page = visitor.get(answer.location) if answer.location else answer
    return answer.status_code, answer.location, page.get_data(as_text=True)


def codes(page: str) -> list[str]:
    return re.findall(r"\b[0-9A-F]{6}\b", re.sub(r"<[^>]*>", " ", page))


@pytest.mark.either_database
def test_every_form_with_a_key_is_asked_about_here(scene: Scene) -> None:
    with_key = {endpoint for endpoint, fields in ANSWERS.items() if "key" in fields(scene.ours)}
    assert with_key == {create.endpoint for create in CREATES.values()} | POSTED_TWICE_AT_HOME


@pytest.mark.parametrize("what", CREATES)
def test_posted_twice_it_is_one_with_the_same_receipt(scene: Scene, what: str) -> None:
    create = CREATES[what]
    visitor, path = scene.visitor(create.who), create.path(scene.ours)
    fields, before = ANSWERS[create.endpoint](scene.ours), made(create.model)
    first = send(visitor, path, fields)
    events = count_events()
    second = send(visitor, path, fields)

    assert first[0] in {302, 303}, first[2][-3000:]
    assert second[:2] == first[:2]
    assert codes(second[2]) == codes(first[2])
    assert made(create.model) == before + 1
    assert changes_since(events) == []


def changes_since(number: int) -> list[Any]:
    """Lines of the trail that are not about looking."""
    written = db.text("SELECT what FROM audit_event WHERE id > :number AND NOT is_read")
    return list(db.session.scalars(written, {"number": number}))


@pytest.mark.parametrize("what", [what for what in CREATES if what != "an absence"])
def test_eight_taps_at_once_make_one(
    scene: Scene, what: str, record_property: Callable[[str, object], None]
) -> None:
    create = CREATES[what]
    path = create.path(scene.ours)
    visitors = alone([Visitor(scene.app, create.who) for _ in range(TAPS)])
    once = {
        Transfer,
        Assignment,
        Reassignment,
        RegimeSwitch,
    }  # a second time there is nothing to do
    rounds = 1 if create.model in once else 3
    for _ in range(rounds):  # the same words again are meant, and said to be
        fields = ANSWERS[create.endpoint](scene.ours) | {"once_more": "1"}
        before = made(create.model)
        answers = at_once(*[lambda v=v, f=fields: send(v, path, f) for v in visitors])
        assert {answer[0] for answer in answers} <= {302, 303}, [a[0] for a in answers]
        assert len({answer[1] for answer in answers}) == 1
        assert len({tuple(codes(answer[2])) for answer in answers}) == 1
        assert made(create.model) == before + 1
    assert list(broken_rows()) == []
    record_property(f"same key {db.engine.name}: {what}", f"{rounds * TAPS} taps, {rounds} made")


@pytest.mark.either_database
@pytest.mark.parametrize("what", [what for what in CREATES if what != "a request to an agency"])
def test_somebody_elses_key_makes_nothing_and_tells_nothing(scene: Scene, what: str) -> None:
    create = CREATES[what]
    fields = ANSWERS[create.endpoint](scene.ours)
    mine = db.session.get_one(Case, scene.ours.ids["unassigned"])
    mine.worker_id = scene.ours.ids["user"]
    db.session.commit()
    first = send(scene.visitor(create.who), create.path(scene.ours), fields)
    before = made(create.model)
    path = create.path(scene.ours)
    if create.model in {NoteAddition, GroupActivity}:
        db.session.get_one(Case, scene.ours.ids["case"]).worker_id = user_id("khanh")
        db.session.commit()
    elif create.somebody_else == "khanh":
        mine = db.session.get_one(Case, scene.ours.ids["unassigned"])
        mine.worker_id = user_id("khanh")
        path = path.replace(f"/{scene.ours.ids['case']}/", f"/{mine.id}/")
        db.session.commit()
    second = send(scene.visitor(create.somebody_else), path, fields)

    assert first[0] in {302, 303}
    assert second[0] in {200, 302, 303, 409}
    assert made(create.model) == before
    assert not set(codes(first[2])) & set(codes(second[2]))
    assert "đã được dùng" in second[2] or "đã dùng" in second[2], second[2][-3000:]


def user_id(name: str) -> int:
    found = db.session.scalar(db.text('SELECT id FROM "user" WHERE username = :n'), {"n": name})
    assert found is not None
    return int(found)


@pytest.mark.either_database
@pytest.mark.parametrize("what", ELSEWHERE)
def test_a_key_used_for_one_record_gives_no_receipt_for_another(scene: Scene, what: str) -> None:
    create, lan = CREATES[what], scene.visitor("lan")
    fields = ANSWERS[create.endpoint](scene.ours)
    ids = scene.ours.ids
    declined = db.session.get_one(Transfer, ids["refused"]).case_id
    elsewhere = ELSEWHERE[what].format(refused=declined, offered=ids["offered"])
    first = send(lan, create.path(scene.ours), fields)
    before = made(create.model)
    second = send(lan, elsewhere, fields)

    assert first[0] in {302, 303}
    assert made(create.model) == before
    assert not codes(second[2]), "a receipt for something that was not written"


@pytest.mark.either_database
@pytest.mark.parametrize("broken", ["", "1", "x" * 400, "00000000-0000-0000-0000-00000000000g"])
def test_a_key_that_is_none_makes_nothing_and_says_so(scene: Scene, broken: str) -> None:
    lan, path = scene.visitor("lan"), CREATES["a contact"].path(scene.ours)
    before = made(Contact)
    answer = lan.post(path, **ANSWERS["contacts.new"](scene.ours) | {"key": broken})

    assert answer.status_code == 200
    assert 'id="error-summary"' in answer.get_data(as_text=True)
    assert made(Contact) == before


PAUSES = {
    "absent": ("absence", lambda: {"on": day(-3)}, CaseStatus.ABSENT),
    "suspended": ("suspension", lambda: {"on": day(-3), "reason": "prison"}, CaseStatus.SUSPENDED),
}


@pytest.mark.either_database
@pytest.mark.parametrize("what", PAUSES)
def test_a_pause_sent_twice_does_not_undo_itself(scene: Scene, what: str) -> None:
    """Beginning and end share an address, and both ask for a day."""
    part, fields, status = PAUSES[what]
    path, minh = f"/cases/{scene.ours.ids['case']}/{part}", scene.visitor("minh")
    opened = minh.get(path).get_data(as_text=True)
    was = re.search(r'name="was"[^>]*value="(\w+)"', opened)
    assert was, "the form says how the case stood"
    for _ in range(2):
        assert minh.post(path, **fields() | {"was": was[1]}).status_code == 303
        db.session.expire_all()
        assert db.session.get_one(Case, scene.ours.ids["case"]).status == status


@pytest.mark.either_database
def test_two_who_intake_the_same_key_are_two_people(scene: Scene) -> None:
    """A key is whoever's made it; the same box ticked by another makes nothing of theirs."""
    shared = key()
    scene.visitor("lan").post("/intakes/", key=shared, q="Lê Văn Tám")
    scene.visitor("hoa").post("/intakes/", key=shared, q="Lê Văn Chín")
    intake = db.session.scalars(select(Intake).where(Intake.key == shared)).one()

    assert intake.by_id == user_id("lan")

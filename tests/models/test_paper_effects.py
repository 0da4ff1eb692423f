"""What issuing a decision on a team or a helper writes down, and what its withdrawal undoes."""

import uuid
from datetime import timedelta

import pytest

from reintegrate.db import db, today
from reintegrate.models.act import Act, ActKind, WrittenByPaper
from reintegrate.models.document import Document, DocumentStatus
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.document_text import FileFormat
from reintegrate.models.helper import HelperAssignment, PaidTooMuch
from reintegrate.models.paper_effects import DayUnread, PayUnread, share_of
from reintegrate.models.team import Team, TeamPlace
from tests import cast
from tests.trust.scenery_papers import committee, draft

WORD = {FileFormat.DOCX: b"PK word"}


@pytest.fixture
def case(duc_xuan, lan, minh):
    return cast.open_case(area=duc_xuan, by=minh, worker=lan)


@pytest.fixture
def body(duc_xuan, minh):
    return committee(duc_xuan, minh)


def printed(ahead: int = 0) -> str:
    return f"{today() + timedelta(days=ahead):%d/%m/%Y}"


def numbered(document: Document, by, **values: str) -> Document:
    asked = {field.code: "có" for field in document.kind.asked}
    document.give_number(asked | values, template_id=None, by=by)
    return document


def helps(case, body, by, name="Bà Sen", pay="0,4 mức lương cơ sở một tháng", ahead=0) -> Document:
    words = {"nguoi_giup": name, "don_vi_giup": "Hội Phụ nữ", "thu_lao": pay}
    paper = numbered(draft("helper", case, body, by), by, giup_tu=printed(ahead), **words)
    paper.issue(WORD, by=by)
    return paper


def sets_team(area, body, by, leader="Hà Văn Dũng, Công an phường") -> Document:
    kind, key = DocumentKind.coded("team"), str(uuid.uuid4())
    paper = Document.draft(kind, key=key, area=area, case=None, body=body, by=by)
    members = {"to_truong": leader, "to_pho": "Lò Thị Hoa, Trạm Y tế", "van_hoa": "", "doan": ""}
    others = {"thanh_vien_khac": "- Ma Văn Sáu, Trưởng thôn;\n- Bà Bảy"}
    numbered(paper, by, **members, **others).issue(WORD, by=by)
    return paper


def kinds(case) -> list[ActKind]:
    return [act.kind for act in Act.of(case.id) if act.kind.startswith("helper")]


def test_a_helpers_decision_assigns_the_helper_it_prints(case, body, minh):
    paper = helps(case, body, minh)

    helper = HelperAssignment.now_for(case.id)
    assert (helper.name, helper.post, helper.percent) == ("Bà Sen", "Hội Phụ nữ", 40)
    assert (helper.since, helper.decision_number) == (today(), paper.sign)
    assert case.helper_name == "Bà Sen"
    assert kinds(case) == [ActKind.HELPER_ASSIGNED]


def test_withdrawing_it_brings_back_who_helped_before(case, body, minh):
    first = helps(case, body, minh, "Ông Tạ")
    second = helps(case, body, minh, "Bà Sen")
    assert HelperAssignment.now_for(case.id).name == "Bà Sen"

    second.withdraw(reason="Nhầm người", by=minh)
    now = HelperAssignment.now_for(case.id)
    assert (now.name, now.decision_number, case.helper_name) == ("Ông Tạ", first.sign, "Ông Tạ")
    assert kinds(case) == [ActKind.HELPER_ASSIGNED]

    first.withdraw(reason="Cũng nhầm", by=minh)
    assert HelperAssignment.now_for(case.id) is None
    assert (case.helper_name, kinds(case)) == ("", [])


@pytest.mark.either_database
def test_the_helper_in_the_record_gets_the_number_and_loses_it_again(case, body, minh):
    more = {"post": "", "since": today(), "percent": 60, "by": minh}
    helper = HelperAssignment.assign(case, key=str(uuid.uuid4()), name="Bà Sen", **more)
    paper = helps(case, body, minh)
    assert helper.decision_number == paper.sign

    paper.withdraw(reason="In nhầm", by=minh)
    assert HelperAssignment.now_for(case.id) is helper
    assert (helper.decision_number, kinds(case)) == ("", [ActKind.HELPER_ASSIGNED])


@pytest.mark.either_database
def test_a_decision_may_name_a_day_to_come(case, body, minh):
    helps(case, body, minh, "Ông Tạ")
    paper = helps(case, body, minh, ahead=5)

    assert HelperAssignment.now_for(case.id).since == today() + timedelta(days=5)
    assert kinds(case).count(ActKind.HELPER_ASSIGNED) == 2
    paper.withdraw(reason="Đổi ý", by=minh)
    assert HelperAssignment.now_for(case.id).name == "Ông Tạ"


@pytest.mark.either_database
def test_what_was_replaced_since_is_left_as_it_was(case, body, minh):
    first = helps(case, body, minh, "Ông Tạ")
    helps(case, body, minh, "Bà Sen")
    first.withdraw(reason="Nhầm", by=minh)

    assert HelperAssignment.now_for(case.id).name == "Bà Sen"


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("values", "no"),
    [
        ({"giup_tu": "sớm"}, DayUnread),
        ({"thu_lao": "500.000 đ"}, PayUnread),
        ({"thu_lao": "90%"}, PaidTooMuch),
    ],
)
def test_what_the_record_could_not_follow_gets_no_number(case, body, minh, values, no):
    document = draft("helper", case, body, minh)
    with pytest.raises(no):
        numbered(document, minh, **({"giup_tu": printed(), "thu_lao": ""} | values))

    assert (document.status, document.number) == (DocumentStatus.DRAFT, None)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("text", "percent"),
    [("", 0), ("60%", 60), ("0,6 mức lương cơ sở một tháng", 60), ("0,55 lần mức lương cơ sở", 55)],
)
def test_a_pay_is_read_as_papers_print_it(text, percent):
    assert share_of(text) == percent


def test_a_teams_decision_sets_up_the_team_it_prints(duc_xuan, body, minh):
    paper = sets_team(duc_xuan, body, minh)

    team = Team.now_in(duc_xuan.id)
    assert (team.decision_number, team.decided_on, team.since) == (paper.sign, today(), today())
    assert [(m.place, m.name, m.post) for m in team.members_now()] == [
        (TeamPlace.LEADER, "Hà Văn Dũng", "Công an phường"),
        (TeamPlace.DEPUTY, "Lò Thị Hoa", "Trạm Y tế"),
        (TeamPlace.OTHER, "Ma Văn Sáu", "Trưởng thôn"),
        (TeamPlace.OTHER, "Bà Bảy", ""),
    ]


def test_withdrawing_a_teams_decision_brings_back_the_team_before(duc_xuan, body, minh):
    sets_team(duc_xuan, body, minh)
    before = Team.now_in(duc_xuan.id)
    paper = sets_team(duc_xuan, body, minh, "Ông Mới, Công an phường")
    assert Team.now_in(duc_xuan.id).members_now()[0].name == "Ông Mới"

    paper.withdraw(reason="Sai tên", by=minh)
    db.session.commit()
    assert Team.now_in(duc_xuan.id) is before
    assert before.members_now()[0].name == "Hà Văn Dũng"


@pytest.mark.either_database
def test_who_left_the_team_on_the_day_it_was_replaced_does_not_come_back(duc_xuan, body, minh):
    sets_team(duc_xuan, body, minh)
    before = Team.now_in(duc_xuan.id)
    leader, *_ = before.members_now()
    leader.leave(today(), by=minh)
    stays = before.add(TeamPlace.OTHER, "Ma Thị Sim", "Hội Phụ nữ", since=today(), by=minh)
    paper = sets_team(duc_xuan, body, minh, "Ông Mới, Công an phường")

    paper.withdraw(reason="Sai tên", by=minh)
    db.session.commit()
    assert leader.until == today()
    assert stays in before.members_now()
    assert leader not in before.members_now()


@pytest.mark.either_database
def test_an_act_that_stands_by_a_paper_is_undone_only_with_it(case, body, minh):
    paper = numbered(draft("decision", case, body, minh), minh)
    paper.issue(WORD, by=minh)
    [act] = [act for act in Act.of(case.id) if act.kind == ActKind.DECIDED]

    with pytest.raises(WrittenByPaper):
        act.take_back(by=minh)
    paper.withdraw(reason="In nhầm", by=minh)
    assert act.taken_back_at is not None

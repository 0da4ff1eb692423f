"""G26: two people open the same record and both save. One is kept; the other is told, and keeps
their typing. Never do both believe that theirs was saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import Assignment
from reintegrate.models.audit import broken_rows
from reintegrate.models.case import Case
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import Section
from reintegrate.models.need import Need
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import Role, User
from tests import cast
from tests.browser import filled_in
from tests.case_recount import faults_of
from tests.intakes import answer, begin_intake
from tests.trust.answers import day
from tests.trust.crowd import alone, at_once
from tests.trust.scene import Scene
from tests.trust.scenery import key, user
from tests.trust.visitor import Visitor

ROUNDS = 24
"""Of each kind, every second one in the same moment."""

SAVED = ('class="notice ok"', 'class="receipt')
TOLD = ('class="notice', "error-summary")
Fields = dict[str, Any]


@dataclass
class Attempt:
    """What one of the two was told in the end. `quiet`: saved means sent on without a word."""

    status: int
    page: str
    wanted: str
    quiet: bool

    @property
    def believes(self) -> bool:
        return self.status == 303 if self.quiet else any(mark in self.page for mark in SAVED)

    @property
    def was_told(self) -> bool:
        return not self.believes and any(mark in self.page for mark in TOLD)


@dataclass
class Edit:
    """One kind of meeting. `of` makes or finds the record; `where` gives both addresses, `says`
    what both change there; `now` reads what is kept."""

    who: tuple[str, str]
    of: Callable[[Scene, int], int]
    where: Callable[[int], tuple[str, str]]
    says: Callable[[int, int], tuple[Fields, Fields]]
    now: Callable[[int], str]
    opened: bool = True
    """Whether there is a page to fill in, or only a button."""
    quiet: bool = False


def same(path: str) -> Callable[[int], tuple[str, str]]:
    return lambda number: (path.format(number), path.format(number))


def both(name: str, text: str) -> Callable[[int, int], tuple[Fields, Fields]]:
    return lambda number, turn: ({name: f"{text} A{turn}"}, {name: f"{text} B{turn}"})


def the_case(scene: Scene, turn: int) -> int:
    return scene.ours.ids["case"]


def another_worker(number: int, turn: int) -> tuple[Fields, Fields]:
    """Two who do not answer for it at present."""
    present = db.session.get_one(Case, number).worker_id
    free = [user(name).id for name in ("lan", "khanh", "moc")]
    free = [worker for worker in free if worker != present]
    return {"worker": str(free[0])}, {"worker": str(free[-1])}


def an_offer(scene: Scene, turn: int) -> int:
    case, lan = db.session.get_one(Case, scene.ours.ids["case"]), user("lan")
    case.worker_id = lan.id
    need = Need.state(case, key=key(), kind_code="job", words="", by=lan, once_more=True)
    agency = db.session.scalars(select(Agency).where(Agency.code == cast.WOMEN)).one()
    return Assignment.offer(
        need,
        key=key(),
        agency=agency,
        service_code="family_support",
        due_on=today() + timedelta(days=7),
        request="Xin giúp.",
        shares_phone=False,
        by=lan,
    ).id


def a_transfer(scene: Scene, turn: int) -> int:
    case = cast.open_case(area=cast.area(cast.DUC_XUAN), by=user("minh"), worker=user("lan"))
    return Transfer.propose(
        case,
        key=key(),
        to_area=cast.area(cast.BAC_KAN),
        moved_on=today(),
        new_address="Tổ 5",
        reason="Về ở với mẹ.",
        by=user("lan"),
    ).id


def an_intake(scene: Scene, turn: int) -> int:
    lan = user("lan")
    intake = answer(begin_intake(lan), lan, who={"name": f"Hoàng Văn T{turn}"})
    intake.submit(by=lan)
    return intake.id


def named(number: int) -> str:
    sheets = db.session.get_one(Intake, number).sheets()
    return str(sheets[Section.WHO]["name"])


def later(days: int) -> dict[str, str]:
    """A day so far ahead that it needs a reason."""
    return {"next_on": day(days), "next_because": "going_well"}


EDITS = {
    "a person's details": Edit(
        ("lan", "minh"),
        the_case,
        same("/cases/{}/person"),
        both("name", "Nguyễn Văn"),
        lambda number: db.session.get_one(Case, number).person.name,
    ),
    "where they live": Edit(
        ("lan", "dung"),
        the_case,
        same("/cases/{}/residence"),
        both("address", "Tổ"),
        lambda number: str(db.session.get_one(Case, number).person.address),
    ),
    "who answers": Edit(
        ("minh", "dung"),
        the_case,
        same("/cases/{}/worker"),
        another_worker,
        lambda number: str(db.session.get_one(Case, number).worker_id),
    ),
    "the next date": Edit(
        ("lan", "lan"),
        the_case,
        same("/cases/{}/follow-up"),
        lambda number, turn: (later(2 * turn + 8), later(2 * turn + 9)),
        lambda number: db.session.get_one(Case, number).next_due_on.strftime("%d/%m/%Y"),
    ),
    "an intake's section": Edit(
        ("lan", "lan"),
        lambda scene, turn: scene.ours.ids["draft"],
        same("/intakes/{}/who"),
        both("name", "Nguyễn Văn"),
        named,
        quiet=True,
    ),
    "an account": Edit(
        ("admin", "admin"),
        lambda scene, turn: scene.ours.ids["user"],
        same("/admin/users/{}"),
        both("title", "Tổ"),
        lambda number: db.session.get_one(User, number).title,
    ),
    "an agency's answer": Edit(
        ("mai", "mai"),
        an_offer,
        lambda number: (f"/assignments/{number}/acceptance", f"/assignments/{number}/refusal"),
        lambda number, turn: ({"": "accepted"}, {"reason": "declined"}),
        lambda number: str(db.session.get_one(Assignment, number).status),
        opened=False,
    ),
    "a ward's answer": Edit(
        ("tuan", "tuan"),
        a_transfer,
        lambda number: (f"/transfers/{number}/acceptance", f"/transfers/{number}/refusal"),
        lambda number, turn: ({"": "accepted"}, {"reason": "declined"}),
        lambda number: str(db.session.get_one(Transfer, number).status),
        opened=False,
    ),
    "taking back and accepting": Edit(
        ("minh", "tuan"),
        a_transfer,
        lambda number: (f"/transfers/{number}/withdrawal", f"/transfers/{number}/acceptance"),
        lambda number, turn: ({"": "withdrawn"}, {"": "accepted"}),
        lambda number: str(db.session.get_one(Transfer, number).status),
        opened=False,
    ),
    "a decision": Edit(
        ("minh", "dung"),
        an_intake,
        same("/intakes/{}/decision"),
        lambda number, turn: (
            {"answer": "accept", "": "accepted"},
            {"answer": "return", "reason": "Thiếu.", "": "returned"},
        ),
        lambda number: str(db.session.get_one(Intake, number).status),
    ),
}


def form_on(visitor: Visitor, path: str, fields: Fields) -> Fields:
    """The form of this page with these fields, as it was filled in, and then changed."""
    page = BeautifulSoup(visitor.get(path).get_data(as_text=True), "html.parser")
    names = [name for name in fields if name]
    fitting = [
        form
        for form in page.select("main form[method=post]")
        if all(form.select_one(f"[name={name}]") for name in names)
    ]
    assert fitting, (path, names)
    asked = next((f for f in fitting if filled_in(f).get("answer") == [fields.get("answer")]), None)
    return filled_in(asked or fitting[0])


def attempt(visitor: Visitor, path: str, fields: Fields, quiet: bool) -> Attempt:
    wanted = fields.get("", next(iter(fields.values())))
    result = visitor.post(path, **{name: text for name, text in fields.items() if name})
    page = visitor.get(result.location) if result.location else result
    return Attempt(result.status_code, page.get_data(as_text=True), str(wanted), quiet)


def meet(edit: Edit, visitors: list[Visitor], number: int, turn: int) -> list[Attempt]:
    """Both open, then both save."""
    works = []
    changes = edit.says(number, turn)
    db.session.commit()
    for visitor, path, change in zip(visitors, edit.where(number), changes, strict=True):
        fields = (form_on(visitor, path, change) if edit.opened else {}) | change
        works.append(lambda v=visitor, p=path, f=change, g=fields: attempt(v, p, f | g, edit.quiet))
    return at_once(*works) if turn % 2 else [work() for work in works]


@pytest.mark.parametrize("what", EDITS)
def test_one_is_kept_and_the_other_is_told(
    scene: Scene, what: str, record_property: Callable[[str, object], None]
) -> None:
    edit = EDITS[what]
    duc_xuan = cast.area(cast.DUC_XUAN)
    User.add(
        username="moc", name="Lò Thị Mộc", role=Role.SOCIAL_WORKER, by=user("admin"), area=duc_xuan
    )
    db.session.commit()
    visitors = alone([Visitor(scene.app, who) for who in edit.who])
    for turn in range(ROUNDS):
        number = edit.of(scene, turn)
        attempts = meet(edit, list(visitors), number, turn)
        db.session.rollback()
        db.session.expire_all()

        assert all(one.status < 500 for one in attempts), [one.status for one in attempts]
        believing = [one for one in attempts if one.believes]
        assert len(believing) == 1, (turn, [(one.status, one.wanted) for one in attempts])
        (other,) = (one for one in attempts if one is not believing[0])
        assert other.was_told, other.page
        assert edit.now(number) == believing[0].wanted
        if edit.opened and what not in {"who answers", "a decision"}:
            assert other.wanted in other.page, "what they typed is gone"
    case = db.session.get_one(Case, scene.ours.ids["case"])
    assert faults_of(case) == []
    assert list(broken_rows()) == []
    record_property(f"G26 {db.engine.name}: {what}", f"{ROUNDS} pairs, 0 silent")


def test_of_two_ended_cases_of_one_person_only_one_is_opened_again(scene: Scene) -> None:
    """Two officials, two cases, one person: one stay at a time."""
    visitors = alone([Visitor(scene.app, "minh"), Visitor(scene.app, "dung")])
    answers = {"reason": "Nhầm.", "next_on": day(3)}
    for _ in range(6):
        earlier, later = (
            cast.open_case(area=cast.area(cast.DUC_XUAN), by=user("minh")) for _ in range(2)
        )
        later.person_id = earlier.person_id
        for case in (earlier, later):
            case.close(outcome_code="completed", on=today(), by=user("minh"))
        numbers = earlier.id, later.id
        db.session.commit()
        at_once(
            *[
                lambda v=v, n=n: v.post(f"/cases/{n}/reopening", **answers)
                for v, n in zip(visitors, numbers, strict=True)
            ]
        )
        db.session.expire_all()
        assert sum(db.session.get_one(Case, number).is_open for number in numbers) == 1

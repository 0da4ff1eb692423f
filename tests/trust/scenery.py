"""Two wards with a record of every kind, each text in it a marker that says whose it is.

Lan's in Đức Xuân are `OURS`; Hoa's in Bắc Kạn mirror them: `THEIRS`.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.agency import Agency
from reintegrate.models.assignment import SHARING, Assignment
from reintegrate.models.case import Case
from reintegrate.models.consent import Consent
from reintegrate.models.held_form import hold
from reintegrate.models.intake import Intake
from reintegrate.models.intake_answers import Section
from reintegrate.models.need import Need
from reintegrate.models.offline_device import OfflineDevice
from reintegrate.models.person import PhoneOwner, Relative
from reintegrate.models.transfer import Transfer
from reintegrate.models.user import User
from reintegrate.models.user_session import UserSession
from tests import cast
from tests.intakes import consents
from tests.trust.scenery_agencies import helped
from tests.trust.scenery_areas import areas
from tests.trust.scenery_clock import clock
from tests.trust.scenery_community import community
from tests.trust.scenery_life import file_of
from tests.trust.scenery_once import once
from tests.trust.scenery_papers import papers
from tests.trust.scenery_privacy import own_data
from tests.trust.scenery_progress import attach
from tests.trust.scenery_reminders import remind
from tests.trust.scenery_reports import reported
from tests.trust.scenery_schedule import schedule
from tests.trust.scenery_supports import supports
from tests.trust.scenery_watch import watch

UNUSED = 987654
"""No record has this number."""

LETTERS = "bcdfghjklmnprstv"
"""Of the markers: a word with a digit in it would be searched for as a number."""


def key() -> str:
    return str(uuid.uuid4())


def user(name: str) -> User:
    found = User.named(name)
    assert found is not None, name
    return found


@dataclass
class Side:
    """One ward's part of the scenery: who is in it, which records, and the marker of each text."""

    letter: str
    ward: str
    worker: str
    official: str
    agency: str
    asked: str
    """Who works at that agency."""
    next_ward: str
    next_staff: str
    ids: dict[str, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def mark(self, what: str) -> str:
        """A word nobody else writes; asked again, the same."""
        number, letters = len(self.marks), ""
        for _ in range(3):
            number, last = divmod(number, len(LETTERS))
            letters = LETTERS[last] + letters
        return self.marks.setdefault(what, f"qx{self.letter}{letters}zw")

    def digits(self, what: str, length: int) -> str:
        start = "0981" if self.letter == "a" else "0982"
        number = len(self.marks)
        return self.marks.setdefault(what, start + str(number + 77).rjust(length - 4, "3"))


def ours() -> Side:
    wards = cast.DUC_XUAN, "lan", "minh", cast.WOMEN, "mai", cast.BAC_KAN, "tuan"
    return Side("a", *wards)


def theirs() -> Side:
    wards = cast.BAC_KAN, "hoa", "tuan", cast.TRAINING, "son", cast.PHONG_QUANG, "phuong"
    return Side("b", *wards)


def stage(side: Side) -> None:
    """Make every record of this side, by the verbs."""
    main = person_and_case(side, "main", worker=side.worker)
    side.ids["case"] = main.id
    support(side, main)
    supports(side, main, user(side.worker))
    attach(side, user(side.worker))
    helped(side, main, user(side.asked))
    colleagues(side)
    file_of(side, main, user(side.official))
    papers(side, main, user(side.official))
    endings(side)
    transfers(side)
    intakes(side)
    side.ids["user"] = user(side.worker).id
    row, _ = UserSession.start(user(side.worker), device="phone")
    side.ids["session"] = row.id
    phone, _ = OfflineDevice.switch_on(user(side.worker), label="phone")
    side.ids["offline_device"] = phone.id
    remind(side, main, user(side.worker))
    wards = {"ward": cast.area(side.ward), "next_ward": cast.area(side.next_ward)}
    once(side, **wards, worker=user(side.worker), official=user(side.official))
    watch(
        side,
        ward=wards["ward"],
        next_ward=wards["next_ward"],
        worker=user(side.worker),
        official=user(side.official),
    )
    own_data(side, main, user(side.worker))
    community(side, worker=user(side.worker), official=user(side.official))
    schedule(side, main, user(side.worker), user(side.official))
    areas(side, ward=wards["ward"], admin=user("admin"))
    reported(side, ward=wards["ward"], official=user(side.official))
    clock(side, main, user(side.official))
    typed = {"note": [side.mark("typing: note")]}
    hold(user(side.worker), f"/cases/{main.id}/contacts/new", typed)
    db.session.commit()


def person_and_case(side: Side, who: str, *, worker: str | None = None) -> Case:
    """An open case; every text about its person is marked `who: field`."""
    case = cast.open_case(
        area=cast.area(side.ward),
        by=user(side.official),
        worker=user(worker) if worker else None,
        name=f"Nguyễn {side.mark(f'{who}: name')}",
    )
    person = case.person
    person.other_names = side.mark(f"{who}: other names")
    person.be_known_in(case.area_id)
    person.language = side.mark(f"{who}: language")
    person.education = side.mark(f"{who}: education")
    person.occupation = side.mark(f"{who}: occupation")
    person.live_at(
        side.mark(f"{who}: address"),
        phone=side.digits(f"{who}: phone", 10),
        owner=PhoneOwner.OWN,
        may_name_service=True,
    )
    number = side.digits(f"{who}: paper", 12)
    person.add_paper("citizen_id", number, None, side.mark(f"{who}: paper issued by"))
    db.session.add(
        Relative(
            person_id=person.id,
            relation_code="mother",
            name=side.mark(f"{who}: relative"),
            occupation=side.mark(f"{who}: relative's occupation"),
            phone=side.digits(f"{who}: relative's phone", 10),
            address=side.mark(f"{who}: relative's address"),
        )
    )
    case.rehabilitation_place = side.mark(f"{who}: place")
    case.decision_number = side.mark(f"{who}: decision")
    db.session.commit()
    return case


def support(side: Side, case: Case) -> None:
    """Notes, needs, a consent, and one request to the agency in every state."""
    by, asked = user(side.worker), user(side.asked)
    cast.log_contact(case, by, note=side.mark("main: note"))
    cast.log_contact(case, by, note=side.mark("main: sensitive note"), sensitive=True)
    consent = Consent.record(case, purpose_code=SHARING, given=True, by=by)
    side.ids["consent"] = consent.id
    words = side.mark("need: words")
    side.ids["need"] = Need.state(case, key=key(), kind_code="job", words=words, by=by).id
    for state in ("offered", "accepted", "declined", "finished", "withdrawn"):
        side.ids[state] = request(side, case, state).id
    accepted = db.session.get_one(Assignment, side.ids["accepted"])
    accepted.say(side.mark("accepted: worker's message"), key=key(), by=by)
    accepted.say(side.mark("accepted: agency's message"), key=key(), by=asked)
    db.session.commit()


def request(side: Side, case: Case, state: str) -> Assignment:
    by, asked = user(side.worker), user(side.asked)
    words = side.mark(f"{state}: need's words")
    need = Need.state(
        case, key=key(), kind_code="family_relations", words=words, by=by, once_more=True
    )
    agency = db.session.scalars(select(Agency).where(Agency.code == side.agency)).one()
    assignment = Assignment.offer(
        need,
        key=key(),
        agency=agency,
        service_code="family_support",
        due_on=today() + timedelta(days=7),
        request=side.mark(f"{state}: request"),
        shares_phone=False,
        by=by,
    )
    if state in ("accepted", "finished"):
        assignment.accept(by=asked)
    if state == "declined":
        assignment.decline(reason=side.mark("declined: reason"), by=asked)
    if state == "finished":
        assignment.end(result=side.mark("finished: result"), helped=True, by=asked)
    if state == "withdrawn":
        assignment.withdraw(by=by)
    db.session.flush()
    return assignment


def colleagues(side: Side) -> None:
    """A case nobody answers for, with nothing but its statutory file."""
    side.ids["unassigned"] = person_and_case(side, "unassigned").id


def endings(side: Side) -> None:
    case = person_and_case(side, "ended", worker=side.worker)
    by = user(side.official)
    cast.log_contact(case, user(side.worker), note=side.mark("ended: note"))
    case.close(outcome_code="completed", on=today(), by=by)
    case.reopen(reason=side.mark("ended: reopened because"), next_due_on=today(), by=by)
    case.close(outcome_code="completed", on=today(), by=by)
    side.ids["ended"] = case.id


def transfers(side: Side) -> None:
    """One that waits, one declined, and one accepted, whose case is the next ward's now."""
    there = user(side.next_staff)
    waiting = transfer(side, "moving")
    declined = transfer(side, "refused")
    declined.decline(reason=side.mark("refused: decline reason"), by=there)
    accepted = transfer(side, "gone")
    accepted.accept(by=there)
    db.session.commit()
    side.ids |= {"transfer": waiting.id, "refused": declined.id, "gone": accepted.id}
    side.ids |= {"moving": waiting.case_id, "moved": accepted.case_id}


def transfer(side: Side, who: str) -> Transfer:
    case = person_and_case(side, who, worker=side.worker)
    cast.log_contact(case, user(side.worker), note=side.mark(f"{who}: note"))
    return Transfer.propose(
        case,
        key=key(),
        to_area=cast.area(side.next_ward),
        moved_on=today(),
        new_address=side.mark(f"{who}: new address"),
        reason=side.mark(f"{who}: reason"),
        by=user(side.worker),
    )


def intakes(side: Side) -> None:
    """A draft, one that waits, and one sent back."""
    for state in ("draft", "submitted", "returned"):
        intake = Intake.begin(key=key(), by=user(side.worker), once_more=True)
        for section, answers in answers_of(side, state).items():
            intake.save(section, answers, by=user(side.worker))
        if state != "draft":
            intake.submit(by=user(side.worker))
        if state == "returned":
            intake.send_back(side.mark("returned: because"), by=user(side.official))
        side.ids[state] = intake.id
    db.session.commit()


def answers_of(side: Side, state: str) -> dict[Section, dict[str, Any]]:
    """Every text of every section, marked with the state of its intake."""
    return statutory_answers(side, state) | {
        Section.NEEDS: {
            "any": "yes",
            "kinds": ["job"],
            "words": side.mark(f"{state}: need's words"),
        },
        Section.CONSENTS: consents(support_notes="yes", share_with_agency="no"),
    }


def statutory_answers(side: Side, state: str) -> dict[Section, dict[str, Any]]:
    def said(what: str) -> str:
        return side.mark(f"{state}: {what}")

    return {
        Section.WHO: {
            "name": f"Nguyễn {said('name')}",
            "other_names": said("other names"),
            "sex": "male",
            "birth": "1990",
            "language": said("language"),
        },
        Section.PAPERS: {"any": "yes", "papers": [paper(side, state)]},
        Section.RESIDENCE: {
            "address": said("address"),
            "phone": side.digits(f"{state}: phone", 10),
            "phone_owner": "own",
            "may_name_service": "no",
        },
        Section.FAMILY: {"any": "yes", "relatives": [relative(side, state)]},
        Section.REHABILITATION: {
            "kind": "compulsory",
            "place": said("place"),
            "completed_on": (today() - timedelta(days=10)).isoformat(),
            "paper_number": said("paper number"),
            "decision_number": said("decision"),
        },
        Section.WORK: {
            "employment": "working",
            **{field: said(field) for field in ("education", "occupation", "workplace")},
            **{field: said(field) for field in ("skills", "hopes")},
        },
    }


def paper(side: Side, state: str) -> dict[str, str]:
    return {
        "kind": "citizen_id",
        "number": side.digits(f"{state}: paper", 12),
        "issued_by": side.mark(f"{state}: paper issued by"),
    }


def relative(side: Side, state: str) -> dict[str, str]:
    return {
        "relation": "mother",
        "name": side.mark(f"{state}: relative"),
        "occupation": side.mark(f"{state}: relative's occupation"),
        "phone": side.digits(f"{state}: relative's phone", 10),
        "address": side.mark(f"{state}: relative's address"),
    }

"""A question to another ward, and two rows of one person, for the scenery."""

import uuid
from datetime import timedelta
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.area import Area
from reintegrate.models.case import Case
from reintegrate.models.hosted_stay import HostedStay
from reintegrate.models.inquiry import Inquiry, InquiryReason
from reintegrate.models.joining import Joining
from reintegrate.models.user import User
from tests import cast


def ask_about(name: str, *, to: Area, by: User, paper_number: str = "") -> Inquiry:
    return Inquiry.ask(
        key=str(uuid.uuid4()),
        to_area=to,
        name=name,
        birth_year=1990,
        paper_number=paper_number,
        reason=InquiryReason.LIVES_HERE,
        by=by,
    )


def stay_of(case: Case, *, host: Area, address: str, by: User) -> HostedStay:
    return HostedStay.ask(
        case,
        key=str(uuid.uuid4()),
        host_area=host,
        first_day=today(),
        last_day=today() + timedelta(days=20),
        address=address,
        by=by,
    )


def once(side: Any, *, ward: Area, next_ward: Area, worker: User, official: User) -> None:
    """`side` gets an inquiry, a person whom somebody else may be, and a joining."""
    side.ids["inquiry"] = ask_about(side.mark("inquiry: name"), to=next_ward, by=worker).id
    main = db.session.get_one(Case, side.ids["case"])
    stay = stay_of(main, host=next_ward, address=side.mark("stay: address"), by=worker)
    side.ids["stay"] = stay.id
    kept = cast.open_case(area=ward, by=official, name=f"Lò {side.mark('joined: name')}")
    other = cast.open_case(area=ward, by=official, name=f"Lò {side.mark('joined: other name')}")
    other.close(outcome_code="completed", on=today(), by=official)
    joining = Joining.join(
        kept.person,
        other.person,
        key=str(uuid.uuid4()),
        area_id=ward.id,
        taken=set(),
        by=official,
    )
    side.ids["joining"], side.ids["joined"] = joining.id, kept.person_id


# Two rows are joined twice by tests of their own: of the scene's, one is gone already.
ANSWERS_OF_ONCE: dict[str, Any] = {
    "inquiries.say_known": lambda day, key: {"case_id": "1"},
    "inquiries.say_unknown": lambda day, key: {},
    "inquiries.withdraw": lambda day, key: {},
    "intakes.discard": lambda day, key: {},
    "intakes.take_up_again": lambda day, key: {},
    "joinings.join": lambda day, key: {},
    "joinings.separate": lambda day, key: {},
    "offline.finish_online": lambda day, key: {},
    "offline.revoke": lambda day, key: {},
    "offline.switch_on": lambda day, key: {"label": "Điện thoại"},
    "offline.take_list": lambda day, key: {},
    "stays.decline": lambda day, key: {},
    "stays.end": lambda day, key: {},
    "stays.host": lambda day, key: {"worker": "1"},
    "stays.log": lambda day, key: {
        "key": key,
        "outcome": "met",
        "channel": "home_visit",
        "happened_on": day(),
        "note": "",
    },
    "stays.new": lambda day, key: {
        "key": key,
        "host_area": "1",
        "address": "Tổ 2",
        "first_day": day(),
        "last_day": day(20),
    },
    "people.alike": lambda day, key: {"q": "Người Nào Đó"},
}

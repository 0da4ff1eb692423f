"""The schedule's part of the scenery: a contact put right and added to, a try, a group entry, days
away, and the ward's own templates; each text marked."""

import uuid
from datetime import timedelta
from typing import Any

from reintegrate.db import db, today
from reintegrate.models.activity_set import ActivitySet, Planned
from reintegrate.models.case import Case
from reintegrate.models.contact_correction import add_to, correct
from reintegrate.models.group_activity import GroupActivity
from reintegrate.models.leave import Leave, LeaveKind
from reintegrate.models.outcome_rule import outcome_coded
from reintegrate.models.rhythm import Rhythm, Stretch
from reintegrate.models.user import User
from tests import cast
from tests.trust.scenery_reminders import stand_in


def key() -> str:
    return str(uuid.uuid4())


def schedule(side: Any, case: Case, worker: User, official: User) -> None:
    """`side` is a Side of scenery.py, which imports this."""
    contact = cast.log_contact(
        case, worker, note=side.mark("contact: before"), sensitive=True, channel="phone"
    )
    correct(
        contact,
        outcome=outcome_coded("met"),
        channel_code="office",
        happened_on=today(),
        note=side.mark("contact: corrected"),
        sensitive=True,
        present=["family"],
        by=worker,
    )
    words = side.mark("contact: added")
    add_to(contact, key=key(), text=words, sensitive=False, by=worker)
    group = GroupActivity.log(
        [case],
        key=key(),
        by=worker,
        outcome=outcome_coded("met"),
        channel_code="group",
        happened_on=today(),
        note=side.mark("group: note"),
    )
    leave, rhythm, made = kept_by_the_ward(side, case, worker, official)
    side.ids |= {"contact": contact.id, "group": group.id, "leave": leave.id}
    side.ids |= {"rhythm": rhythm.id, "set": made.id}
    db.session.commit()


def kept_by_the_ward(side: Any, case: Case, worker: User, official: User) -> Any:
    """Days away, and templates of its own."""
    days = {"first_day": today() + timedelta(days=40), "last_day": today() + timedelta(days=41)}
    leave = Leave.enter(worker, key=key(), kind=LeaveKind.SICK, by=worker, **days)
    own = {"area": case.area, "by": official}
    rhythm = Rhythm.make(
        code=f"own-{side.letter}",
        name=side.mark("rhythm: name"),
        steps=[Stretch(0, 2), Stretch(None, 9)],
        **own,
    )
    rhythm.change([Stretch(0, 2), Stretch(None, 8)], why=side.mark("rhythm: why"), by=official)
    made = ActivitySet.make(
        code=f"own-{side.letter}",
        name=side.mark("set: name"),
        items=[Planned("family_talk", 5)],
        **own,
    )
    side.ids["cover"] = stand_in(side, leave, worker)
    return leave, rhythm, made


ANSWERS_OF_SCHEDULE: dict[str, Any] = {
    "contacts.keep_draft": lambda day, key: {"note": "Đang viết"},
    "notes.correction": lambda day, key: {
        "version": "2",
        "outcome": "met",
        "channel": "phone",
        "happened_on": day(0),
        "note": "Viết lại",
    },
    "notes.add": lambda day, key: {"key": key, "text": "Thêm một ý"},
    "notes.next_step": lambda day, key: {},
    "leave.cancel": lambda day, key: {},
    "activities.apply": lambda day, key: {"activity_set": "1"},
    "activities.add": lambda day, key: {"kind": "papers_check", "due_on": day(5)},
    "activities.drop": lambda day, key: {"kind": "review"},
    "activities.choose_rhythm": lambda day, key: {"version": "1", "rhythm": "3"},
    "schedule.rhythm": lambda day, key: {
        "version": "1",
        "name_vi": "Nhịp",
        "name_en": "Rhythm",
        "first_days": "3",
        "every_1": "10",
    },
    "outcomes.show": lambda day, key: {
        "version": "1",
        "try_again_days": "4",
        "tell_after": "3",
        "from_family": "1",
        "because": "Theo góp ý.",
    },
    "schedule.usual": lambda day, key: {},
    "schedule.retire": lambda day, key: {},
    "schedule.retire_set": lambda day, key: {},
    "schedule.new_rhythm": lambda day, key: {"name": "Của phường", "source": "1"},
    "schedule.new_set": lambda day, key: {"name": "Của phường", "source": "1"},
    "schedule.activity_set": lambda day, key: {
        "version": "1",
        "name_vi": "Bộ",
        "name_en": "Set",
        "after_family_talk": "4",
    },
}
"""What each of its posts is sent, by endpoint: of a day so far from today, and a new key."""

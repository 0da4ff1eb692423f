"""A text reminder that waits, and what its worker chose for themselves: part of the scenery."""

import uuid
from typing import Any

from reintegrate.db import db
from reintegrate.models.api_token import ApiToken
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.consent import Consent
from reintegrate.models.cover import Cover
from reintegrate.models.digest import Digest
from reintegrate.models.leave import Leave
from reintegrate.models.reminder import REMINDING, Reminder, ReminderTime
from reintegrate.models.user import Role, User


def remind(side: Any, case: Case, by: User) -> None:
    """Consent and text; nothing leaves while the scene stands."""
    Consent.record(case, purpose_code=REMINDING, given=True, by=by)
    reminder = Reminder.write(
        case,
        key=str(uuid.uuid4()),
        wording=db.session.get_one(ReminderWording, "own_plain"),
        text=f"Nhắc hẹn {side.mark('reminder: text')}",
        when=ReminderTime.THAT_MORNING,
        by=by,
    )
    side.ids["reminder"] = reminder.id
    Digest.held(by).ask_for(f"{side.mark('digest: address')}@example.vn", by=by)
    CalendarFeed.open(by, language="vi", by=by)
    key, _ = ApiToken.make(
        key=str(uuid.uuid4()), name=side.mark("api token: name"), grants=[], days=9, by=by
    )
    side.ids["api_token"] = key.id


def stand_in(side: Any, leave: Leave, worker: User) -> int:
    """Somebody else of the ward stands in on days still to come."""
    other = User.add(
        username=f"stand-in-{side.letter}",
        name="Đinh Văn Thay",
        role=Role.SOCIAL_WORKER,
        by=worker,
        area=worker.area,
    )
    return Cover.give(leave, other, key=str(uuid.uuid4()), by=worker).id


# Two of these have a key and are posted twice in tests of their own, where they can be made at all:
# of the scene's case one is made already.
ANSWERS_OF_NUDGES: dict[str, Any] = {
    "api_tokens.end": lambda day, key: {},
    "api_tokens.index": lambda day, key: {
        "key": key,
        "name": "Bảng tính",
        "days": "7",
        "present": "reintegrate-demo",
    },
    "covers.end": lambda day, key: {},
    "covers.new": lambda day, key: {"stand_in": "3"},
    "nudges.calendar": lambda day, key: {},
    "nudges.close_calendar": lambda day, key: {},
    "nudges.digest": lambda day, key: {
        "version": "0",
        "rhythm": "workdays",
        "address": "moi@example.vn",
    },
    "nudges.forget_address": lambda day, key: {},
    "nudges.prove": lambda day, key: {"code": "123456"},
    "nudges.see": lambda day, key: {"up_to": "99999"},
    "reminders.index": lambda day, key: {"wording": "own_plain", "when": "now"},
    "reminders.take_back": lambda day, key: {},
    "reminders.wording": lambda day, key: {"version": "1", "text": "Anh/chị có hẹn {day}."},
}

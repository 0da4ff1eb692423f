"""A text reminder that waits, and what its worker chose for themselves: part of the scenery."""

import uuid
from typing import Any

from reintegrate.db import db
from reintegrate.models.calendar_feed import CalendarFeed
from reintegrate.models.case import Case
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.consent import Consent
from reintegrate.models.digest import Digest
from reintegrate.models.reminder import REMINDING, Reminder, ReminderTime
from reintegrate.models.user import User


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

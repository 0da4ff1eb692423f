"""What is written about a temporary stay, and what the ward there writes down."""

from datetime import timedelta
from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Day, LongText, Select, Text
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

LONGEST = timedelta(days=183)


class StayForm(CreateForm):
    """Wards to choose from are given by the view."""

    host_area = Select(_l("Ward or commune where they stay"))
    address = Text(_l("Where they stay"), hint=_l("House number, street or hamlet."))
    first_day = Day(_l("From"), default=today)
    last_day = Day(_l("Until"), hint=_l("The last day. After it only your ward meets them."))

    def validate_last_day(self, field: Any) -> None:
        if not field.data or not self.first_day.data:
            return
        if field.data < max(self.first_day.data, today()):
            raise ValidationError(_l("The last day is before the first, or over."))
        if field.data - self.first_day.data > LONGEST:
            raise ValidationError(_l("Longer than half a year: propose a transfer instead."))


class HostForm(PostForm):
    worker = Select(_l("Who will meet them"))


class MeetingForm(CreateForm):
    """One contact there; what is next stays the plan of their own ward."""

    outcome = Choice(_l("What came of it"))
    channel = Choice(_l("How you met"))
    happened_on = Day(_l("On which day"), default=today)
    note = LongText(
        _l("Note"),
        required=False,
        hint=_l("Their own ward's worker reads it, nobody else."),
    )

    def validate_happened_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(_l("This day has not come yet."))

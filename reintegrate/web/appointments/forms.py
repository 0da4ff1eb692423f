"""A day on which the person and the agency meet, and whether they did."""

import re
from datetime import time
from typing import Any

from wtforms.validators import Regexp, ValidationError

from reintegrate.db import today
from reintegrate.models.appointment import HAPPENED, Attendance
from reintegrate.web.ui.fields import Choice, Day, Text
from reintegrate.web.ui.forms import CreateForm, EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

HOUR = r"^([01]?\d|2[0-3])[:hHgG.]([0-5]\d)$"


class AppointmentForm(CreateForm):
    """A day to come, or one that was: then with whether they came."""

    day = Day(_l("Day"))
    hour = Text(
        _l("Hour"),
        longest=5,
        render_kw={"size": 5},
        required=False,
        hint=_l("For example 8:30. Empty if it does not matter."),
        validators=[Regexp(HOUR, message=_l("Write the hour like 8:30 or 14:00."))],
    )
    place = Text(
        _l("Where"),
        longest=120,
        required=False,
        hint=_l("The worker reads this too. Nothing about the person."),
    )
    attendance = Choice(_l("Did you meet?"), default=Attendance.PLANNED.value)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.attendance.choices = [(one.value, label(one)) for one in Attendance]

    def validate_attendance(self, field: Any) -> None:
        day = self.day.data
        if day is None or field.errors:
            return
        if field.data == Attendance.PLANNED and day < today():
            raise ValidationError(gettext("This day is past: say whether you met."))
        if field.data in HAPPENED and day > today():
            raise ValidationError(gettext("This day is still to come."))

    @property
    def at(self) -> time | None:
        if not self.hour.data:
            return None
        hour, minute = re.split(r"[:.hHgG]", str(self.hour.data))
        return time(int(hour), int(minute))


class MarkForm(EditForm):
    attendance = Choice(_l("Did you meet?"))

    def offer(self, marks: list[Attendance]) -> None:
        self.attendance.choices = [(one.value, label(one)) for one in marks]

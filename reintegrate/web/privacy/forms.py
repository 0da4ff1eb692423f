"""What an office writes into the privacy page, and the days that count for requests about data."""

from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.models.data_request_rule import MOST_DAYS
from reintegrate.web.ui.fields import LINE, Day, LongText, Number, Text
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

LONGEST = 600


class DetailForm(EditForm):
    words_vi = LongText(
        _l("In Vietnamese"),
        required=False,
        longest=LONGEST,
        hint=_l("Everybody reads this, also without an account. Left empty, it is not set."),
    )
    words_en = LongText(_l("In English"), required=False, longest=LONGEST)


class ClockForm(EditForm):
    """`version` counts all rows of the clock."""

    valid_from = Day(
        _l("Counts for requests from this day on"),
        hint=_l("Today or later. What was asked before keeps its days."),
    )
    acknowledge_working_days = Number(
        _l("Working days to say that it was received"), low=1, high=MOST_DAYS
    )
    days = Number(_l("Days to answer"), low=1, high=MOST_DAYS)
    others_days = Number(
        _l("Days to answer where other bodies have to act too"), low=1, high=MOST_DAYS
    )
    extension_days = Number(_l("Days it may be extended by, once"), low=0, high=MOST_DAYS)
    law = Text(_l("Law and article"), longest=LINE)

    def validate_valid_from(self, field: Any) -> None:
        if field.data and field.data < today():
            raise ValidationError(_l("Today or later: what was asked before keeps its days."))

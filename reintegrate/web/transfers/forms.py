"""What a ward writes when a case moves, and what the other side answers."""

from datetime import timedelta
from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Day, LongText, Select, Text
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

LONGEST_REASON = 1000


class TransferForm(CreateForm):
    """Wards to choose from are given by the view."""

    to_area = Select(_l("Ward or commune they move to"))
    new_address = Text(_l("New address"), hint=_l("House number, street or hamlet."))
    moved_on = Day(_l("Day they moved or will move"), hint=_l("For example 05/02/2026."))
    reason = LongText(
        _l("Why they move"),
        longest=LONGEST_REASON,
        hint=_l("The other ward reads this. Leave out what was said in confidence."),
    )

    def validate_moved_on(self, field: Any) -> None:
        if field.data and not -366 <= (field.data - today()) / timedelta(days=1) <= 92:
            raise ValidationError(_l("Write a day from a year ago to three months ahead."))


class RefusalForm(PostForm):
    reason = LongText(
        _l("Why your ward cannot take the case"),
        longest=LONGEST_REASON,
        hint=_l("The other ward reads this."),
    )

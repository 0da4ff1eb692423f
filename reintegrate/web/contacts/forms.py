"""What is asked about a contact: one page, most of it filled in already."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Day, LongText, Tick
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import CreateForm, EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.next_date import NextDate
from reintegrate.web.ui.outbox import Instant


class ContactForm(NextDate, CreateForm):
    outcome = Choice(_l("What came of it"))
    note = LongText(
        _l("Note"),
        required=False,
        hint=_l("How they are · what is hard · what you helped with · what you agreed"),
    )
    channel = Choice(_l("How you met"))
    happened_on = Day(_l("On which day"), default=today)
    sensitive = Tick(
        _l("This note is sensitive"),
        hint=_l(
            "Tick it when the note would hurt in other hands. It is then left out of everything "
            "printed or passed on, even of the person's own sheet."
        ),
    )

    made_at = Instant()

    earliest: date

    def validate_happened_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))
        if field.data and field.data < self.earliest:
            raise ValidationError(
                gettext("The term began on %(day)s. Check the day.", day=in_words(self.earliest))
            )


class PlanForm(NextDate, EditForm):
    """Only the next date."""

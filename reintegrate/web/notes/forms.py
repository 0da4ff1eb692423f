"""Putting a contact right, adding to it, and what is tried next."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Choices, Day, LongText, Tick
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.note_words import WHY_SENSITIVE


class CorrectionForm(EditForm):
    outcome = Choice(_l("What came of it"))
    note = LongText(_l("Note"), required=False, render_kw={"rows": 6})
    channel = Choice(_l("How you met"))
    happened_on = Day(_l("On which day"))
    present = Choices(_l("Who else was there"))
    sensitive = Tick(_l("This note is sensitive"), hint=WHY_SENSITIVE)

    earliest: date

    def validate_happened_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))
        if field.data and field.data < self.earliest:
            raise ValidationError(
                gettext("The term began on %(day)s. Check the day.", day=in_words(self.earliest))
            )


class AdditionForm(CreateForm):
    text = LongText(_l("What you add"), render_kw={"rows": 5})
    sensitive = Tick(
        _l("This note is sensitive"),
        hint=_l("What is added to a sensitive note is sensitive in any case."),
    )


class StepForm(PostForm):
    step = Choice(_l("What will you try next?"), required=False)

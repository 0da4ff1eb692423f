"""One entry for several people."""

from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choice, Choices, Day, LongText, Tick
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.note_words import WHY_SENSITIVE


class GroupForm(CreateForm):
    people = Choices(_l("Who was there"), coerce=int)
    outcome = Choice(_l("What came of it"))
    channel = Choice(_l("How you met"))
    happened_on = Day(_l("On which day"), default=today)
    note = LongText(
        _l("Note"),
        required=False,
        hint=_l("It stands in each person's case. Name nobody else in it."),
        render_kw={"rows": 4},
    )
    sensitive = Tick(_l("This note is sensitive"), hint=WHY_SENSITIVE)
    next_on = Day(
        _l("The day you agreed on with all of them"),
        required=False,
        hint=_l("Without it each person's next date follows their own rhythm."),
    )

    def validate_happened_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))

    def validate_next_on(self, field: Any) -> None:
        if field.data and field.data < today():
            raise ValidationError(gettext("Choose today or a later day."))

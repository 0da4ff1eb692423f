"""Choosing the words and the hour of a reminder; editing the words it is made from."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import ValidationError

from reintegrate.models.reminder import LONGEST, ReminderTime, names_programme
from reintegrate.web.reminders.words import fault_in
from reintegrate.web.ui.fields import Choice, LongText
from reintegrate.web.ui.forms import CreateForm, EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class ReminderForm(CreateForm):
    """`shown` is a print of the texts the page offered: what is sent is what was read."""

    wording = Choice(_l("The text, exactly as it will be read"))
    when = Choice(_l("When it leaves"))
    shown = HiddenField()

    def offer(self, texts: dict[str, str], shown: str) -> None:
        self.wording.choices = list(texts.items())
        self.when.choices = [(when.value, label(when)) for when in ReminderTime]
        if len(texts) == 1 and not self.wording.raw_data:
            self.wording.data = next(iter(texts))
        if self.when.data in (None, "", "None") and not self.when.raw_data:
            self.when.data = ReminderTime.EVENING_BEFORE.value
        self.fresh = not self.shown.raw_data or self.shown.data == shown
        self.shown.data, self.shown.raw_data = shown, [shown]


class WordingForm(EditForm):
    text = LongText(
        _l("Words of the text"),
        longest=LONGEST,
        hint=_l("{day}, {given}, {worker} and {ward} are filled in when it is sent."),
    )

    def validate_text(self, field: Any) -> None:
        if (fault := fault_in(field.data or "")) is not None:
            raise ValidationError(gettext("Nothing can be filled in for %(what)s.", what=fault))
        if names_programme(field.data or ""):
            raise ValidationError(
                gettext(
                    "These words would tell whoever reads the phone why the person is expected. "
                    "Write without them."
                )
            )

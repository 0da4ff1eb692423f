"""Asking to look, and what the data-protection officer thinks of it."""

from typing import Any

from wtforms import HiddenField, ValidationError
from wtforms.validators import Optional, Regexp

from reintegrate.models.names import words
from reintegrate.models.reveal import HOURS, RevealPart, Review
from reintegrate.web.ui.fields import SHORT, Choice, LongText, Number, Text
from reintegrate.web.ui.forms import CreateForm, EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

FEWEST_WORDS = 5


class RevealForm(CreateForm):
    """Whom it is about is found by the case's number, or by name and year of birth."""

    number = Text(_l("Case number"), required=False, longest=40)
    name = Text(
        _l("Or their full name"),
        required=False,
        longest=SHORT,
        hint=_l("All words of the name, in any order; the year of birth too."),
    )
    birth_year = Number(_l("Year of birth"), low=1900, high=2100, required=False)
    to_area = HiddenField(validators=[Optional(), Regexp(r"^[0-9]{1,9}$", message="ward")])
    because = LongText(
        _l("What is urgent, and for what you need it"),
        longest=1000,
        hint=_l("Their ward and the data-protection officer read this. Five words at least."),
    )
    part = Choice(_l("What you need to see"), choices=[])
    hours = Choice(_l("For how long"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part.choices = [(part.value, label(part)) for part in RevealPart]
        self.hours.choices = [(str(n), gettext("%(n)s hours", n=n)) for n in HOURS]

    @property
    def says_whom(self) -> bool:
        return bool(self.number.data or (self.name.data and self.birth_year.data))

    def validate_because(self, field: Any) -> None:
        if len(words(field.data or "")) < FEWEST_WORDS:
            raise ValidationError(_l("Say it in five words at least."))


class ReviewForm(EditForm):
    verdict = Choice(_l("Your finding"), choices=[])
    words = LongText(
        _l("In words"),
        required=False,
        longest=1000,
        hint=_l("Both wards read this."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        findings = (Review.IN_ORDER, Review.FOLLOW_UP)
        self.verdict.choices = [(one.value, label(one)) for one in findings]

    def validate_verdict(self, field: Any) -> None:
        if field.data == Review.FOLLOW_UP and not self.words.data:
            raise ValidationError(_l("Write what is to be followed up."))

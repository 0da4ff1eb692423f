"""The forms of one case: who they are, where they are reached, who answers, pauses and the end."""

from datetime import date
from typing import Any

from wtforms import HiddenField
from wtforms.validators import Optional, Regexp, ValidationError

from reintegrate.db import today
from reintegrate.models.absence import SuspensionReason
from reintegrate.models.person import PhoneOwner, Sex
from reintegrate.web.ui.fields import (
    SHORT,
    Choice,
    Day,
    LongText,
    Number,
    Text,
    Tick,
    phone,
)
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import LABELS


def in_order(enum: Any) -> list[tuple[str, Any]]:
    return [(member.value, LABELS[enum][member]) for member in enum]


class PersonForm(EditForm):
    name = Text(_l("Full name"), longest=SHORT, hint=_l("As it stands on their papers."))
    other_names = Text(
        _l("Other names"), required=False, longest=SHORT, hint=_l("Names they are also known by.")
    )
    sex = Choice(_l("Sex"), choices=in_order(Sex))
    birth_day = Number(_l("Day of birth"), low=1, high=31, required=False)
    birth_month = Number(_l("Month of birth"), low=1, high=12, required=False)
    birth_year = Number(
        _l("Year of birth"), low=1900, high=2100, hint=_l("A year alone is enough.")
    )
    language = Text(_l("Language they speak best"), required=False, longest=SHORT)
    education = Text(_l("Schooling"), required=False)
    occupation = Text(_l("Work"), required=False)

    def validate_birth_year(self, field: Any) -> None:
        if not field.data:
            return
        if field.data > today().year:
            raise ValidationError(gettext("This year has not come yet."))

    def validate_birth_day(self, field: Any) -> None:
        if not field.data:
            return
        if not self.birth_month.data:
            raise ValidationError(gettext("Give the month as well, or leave the day out."))
        try:
            born = date(self.birth_year.data or 2000, self.birth_month.data, field.data)
        except ValueError:
            raise ValidationError(gettext("There is no such day in the calendar.")) from None
        if born > today():
            raise ValidationError(gettext("This day has not come yet."))


class ResidenceForm(EditForm):
    address = LongText(
        _l("Where they live"),
        longest=500,
        hint=_l("In this ward. If they live in another ward now, propose a transfer instead."),
    )
    phone = Text(_l("Phone"), required=False, longest=SHORT, validators=[phone])
    phone_owner = Choice(_l("Whose phone it is"), choices=in_order(PhoneOwner))
    may_name_service = Tick(
        _l("Whoever answers may be told which service is calling"),
        hint=_l("Leave it unticked if anybody but the person may pick up the phone."),
    )


class WorkerForm(PostForm):
    worker = Choice(_l("Who answers for this case"))
    was = HiddenField(validators=[Optional(), Regexp(r"^\d{1,9}$", message="was")])
    """Who answered when the page was opened: two officials may be choosing at once."""


class PastDay(PostForm):
    """A form about something that has happened, since the term began."""

    on: Any
    earliest: date

    def validate_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))
        if field.data and field.data < self.earliest:
            raise ValidationError(
                gettext("This cannot be before %(day)s.", day=in_words(self.earliest))
            )


class PauseForm(PastDay):
    """Beginning and end of a pause share an address: what was sent twice must not undo itself."""

    was = HiddenField()
    """How the case stood when the page was opened."""


class AbsenceForm(PauseForm):
    on = Day(
        _l("Away since"),
        hint=_l("The first day nobody knew where they were. These days do not count to the term."),
    )


class BackForm(PauseForm):
    on = Day(_l("Back since"), default=today, hint=_l("The first day they could be reached again."))


class SuspensionForm(PauseForm):
    reason = Choice(_l("Why the term stands still"), choices=in_order(SuspensionReason))
    on = Day(_l("Since which day"))


class ComingDay(PostForm):
    next_on: Any

    def validate_next_on(self, field: Any) -> None:
        if field.data and not today() <= field.data <= in_half_a_year():
            raise ValidationError(
                gettext("Choose a day from today to %(day)s.", day=in_words(in_half_a_year()))
            )


def in_half_a_year() -> date:
    return date.fromordinal(today().toordinal() + 183)


class ResumeForm(PauseForm, ComingDay):
    on = Day(_l("Released on"), default=today, hint=_l("The remaining term runs on from this day."))
    next_on = Day(_l("Next contact"))


class ClosureForm(PastDay):
    outcome = Choice(_l("How the case ends"))
    on = Day(_l("On which day"), default=today)


class ReopenForm(ComingDay):
    reason = LongText(_l("Why the case is opened again"), longest=500)
    next_on = Day(_l("Next contact"))

"""What is written down of the acts of a file: what, when it really happened, by which paper."""

import re
from datetime import date, datetime, time
from typing import Any

from wtforms.validators import Regexp, ValidationError

from reintegrate.db import HERE, today, utcnow
from reintegrate.models.act import ON_PAPER, ActKind
from reintegrate.web.ui.fields import SHORT, Choice, Day, Select, Text
from reintegrate.web.ui.filters import day as in_words
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import LABELS

OWN_PAGE = {ActKind.DECIDED, ActKind.ADDICTION_DETERMINED}
"""These ask for more than a day."""

KINDS = [
    ("", _l("Choose…")),
    *((kind.value, LABELS[ActKind][kind]) for kind in ON_PAPER if kind not in OWN_PAGE),
]

CLOCK = r"^([01]?\d|2[0-3])[:h.][0-5]\d$"


class Happened(PostForm):
    """About something that was done: `on` is not in the future."""

    on: Any

    def validate_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))


class ActForm(CreateForm, Happened):
    kind = Select(_l("What was done"))
    on = Day(
        _l("When it really happened"),
        hint=_l("The day it was done, not the day it is written here. Early or late is fine."),
    )
    clock = Text(
        _l("At what time"),
        required=False,
        longest=5,
        hint=_l("If you know it, for example 14:30. Some deadlines are counted in hours."),
        validators=[Regexp(CLOCK, message=_l("Write the time like 14:30."))],
    )
    number = Text(
        _l("Number of the paper"), required=False, longest=SHORT, hint=_l("As it is printed on it.")
    )
    signer = Text(
        _l("Who signed it, for which body"),
        required=False,
        longest=SHORT,
        hint=_l("Leave it empty where there was no paper."),
    )

    @property
    def at(self) -> datetime | date:
        """An instant where the time is known, else the day."""
        day: date = self.on.data  # type: ignore[assignment]
        if not self.clock.data:
            return day
        hours, minutes = (int(part) for part in re.split("[:h.]", self.clock.data))
        return datetime.combine(day, time(hours, minutes), HERE)

    def validate_clock(self, field: Any) -> None:
        if field.data and self.on.data and not field.errors:
            at = self.at
            if isinstance(at, datetime) and at > utcnow():
                raise ValidationError(gettext("This time has not come yet."))


class DecisionForm(CreateForm, Happened):
    number = Text(_l("Number of the decision"), longest=SHORT, hint=_l("For example 15/QĐ-UBND."))
    on = Day(_l("Day it was signed"))
    signer = Text(
        _l("Who signed it"), required=False, longest=SHORT, hint=_l("Name and post, as printed.")
    )
    term_from = Day(_l("Term from"), hint=_l("As the decision prints it."))
    term_to = Day(
        _l("Term to"),
        hint=_l("As the decision prints it. These days then hold, whatever the rules propose."),
    )

    def validate_term_to(self, field: Any) -> None:
        if field.data and self.term_from.data and field.data <= self.term_from.data:
            raise ValidationError(gettext("The term cannot end before the day it begins."))


class DeterminationForm(CreateForm, Happened):
    number = Text(_l("Number of the paper"), longest=SHORT)
    on = Day(_l("Day of the determination"))
    signer = Text(
        _l("Body that made it"),
        longest=SHORT,
        hint=_l("The health facility that may determine addiction, and who signed."),
    )


class TakeBackForm(PostForm):
    pass


class AbsenceForm(CreateForm):
    since = Day(_l("First day away"), hint=_l("It may still be to come."))
    until = Day(_l("Last day away"))
    reason = Choice(_l("Why they are away"))

    def validate_until(self, field: Any) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("The last day away lies before the first."))


class ReturnForm(Happened):
    on = Day(
        _l("Back since"),
        default=today,
        hint=_l("If they did not go after all, write the first day."),
    )


class AgeForm(PostForm):
    minor = Choice(
        _l("Which term holds for them"),
        choices=[
            ("yes", _l("The one for those who were under 18")),
            ("no", _l("The one for adults")),
        ],
    )


class ExpectForm(PostForm):
    on = Day(_l("Day rehabilitation ends"), hint=_l("The first contact is planned after it."))
    earliest: date

    def validate_on(self, field: Any) -> None:
        if field.data and field.data < self.earliest:
            raise ValidationError(
                gettext("This cannot be before %(day)s.", day=in_words(self.earliest))
            )

"""What staff write down for a resident, and what comes of it."""

from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.models.information import (
    InformationChannel,
    InformationKind,
    InformationResult,
)
from reintegrate.models.information_clock import MOST_DAYS
from reintegrate.web.ui.fields import SHORT, Choice, Day, LongText, Number, Select, Text, Tick
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

LONGEST = 2000


class TakeForm(CreateForm):
    kind = Choice(_l("What it is"), hint=_l("Your first impression; it is checked later."))
    channel = Choice(_l("How it reached you"))
    received_on = Day(_l("Day it was received"))
    words = LongText(
        _l("What was said"),
        longest=LONGEST,
        hint=_l("Only what is needed to see to it. Leave out what is hearsay about others."),
    )
    teller = Text(
        _l("Who told it"),
        required=False,
        longest=SHORT,
        hint=_l("Only if they wish to say. Nobody has to give a name."),
    )
    reach = Text(
        _l("How to answer them"), required=False, longest=SHORT, hint=_l("Phone or place.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in InformationKind]
        self.channel.choices = [(channel.value, label(channel)) for channel in InformationChannel]

    def validate_received_on(self, field: Any) -> None:
        if field.data and not 0 <= (today() - field.data).days <= 366:
            raise ValidationError(_l("Write today or a day of the last year."))


class CheckForm(PostForm):
    """The kinds to choose from are given by the view."""

    kind = Choice(_l("It is"), choices=[])
    confirmed = Choice(_l("Is it so?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.confirmed.choices = [
            ("yes", str(_l("Yes, it was checked"))),
            ("no", str(_l("No, or nobody could confirm it"))),
        ]


class HandleForm(PostForm):
    result = Choice(_l("What came of it"))
    done = LongText(_l("What was done"), longest=LONGEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.result.choices = [(result.value, label(result)) for result in InformationResult]


class AnswerForm(PostForm):
    told = Tick(_l("They have heard from us what came of it"))

    def validate_told(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Tick this once they have heard."))


class LinkForm(PostForm):
    """The viewer's own cases are given by the view."""

    case = Select(_l("Whom it is about"), choices=[])


class ClockForm(EditForm):
    working_days = Number(
        _l("Working days to see to it"),
        low=1,
        high=MOST_DAYS,
        hint=_l("Counted after the day it was received. Days already given stay as they are."),
    )

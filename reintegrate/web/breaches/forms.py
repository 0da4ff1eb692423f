"""A breach of data in facts: no field takes anybody's name."""

import re
from datetime import datetime, time
from typing import Any

from wtforms.validators import Regexp

from reintegrate.db import HERE
from reintegrate.models.breach import BreachKind
from reintegrate.web.ui.fields import Choice, Day, Number, Text, Tick
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

HOUR = r"^([01]?\d|2[0-3])[:hHgG.]([0-5]\d)$"


def hour(words: Any) -> Text:
    rule = Regexp(HOUR, message=_l("Write the hour like 8:30 or 14:00."))
    return Text(words, longest=5, validators=[rule], render_kw={"size": 5})


def moment(day: Day, written: Text) -> datetime:
    hours, minutes = map(int, re.split(r"\D", str(written.data)))
    return datetime.combine(day.data, time(hours, minutes), HERE)


class BreachForm(CreateForm):
    kind = Choice(_l("What happened in the breach"))
    day = Day(_l("Day it was detected"))
    hour = hour(_l("Hour it was detected"))
    people = Number(
        _l("How many people's data"), low=0, high=999_999, hint=_l("A number; nobody's name.")
    )
    may_harm = Tick(
        _l("It may harm security, or somebody's life, health, honour, dignity or property"),
        hint=_l("If so, the responsible body is told within the hours the law gives."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in BreachKind]


class ReportForm(PostForm):
    day = Day(_l("Day the responsible body was told"))
    hour = hour(_l("Hour"))


class CloseForm(PostForm):
    minutes_number = Text(_l("Number of the minutes"), longest=40)
    minutes_on = Day(_l("Day of the minutes"))
    people_told_on = Day(_l("Day the people concerned were told"), required=False)

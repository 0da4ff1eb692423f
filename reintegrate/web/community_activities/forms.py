"""What was held among residents, and how many came. No names."""

from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.models.community_activity import MOST_ATTENDING, ActivityShape
from reintegrate.web.ui.fields import SHORT, Choice, Day, Number, Select, Text
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class ActivityFields(PostForm):
    """The programmes to choose from are given by the view."""

    shape = Choice(_l("What it was"))
    programme_code = Select(_l("Programme"), choices=[])
    held_on = Day(_l("Day it was held"))
    topic = Text(_l("What it was about"), longest=SHORT)
    place = Text(_l("Where"), longest=SHORT, hint=_l("For example a hall, a school, a hamlet."))
    partners = Text(
        _l("Together with"), required=False, hint=_l("Organisations, never residents' names.")
    )
    attending = Number(
        _l("How many came"), low=0, high=MOST_ATTENDING, hint=_l("A number; no list of names.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.shape.choices = [(shape.value, label(shape)) for shape in ActivityShape]

    def validate_held_on(self, field: Any) -> None:
        if field.data and not 0 <= (today() - field.data).days <= 731:
            raise ValidationError(_l("Write today or a day of the last two years."))

    @property
    def said(self) -> dict[str, Any]:
        return {
            "programme_code": self.programme_code.data,
            "shape": ActivityShape(self.shape.data),
            "held_on": self.held_on.data,
            "topic": str(self.topic.data),
            "place": str(self.place.data),
            "partners": self.partners.data or "",
            "attending": self.attending.data,
        }


class NewActivityForm(ActivityFields, CreateForm):
    pass


class ActivityForm(ActivityFields, EditForm):
    pass

"""What is typed and ticked on the caseload."""

from typing import Any

from wtforms import Field, ValidationError

from reintegrate.web.caseload.filters import LONGEST_SEARCH
from reintegrate.web.ui.fields import Select, Text
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

MOST_PICKED = 200


class SearchForm(PostForm):
    words = Text(_l("Name or case number"), required=False, longest=LONGEST_SEARCH)


class Picked(Field):
    """Ids of ticked rows. What else is sent under this name counts as not ticked."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        ids = (int(v) for v in valuelist if v.isascii() and v.isdigit() and len(v) < 10)
        self.data = sorted(set(ids))[:MOST_PICKED]

    def _value(self) -> str:
        return ""


class AssignForm(PostForm):
    """Workers to choose from are given by the view."""

    cases = Picked(_l("Cases"))
    worker = Select(_l("Give the ticked cases to"))

    def validate_cases(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Tick at least one case."))

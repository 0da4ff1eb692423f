"""What is typed and ticked on the caseload."""

from wtforms import Field, ValidationError

from reintegrate.web.caseload.filters import LONGEST_SEARCH
from reintegrate.web.ui.fields import Select, Text
from reintegrate.web.ui.forms import PostForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.picked import Picked


class SearchForm(PostForm):
    words = Text(_l("Name or case number"), required=False, longest=LONGEST_SEARCH)


class AssignForm(PostForm):
    """Workers to choose from are given by the view."""

    cases = Picked(_l("Cases"))
    worker = Select(_l("Give the ticked cases to"))

    def validate_cases(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_l("Tick at least one case."))

"""Whose cases go to whom, and which of them."""

from typing import Any

from wtforms import ValidationError

from reintegrate.web.ui.fields import Select
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.picked import Picked


class ReassignForm(CreateForm):
    """Workers to choose from are given by the view, with what the coming weeks hold for them."""

    from_worker = Select(_l("Whose cases"))
    to_worker = Select(_l("Who takes them over"))
    cases = Picked(_l("Cases"))

    def validate_cases(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Tick at least one case."))

"""A cluster of wards, and what they agree on."""

from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import Choices, Day, Select, Text
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


class ClusterPage(PostForm):
    name = Text(_l("Its name"))
    wards = Choices(_l("Wards of the cluster"))
    agencies = Choices(
        _l("Agencies they share"), hint=_l("Each ward can ask them, wherever they are.")
    )

    def offer(self, wards: list[tuple[str, str]], agencies: list[tuple[str, str]]) -> None:
        self.wards.choices, self.agencies.choices = wards, agencies


class NewClusterForm(ClusterPage, CreateForm):
    pass


class ClusterForm(ClusterPage, EditForm):
    pass


class TaskForm(CreateForm):
    words = Text(
        _l("What is agreed"), hint=_l("Nothing about anybody: all wards of the cluster read it.")
    )
    ward = Select(_l("Who does it"), required=False)
    due_on = Day(_l("Until"))

    def validate_due_on(self, field: Any) -> None:
        if field.data is not None and field.data < today():
            raise ValidationError(gettext("This day is past: choose today or a later one."))

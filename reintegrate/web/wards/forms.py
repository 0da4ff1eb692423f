"""What an administrator writes to plan other areas. What may be chosen is given by the view."""

from datetime import timedelta
from typing import Any

from wtforms import ValidationError

from reintegrate.db import today
from reintegrate.models.area import AreaKind
from reintegrate.web.ui.fields import Day, LongText, Select, Text, Tick
from reintegrate.web.ui.forms import CreateForm, EditForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

CODES = 400
MOST_YEARS = 40


class PlanForm(CreateForm):
    name = Text(
        _l("Decision behind it"),
        hint=_l("Number and body, for example Nghị quyết 1683/NQ-UBTVQH15."),
    )
    first_day = Day(_l("First day of the new areas"), hint=_l("For example 01/07/2025."))

    def validate_first_day(self, field: Any) -> None:
        far = timedelta(days=366 * MOST_YEARS)
        if field.data and abs(field.data - today()) > far:
            raise ValidationError(gettext("Please check the year."))


class Described(EditForm):
    """The area that begins. Parents to choose from are given by the view."""

    code = Text(
        _l("Code of the new area"), longest=10, hint=_l("As the statistics office gives it.")
    )
    name = Text(_l("Name of the new area"), hint=_l("With its kind, for example Phường Đức Xuân."))
    kind = Select(_l("Kind of the new area"))
    parent = Select(_l("It lies in"), required=False)

    def validate_kind(self, field: Any) -> None:
        if field.data and field.data != AreaKind.PROVINCE and not self.parent.data:
            raise ValidationError(
                gettext("Only a province lies in nothing: choose what it lies in.")
            )

    def offer(self, parents: list[tuple[str, str]]) -> None:
        self.kind.choices = [("", gettext("Choose…")), *((k.value, label(k)) for k in AreaKind)]
        self.parent.choices = [("", gettext("Nothing above it: a province")), *parents]


class JoinForm(Described):
    codes = Text(
        _l("Codes of the areas as they are now"),
        longest=CODES,
        hint=_l("One, or several that become one, with spaces between: 01834 01840 01846."),
    )


class PartForm(Described):
    old = Text(_l("Code of the area that gives people away"), longest=10)
    words = LongText(
        _l("Streets and hamlets of this part"),
        required=False,
        hint=_l("One a line, as they stand in addresses: Tổ 5, Thôn Nà Pam."),
    )
    is_rest = Tick(_l("Whoever no other part names goes here too"))
    name = Text(
        _l("Name of the new area"),
        required=False,
        hint=_l("Leave it empty if the area with this code exists and stays: people move there."),
    )
    kind = Select(_l("Kind of the new area"), required=False)


class OldForm(EditForm):
    old = Text(_l("Code of the area"), longest=10)


class StaffForm(EditForm):
    """Staff of an area that splits, and where each may go on."""

    user = Select(_l("Member of staff"))
    unit = Select(_l("Goes on in"))


class PressForm(EditForm):
    """A button that says which state of the plan was looked at."""

"""A rule for a deadline, and a day of the working calendar. Choices are given by the view."""

from typing import Any

from wtforms import HiddenField

from reintegrate.models.step_rule import StepUnit
from reintegrate.models.user import Role
from reintegrate.models.working_calendar import DayKind
from reintegrate.web.ui.fields import LINE, SHORT, Choice, Day, LongText, Number, Select, Text, Tick
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

TOLD = (Role.WARD_OFFICIAL, Role.WARD_POLICE, Role.COORDINATOR)
FORWARD = (StepUnit.HOURS, StepUnit.WORKING_DAYS, StepUnit.DAYS)
BACK = (StepUnit.WITHIN_WORKING_DAYS_BEFORE, StepUnit.AT_LEAST_DAYS_BEFORE)


class RuleForm(EditForm):
    amount = Number(
        _l("How many"),
        low=1,
        high=400,
        required=False,
        hint=_l("Empty: nothing is counted, as where the text names no number."),
    )
    unit = Select(_l("Of what"))
    form = Text(_l("Form"), required=False, longest=SHORT)
    article = Text(
        _l("Article"), longest=LINE, hint=_l("Of the decree, as 134(1); or cited in full.")
    )
    escalate_to = Select(_l("Who is told next, if it is late"), required=False)
    escalate_after = Number(
        _l("How many hours after"),
        low=0,
        high=2000,
        required=False,
        hint=_l("0: as soon as it is late."),
    )
    from_day = Day(
        _l("For starts from this day on"),
        hint=_l("Of starts before it, the dates stay as they are."),
    )
    because = LongText(
        _l("Why it is changed"),
        longest=1000,
        hint=_l("The text or letter it follows. Never about a person."),
    )

    def offer(self, *, counted_back: bool) -> None:
        self.unit.choices = [(u.value, label(u)) for u in (BACK if counted_back else FORWARD)]
        self.escalate_to.choices = [("", _l("Nobody")), *((r.value, label(r)) for r in TOLD)]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if bool(self.escalate_to.data) == (self.escalate_after.data is not None):
            return valid
        words = str(_l("Say both who is told and after how many hours, or neither."))
        self.escalate_after.errors = [*self.escalate_after.errors, words]
        return False


class DayForm(EditForm):
    day = Day(_l("Which day"))
    kind = Choice(
        _l("What it is"),
        choices=[(DayKind.OFF.value, _l("Day off")), (DayKind.WORKED.value, _l("Working day"))],
    )
    name_vi = Text(_l("Name in Vietnamese"), longest=SHORT)
    name_en = Text(_l("Name in English"), longest=SHORT)
    source = Text(_l("Where this was read"), longest=LINE)
    confirmed = Tick(
        _l("A published decision says so"),
        hint=_l("Otherwise everyone who reads a date counted over it is told that it may change."),
    )


class RemovalForm(EditForm):
    day = HiddenField()

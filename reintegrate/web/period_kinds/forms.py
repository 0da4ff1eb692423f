"""When reports of one kind of period are due, and whether every ward owes them."""

from typing import Any

from reintegrate.models.period import DueRule, DueUnit
from reintegrate.web.ui.fields import Choice, LongText, Number
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label


class DueRuleForm(EditForm):
    due_amount = Number(_l("Due so many days after the last day"), low=0, high=90)
    due_unit = Choice(_l("Which days count"))
    remind_days = Number(
        _l("Wards are reminded so many days before"),
        low=0,
        high=60,
        required=False,
        hint=_l("Empty: no ward owes this report, and nobody is reminded or late."),
    )
    because = LongText(
        _l("Why it is changed"),
        longest=1000,
        hint=_l("The text or letter it follows. Never about a person."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.due_unit.choices = [(one.value, label(one)) for one in DueUnit]

    @property
    def rule(self) -> DueRule:
        return DueRule(self.due_amount.data, DueUnit(self.due_unit.data), self.remind_days.data)


def as_answers(rule: DueRule) -> dict[str, Any]:
    """By the names of the form's fields."""
    return {
        "due_amount": rule.due_amount,
        "due_unit": rule.due_unit.value,
        "remind_days": rule.remind_days,
    }

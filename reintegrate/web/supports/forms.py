"""What reached the person, and what was found out about a condition."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import AnyOf, ValidationError

from reintegrate.db import today
from reintegrate.models.benefit import MOST_DONG
from reintegrate.models.eligibility import Verdict
from reintegrate.web.ui.fields import LINE, Day, LongText, Select, Text
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.money import Dong


class BenefitForm(CreateForm):
    """The view gives the schemes and the needs."""

    scheme = Select(_l("Under which scheme?"), required=False)
    what = LongText(
        _l("What was received"),
        required=False,
        longest=1000,
        hint=_l("For example: a set of tools; the fee of a course; rice for a month."),
    )
    amount = Dong(
        _l("Amount in đồng"),
        most=MOST_DONG,
        hint=_l("Leave it empty if it was no money."),
    )
    given_on = Day(_l("On which day"), default=today)
    giver = Text(_l("From whom"), required=False, longest=LINE)
    need = Select(_l("For which need?"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        in_shape = bool(super().validate(extra_validators))
        if not self.what.data and not self.scheme.data and not self.what.errors:
            self.refuse(gettext("Say what was received, or choose a scheme."), "what")
            return False
        return in_shape

    def validate_given_on(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day has not come yet."))


class AnswerForm(CreateForm):
    """A button pressed: holds, does not, or not known after all."""

    condition = HiddenField(validators=[AnyOf([])])
    verdict = HiddenField(validators=[AnyOf([str(verdict) for verdict in Verdict])])

    def offer(self, conditions: list[str]) -> None:
        self.condition.validators = [AnyOf(conditions)]

"""Whom the chair assigned to help, until when, and the salary a pay is counted from."""

from typing import Any

from wtforms.validators import ValidationError

from reintegrate.db import today
from reintegrate.web.ui.fields import LINE, SHORT, Day, Number, Text
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


class HelperForm(CreateForm):
    name = Text(_l("Full name"), longest=SHORT)
    post = Text(
        _l("Post and office"),
        required=False,
        longest=SHORT,
        hint=_l("Or who they are to the hamlet, for example head of the residential group."),
    )
    since = Day(_l("Helps from"), default=today)
    percent = Number(
        _l("Monthly pay, percent of the base salary"),
        low=0,
        high=100,
        hint=_l("As the province's council set it. 0 if they are not paid."),
    )
    decision_number = Text(
        _l("Number of the decision"), required=False, longest=SHORT, hint=_l("Mẫu 59 or 60.")
    )

    def validate_since(self, field: Any) -> None:
        not_to_come(field)


class EndForm(PostForm):
    on = Day(_l("First day they no longer help"), default=today)

    def validate_on(self, field: Any) -> None:
        not_to_come(field)


class SalaryForm(PostForm):
    valid_from = Day(_l("In force from"))
    amount = Number(_l("Amount a month, in đồng"), low=100_000, high=100_000_000)
    source = Text(_l("Where it says so"), longest=LINE, hint=_l("The decree and its article."))


def not_to_come(field: Any) -> None:
    if field.data and field.data > today():
        raise ValidationError(gettext("This day has not come yet."))

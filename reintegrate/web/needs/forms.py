"""What the person says they need, in their words and as an entry of the catalogue."""

from wtforms import HiddenField
from wtforms.validators import AnyOf

from reintegrate.web.ui.fields import LongText, Select
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.twice import OnceMoreForm

YES, NO = "yes", "no"


class NeedForm(OnceMoreForm):
    """A need. The view gives the kinds, grouped."""

    kind = Select(_l("What do they need?"))
    words = LongText(
        _l("In their own words"),
        required=False,
        longest=1000,
        hint=_l("As they said it, if they wish. Only you read this; no agency does."),
    )


class ConsentForm(CreateForm):
    """One answer to one purpose: a button pressed, never a box ticked beforehand."""

    purpose = HiddenField(validators=[AnyOf([], message=_l("Choose one of the answers."))])
    answer = HiddenField(validators=[AnyOf([YES, NO], message=_l("Choose one of the answers."))])

    def offer(self, purposes: list[str]) -> None:
        self.purpose.validators = [AnyOf(purposes, message=_l("Choose one of the answers."))]

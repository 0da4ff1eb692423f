"""What the person says they need, in their words and as an entry of the catalogue."""

from typing import Any

from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf

from reintegrate.web.ui.fields import Choice, LongText, Select
from reintegrate.web.ui.forms import CreateForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.twice import OnceMoreForm

YES, NO, LATER = "yes", "no", "later"
OTHER = "other"
"""Help that is no scheme's."""


class NeedForm(OnceMoreForm):
    """A need. The view gives the kinds, grouped."""

    kind = Select(_l("What do they need?"))
    words = LongText(
        _l("In their own words"),
        required=False,
        longest=1000,
        hint=_l("As they said it, if they wish. Only you read this; no agency does."),
    )


class HelpForm(CreateForm):
    """Help held out to them, and what they say to it. The view gives the schemes."""

    scheme = Choice(_l("What is offered"))
    words = LongText(
        _l("In a few words"),
        required=False,
        longest=1000,
        hint=_l("What it would mean for them: where, when, with whom. Only you read this."),
    )
    answer = Choice(
        _l("What do they say?"),
        choices=[
            SelectChoice(YES, _l("They would like it")),
            SelectChoice(LATER, _l("They want to think about it")),
            SelectChoice(NO, _l("They would rather not")),
        ],
        hint=_l("Saying no costs nothing and leaves no mark."),
    )

    def offer(self, schemes: dict[str, str]) -> None:
        self.scheme.choices = [*schemes.items(), (OTHER, gettext("Other help"))]
        if not self.scheme.data and not schemes:
            self.scheme.data = OTHER

    def validate(self, extra_validators: Any = None) -> bool:
        in_shape = bool(super().validate(extra_validators))
        if self.scheme.data == OTHER and not self.words.data and not self.words.errors:
            self.refuse(gettext("Say what is offered."), "words")
            return False
        return in_shape

    @property
    def wanted(self) -> bool | None:
        return {YES: True, NO: False}.get(str(self.answer.data))


class OutcomeForm(PostForm):
    outcome = Choice(_l("Did it help?"))
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

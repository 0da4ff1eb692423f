"""The parts of a reintegration plan: where they stand, goals, steps, and that both agree."""

from typing import Any

from reintegrate.db import today
from reintegrate.models.plan import ASSESSMENT, RESOURCES, DoneBy
from reintegrate.web.ui.fields import LINE, Choice, Day, LongText, Select, Text, Tick
from reintegrate.web.ui.forms import CreateForm, EditForm, PostForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l


def part(label: Any, hint: Any = "") -> LongText:
    return LongText(label, required=False, longest=2000, hint=hint)


class DescriptionForm(EditForm):
    """The form's own parts, in its order. Any of them may stay empty."""

    health = part(_l("Health"), _l("How they are, as they say it. No HIV status, no diagnoses."))
    refusal_skills = part(_l("Skills to say no"), _l("What helps them, and what is hard."))
    legal_knowledge = part(_l("Knowledge of law, economy and society"))
    job = part(_l("Work they have in mind"))
    own = part(_l("What they and their family bring"))
    authorities = part(_l("What the authorities and others bring"))
    loan = part(_l("Loans"), _l("For training, production, business or making work."))

    def answers(self, names: tuple[str, ...]) -> dict[str, str]:
        return {name: str(self[name].data or "") for name in names}

    @property
    def assessment(self) -> dict[str, str]:
        return self.answers(ASSESSMENT)

    @property
    def resources(self) -> dict[str, str]:
        return self.answers(RESOURCES)


class BeginForm(CreateForm):
    """A button: nothing to fill in."""


class GoalForm(CreateForm):
    words = LongText(
        _l("A goal, in their own words"),
        longest=1000,
        hint=_l("What they want for themselves: “to open a small repair shop at home”."),
    )


class StepForm(CreateForm):
    """The view gives who, how it is known to be done, and the needs."""

    what = Text(_l("The step"), longest=LINE)
    who = Choice(_l("Who does it"))
    due_on = Day(_l("By when"), required=False)
    done_by = Choice(_l("How do we know it is done?"), default=str(DoneBy.HAND))
    need = Select(_l("For which need?"), required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        in_shape = bool(super().validate(extra_validators))
        if self.done_by.data == DoneBy.NEED and not self.need.data and not self.need.errors:
            self.refuse(gettext("Choose the need whose help completes this step."), "need")
            return False
        return in_shape


class AgreementForm(PostForm):
    agreed_on = Day(_l("On which day did you agree?"), default=today)
    signed = Tick(_l("Signed on paper"), hint=_l("The paper stays in the file."))

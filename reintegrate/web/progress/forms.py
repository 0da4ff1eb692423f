"""Answers to a questionnaire, each of which may be left out; and one fact of somebody's life."""

from typing import Any

from wtforms import HiddenField

from reintegrate.db import today
from reintegrate.models.questionnaire import Questionnaire
from reintegrate.web.ui.fields import Choice, Day, LongText
from reintegrate.web.ui.forms import CreateForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l

HOLDS, ENDED = "holds", "ended"
SKIPPED = ""


class ReplyForm(CreateForm):
    """The questions are added by `reply_form`: each questionnaire has its own."""

    questionnaire = HiddenField()
    filled = HiddenField()
    words = LongText(
        _l("Is there anything else they want to say?"),
        required=False,
        longest=1000,
        hint=_l("No HIV status, no diagnoses, no test results."),
    )

    def answers(self, asked: Questionnaire) -> dict[str, int]:
        """What was chosen; what was left out is not there."""
        given = {q["code"]: self[f"q_{q['code']}"].data for q in asked.questions}
        return {code: int(value) for code, value in given.items() if value}

    def questions(self, asked: Questionnaire) -> list[Any]:
        return [self[f"q_{question['code']}"] for question in asked.questions]


def reply_form(asked: Questionnaire, locale: str) -> type[ReplyForm]:
    tongue = "en" if locale.startswith("en") else "vi"
    points = [(str(point["value"]), point[tongue]) for point in asked.points]
    offered = [*points, (SKIPPED, gettext("I would rather not answer this"))]
    fields = {
        f"q_{question['code']}": Choice(
            question[tongue], required=False, choices=offered, default=SKIPPED
        )
        for question in asked.questions
    }
    return type("AskedForm", (ReplyForm,), fields)


class FactForm(CreateForm):
    """The view gives the kinds of one sphere."""

    kind = Choice(_l("What is it?"))
    holds = Choice(
        _l("Is it so, or no longer?"),
        choices=[(HOLDS, _l("It is so, from this day")), (ENDED, _l("It is no longer so"))],
        default=HOLDS,
    )
    since = Day(_l("On which day"), default=today)

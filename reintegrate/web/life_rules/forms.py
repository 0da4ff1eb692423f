"""A change of a rule about a case's life. What is asked depends on what the rule is about."""

from typing import Any

from reintegrate.models.life_revision import LifeTopic
from reintegrate.models.life_rule import PauseKind
from reintegrate.web.ui.fields import LINE, Choice, Day, LongText, Number, Text
from reintegrate.web.ui.forms import EditForm
from reintegrate.web.ui.i18n import lazy_gettext as _l

LIMITS = ("most_days", "most_part", "ask_above_days")


class RevisionForm(EditForm):
    article = Text(
        _l("Article"),
        required=False,
        longest=LINE,
        hint=_l("Cited in full, as “Luật 120/2025/QH15, Điều 47(1)”. Empty: no text says it."),
    )
    from_day = Day(_l("From this day on"), hint=_l("What began before it stays as it was counted."))
    because = LongText(
        _l("Why it is changed"),
        longest=1000,
        hint=_l("The text or letter it follows. Never about a person."),
    )


class TermForm(RevisionForm):
    value = Number(
        _l("Months from completion"), low=0, high=120, hint=_l("0: the decision itself states it.")
    )
    article = Text(
        _l("Article of the law"), longest=LINE, hint=_l("By its number alone, as “42(1)”.")
    )


class PauseForm(RevisionForm):
    value = Choice(
        _l("Do these days count to the term?"),
        choices=[("1", _l("Yes: the term runs on")), ("0", _l("No: it ends later by as many"))],
    )


class AbsenceForm(RevisionForm):
    """Days that were told of always count; the regime may limit them."""

    most_days = Number(_l("Most days at a time"), low=1, high=1000, required=False)
    most_part = Number(
        _l("All together at most one part in"),
        low=1,
        high=100,
        required=False,
        hint=_l("Of the term: 3 is a third."),
    )
    ask_above_days = Number(
        _l("Consent is needed above so many days"), low=1, high=1000, required=False
    )


class GroundForm(RevisionForm):
    value = Choice(
        _l("May a case end so?"), choices=[("1", _l("Yes")), ("0", _l("No, from that day on"))]
    )


class SettingForm(RevisionForm):
    value = Number(_l("How many"), low=0, high=10_000)


class StartForm(RevisionForm):
    from_day = Day(_l("First day in force"), hint=_l("The regime before it ends the day before."))
    value = Choice(
        _l("Those already under management that day"),
        choices=[
            ("1", _l("Each act by the rules of its own day")),
            ("0", _l("The earlier rules, to the end")),
        ],
    )


def form_for(topic: LifeTopic, code: str) -> Any:
    if topic == LifeTopic.START:
        return StartForm
    if topic == LifeTopic.TERM:
        return TermForm
    if topic == LifeTopic.PAUSE:
        return AbsenceForm if code == PauseKind.REPORTED else PauseForm
    return GroundForm if topic == LifeTopic.GROUND else SettingForm

"""A rule for a deadline in words: within what, from what on, by which article."""

from datetime import date

from reintegrate.models.act import ActKind
from reintegrate.models.life_rule import Set
from reintegrate.models.regime import Regime
from reintegrate.models.step_rule import REHABILITATION_END, TERM_END, StepUnit
from reintegrate.web.ui.filters import day
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

WEEKDAYS = (
    *(_l("Monday"), _l("Tuesday"), _l("Wednesday"), _l("Thursday")),
    *(_l("Friday"), _l("Saturday"), _l("Sunday")),
)


def full_day(value: date) -> str:
    return f"{WEEKDAYS[value.weekday()]}, {day(value)}"


def within(amount: int | None, unit: StepUnit) -> str:
    """A rule's time in words."""
    if amount is None:
        return _("The text names no number of days.")
    return {
        StepUnit.HOURS: _("Within %(n)s hours", n=amount),
        StepUnit.WORKING_DAYS: _("Within %(n)s working days", n=amount),
        StepUnit.DAYS: _("Within %(n)s days", n=amount),
        StepUnit.AT_LEAST_DAYS_BEFORE: _("At least %(n)s days before the end", n=amount),
        StepUnit.WITHIN_WORKING_DAYS_BEFORE: _(
            "Within the last %(n)s working days before the end", n=amount
        ),
        StepUnit.WITHIN_HOURS_BEFORE: _("Within the last %(n)s hours before the end", n=amount),
    }[unit]


def begins_with(starts_on: str) -> str:
    """The kind of start in words."""
    if starts_on == TERM_END:
        return _("The last day of the term")
    if starts_on == REHABILITATION_END:
        return _("The end of rehabilitation")
    return act_words(starts_on)


def cited(regime: Regime, article: str) -> str:
    """An article as one would cite it; those of the regime's decree are written bare."""
    if not article:
        return _("Decree %(decree)s", decree=regime.decree)
    if article[0].isdigit():
        return _("Decree %(decree)s, Article %(article)s", decree=regime.decree, article=article)
    return article


def act_words(kind: str) -> str:
    return label(ActKind(kind))


def reopening_words(written_on: date | None, rule: Set | None) -> str:
    """Why an end can be undone until the day it can."""
    if written_on is None or rule is None:
        return ""
    added = _("The end was written down on %(day)s, and %(n)s days are added.",
              day=day(written_on), n=rule.number)  # fmt: skip
    return " ".join([added, rule.article or rule.because or _("No text names this number.")])

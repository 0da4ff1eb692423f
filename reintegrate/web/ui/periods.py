"""How a period and its kind are called on a page."""

from typing import Any

from reintegrate.models.period import Period, PeriodKind
from reintegrate.web.ui.i18n import gettext, language


def period_name(period: Period) -> str:
    months = period.kind.months
    said: dict[str, Any] = {"part": period.part, "year": period.year, "n": months}
    if months == 1:
        return gettext("Month %(part)s/%(year)s", **said)
    if months == 3:
        return gettext("Quarter %(part)s/%(year)s", **said)
    if months == 12:
        return gettext("Year %(year)s", **said)
    return gettext("First %(n)s months of %(year)s", **said)


def kind_name(kind: PeriodKind) -> str:
    return kind.name_in(language())

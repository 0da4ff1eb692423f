"""How values look on a page: dates as dd/mm/yyyy, codes as words."""

from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from flask import Flask

from reintegrate.db import HERE, today
from reintegrate.models.person import BirthDate
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.money import dong


def day(value: date | None) -> str:
    return "–" if value is None else _day(value.year, value.month, value.day)


@lru_cache(maxsize=2000)
def _day(year: int, month: int, day: int) -> str:
    """Lists show the same few days in every row."""
    return f"{day:02d}/{month:02d}/{year}"


def born(birth: BirthDate) -> str:
    """As far as it is known: a year alone is enough."""
    if birth.day and birth.month:
        return _day(birth.year, birth.month, birth.day)
    return f"{birth.month:02d}/{birth.year}" if birth.month else str(birth.year)


def moment(value: datetime | None) -> str:
    return "–" if value is None else value.astimezone(HERE).strftime("%d/%m/%Y %H:%M")


def clock(value: datetime) -> str:
    return value.astimezone(HERE).strftime("%H:%M")


def days_from_today(value: date) -> int:
    """Negative when it is past."""
    return (value - today()).days


def until(value: date) -> tuple[str, str]:
    """Tone and words of how far a day is."""
    return far_off(days_from_today(value))


def far_off(days: int) -> tuple[str, str]:
    if days < -1:
        return "late", gettext("%(n)s days overdue", n=-days)
    if days == -1:
        return "late", gettext("1 day overdue")
    if days == 0:
        return "soon", gettext("Today")
    if days == 1:
        return "soon", gettext("Tomorrow")
    return "quiet", gettext("In %(n)s days", n=days)


def word(value: StrEnum) -> str:
    return label(value)


def init_app(app: Flask) -> None:
    app.add_template_filter(day, "date")
    app.add_template_filter(moment, "datetime")
    app.add_template_filter(clock, "time")
    app.add_template_filter(days_from_today, "days_from_today")
    app.add_template_filter(until, "until")
    app.add_template_filter(word, "label")
    app.add_template_filter(dong, "dong")

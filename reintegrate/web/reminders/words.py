"""The text exactly as the phone will show it."""

import re
from datetime import date
from string import Formatter

from babel.dates import format_date

from reintegrate.models.case import Case
from reintegrate.models.catalogue import ReminderWording
from reintegrate.models.user import User

PLACES = {"day", "given", "worker", "ward"}


def text_of(wording: ReminderWording, case: Case, by: User) -> str:
    """Always in Vietnamese, whatever language the worker reads."""
    filled = {
        "day": day_in_words(case.due_on or date.max),
        "given": case.person.name.split()[-1],
        "worker": by.name,
        "ward": case.area.name,
    }
    text = wording.text.format_map(filled)
    return re.sub(r"\s+", " ", text).strip()


def day_in_words(day: date) -> str:
    """`Thứ Tư 25/11`"""
    return f"{format_date(day, 'EEEE', locale='vi')} {day.day:02d}/{day.month:02d}"


def fault_in(text: str) -> str | None:
    """The place in a wording that cannot be filled in, or None."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return "{"
    return next((f"{{{name}}}" for name in names if name not in PLACES), None)

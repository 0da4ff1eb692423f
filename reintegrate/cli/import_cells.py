"""What one cell says, as somebody would have typed it. Where Excel made something else of it, that
is undone where it surely can be, and otherwise told: nothing is guessed."""

import re
from datetime import date, datetime, time, timedelta

from reintegrate.cli.import_book import Value
from reintegrate.models.intake_answers import NO, YES
from reintegrate.models.names import nfc
from reintegrate.web.ui.i18n import gettext as _

DATES = frozenset(
    {
        "paper_issued_on",
        "started_on",
        "completed_on",
        "term_to",
        "decided_on",
        "entered_on",
        "next_on",
    }
)
BIRTHS = frozenset({"birth", "birth_male", "birth_female"})
PHONES = frozenset({"phone", "relative_phone"})
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
WHOLE = 10**15
"""From here on Excel has replaced digits by noughts."""


class Unclear(Exception):
    """Says in words for people what is unclear in this cell and what to write instead."""


def said(code: str, value: Value) -> str:
    """Raises Unclear."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime | date):
        return said_as_date(code, value)
    if isinstance(value, time | timedelta):
        raise Unclear(_("Excel made a time of it. Type ' before it, so that it stays as written."))
    if isinstance(value, int | float):
        return said_as_number(code, value)
    text = nfc(" ".join(value.translate(INVISIBLE).split()))
    if code in DATES | BIRTHS:
        return re.sub(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00.*)?$", r"\3/\2/\1", text)
    if re.fullmatch(r"\d([.,]\d+)?[eE]\+?\d+", text) and code in PHONES | {"paper_number"}:
        raise Unclear(_("Excel has cut its digits. Write it anew, with ' before it."))
    return text


def said_as_date(code: str, value: date) -> str:
    if code in DATES | BIRTHS:
        return f"{value:%d/%m/%Y}"
    raise Unclear(_("Excel made a date of it. Type ' before it, so that it stays as written."))


def said_as_number(code: str, value: float) -> str:
    """Excel drops noughts in front: those a number of this kind must have are put back."""
    if value != value or abs(value) >= WHOLE or value < 0:
        raise Unclear(_("Excel has cut its digits. Write it anew, with ' before it."))
    if value != int(value):
        if code in DATES | BIRTHS | PHONES | {"paper_number"}:
            raise Unclear(_("This is no whole number. Write it anew, with ' before it."))
        return f"{value:g}"
    digits = str(int(value))
    if code in PHONES and len(digits) in {9, 10} and not digits.startswith("84"):
        return f"0{digits}"
    if code == "paper_number":
        return digits.zfill(12) if len(digits) > 9 else digits.zfill(9)
    if code in DATES or (code in BIRTHS and len(digits) != 4):
        raise Unclear(_("This is a number. Write the day as dd/mm/yyyy."))
    return digits


def was_completed(code: str, value: Value, text: str) -> bool:
    """Whether noughts were put back in front of a number."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (code in PHONES or (code == "paper_number" and len(text) > len(str(int(value)))))
    )

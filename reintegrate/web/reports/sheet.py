"""A report as lines to show: each number with its definition, what it was before, and its list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reintegrate.models.community_figures import KNOWN
from reintegrate.models.indicator import How, Indicator, Unit
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.money import dong


@dataclass(frozen=True)
class Line:
    code: str
    label: str
    definition: str
    source: str
    number: int | str | None
    amount: str
    before: str
    year_before: str
    opens: bool
    part: bool
    unit: str
    same_before: bool
    same_year_before: bool
    """Nothing to tell where there is little room."""
    share: str
    """Of the number it is a part of, where the layout tells it."""


Numbers = Mapping[str, int | str]


def lines(
    indicators: Sequence[Indicator],
    numbers: Numbers,
    before: Numbers | None = None,
    year_before: Numbers | None = None,
    shares: Mapping[str, str] | None = None,
) -> list[Line]:
    return [
        Line(
            code=one.code,
            label=one.name_in(language()),
            definition=one.definition_in(language()),
            source=one.source,
            number=numbers.get(one.code),
            amount=amount(one.unit, numbers.get(one.code)),
            before=compared(one.unit, numbers.get(one.code), (before or {}).get(one.code)),
            year_before=compared(
                one.unit, numbers.get(one.code), (year_before or {}).get(one.code)
            ),
            opens=one.how == How.COUNTED or one.code in KNOWN,
            part=bool(one.part_of),
            unit=unit_word(one.unit),
            same_before=is_same(one.code, numbers, before),
            same_year_before=is_same(one.code, numbers, year_before),
            share=(shares or {}).get(one.code, ""),
        )
        for one in indicators
    ]


def is_same(code: str, now: Numbers, was: Numbers | None) -> bool:
    return code not in (was or {}) or now.get(code) == (was or {})[code]


def amount(unit: Unit, number: int | str | None) -> str:
    if number is None:
        return "–"
    if isinstance(number, str):
        return number
    return dong(number) if unit == Unit.DONG else grouped(number)


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def unit_word(unit: Unit) -> str:
    words = {
        Unit.PEOPLE: gettext("people"),
        Unit.TIMES: gettext("times"),
        Unit.DONG: gettext("dong"),
    }
    return words[unit]


def counted_words(unit: Unit, number: int) -> str:
    """ "14 người" """
    return dong(number) if unit == Unit.DONG else f"{grouped(number)} {unit_word(unit)}"


def compared(unit: Unit, now: int | str | None, was: int | str | None) -> str:
    """In words: "giảm 14 người (-23,3 %)". Nothing where one of them is not known."""
    if now is None or was is None:
        return ""
    if isinstance(now, str) or isinstance(was, str):
        return HIDDEN_WORDS[language()][1]
    if now == was:
        return gettext("unchanged")
    more = counted_words(unit, abs(now - was))
    rate = percent(now, was)
    if now > was:
        return gettext("up %(more)s%(rate)s", more=more, rate=rate)
    return gettext("down %(less)s%(rate)s", less=more, rate=rate)


def percent(now: int, was: int) -> str:
    """Of what was there before; nothing when nothing was."""
    if was == 0:
        return ""
    rate = f"{(now - was) * 100 / abs(was):+.1f}"
    return f" ({rate.replace('.', ',') if language() == 'vi' else rate}\u00a0%)"

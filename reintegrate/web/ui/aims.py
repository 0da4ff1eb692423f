"""How numbers stand to the targets of a year: in per cent and in words; the same on pages, papers
and the board. Only where a period begins with the year: six and nine months, and the year."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reintegrate.models.indicator import Indicator
from reintegrate.models.period import Period
from reintegrate.models.report_target import Aim, Direction
from reintegrate.models.work_plan import Light

TONES = {Light.REACHED: "ok", Light.ON_COURSE: "info", Light.BEHIND: "soon", Light.MISSED: "late"}
LIGHTS = {
    "vi": {
        Light.REACHED: "Đã đạt",
        Light.ON_COURSE: "Đúng tiến độ",
        Light.BEHIND: "Chậm tiến độ",
        Light.MISSED: "Không đạt",
    },
    "en": {
        Light.REACHED: "Reached",
        Light.ON_COURSE: "On course",
        Light.BEHIND: "Behind",
        Light.MISSED: "Not reached",
    },
}
"""A paper speaks Vietnamese, whoever asks for it."""
WAYS = {
    "vi": {Direction.AT_LEAST: "ít nhất", Direction.AT_MOST: "không quá"},
    "en": {Direction.AT_LEAST: "at least", Direction.AT_MOST: "at most"},
}
FROM_MONTHS = 6


class Stand(NamedTuple):
    """A number beside its target. Of a hidden number nothing more is told."""

    indicator: Indicator
    number: int | str
    wanted: str
    percent: str
    light: str
    tone: str


def stands_of(
    period: Period,
    indicators: Sequence[Indicator],
    numbers: Mapping[str, int | str],
    aims: Mapping[str, Aim],
    locale: str,
) -> list[Stand]:
    """Of those with a target, in the order of the indicators."""
    if period.kind.months < FROM_MONTHS:
        return []
    found = []
    for one in indicators:
        aim, number = aims.get(one.code), numbers.get(one.code)
        if aim is None or number is None:
            continue
        wanted = wanted_words(aim, locale)
        if isinstance(number, str):
            found.append(Stand(one, number, wanted, "–", "–", ""))
            continue
        light = aim.light(number, one, period)
        percent = percent_words(aim.percent(number))
        found.append(Stand(one, number, wanted, percent, LIGHTS[locale][light], TONES[light]))
    return found


def wanted_words(aim: Aim, locale: str) -> str:
    return f"{WAYS[locale][aim.direction]} {aim.wanted:,}".replace(",", ".")


def percent_words(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:.1f} %".replace(".", ",")

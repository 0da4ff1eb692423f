"""How a report is laid out by the length of its period: which tables, in which order, and which of
their numbers are also told as a part of another."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reintegrate.models.indicator import Indicator, Section
from reintegrate.models.period import PeriodKind
from reintegrate.web.ui.hidden_cells import HIDDEN_WORDS
from reintegrate.web.ui.labels import label

S = Section
MONTHLY = (S.BALANCE, S.SUPPORTS, S.CONTACTS, S.WARD, S.OWN)
"""The groups of the ward's monthly statistics (01-BCN) in their order."""
HALF_YEARLY = (S.BALANCE, S.CONTACTS, S.SUPPORTS, S.YEAR, S.WARD, S.OWN)
"""With who was assessed after a year, and rates, as reports of six months have them."""
YEARLY = (S.WARD, S.BALANCE, S.CONTACTS, S.YEAR, S.SUPPORTS, S.OWN)
"""What the committee's yearly report begins with comes first."""

RATES = (
    *(("helper", "managed"), ("met", "managed"), ("met_on_time", "due")),
    *(("year_assessed", "year_reached"), ("year_in_work", "year_assessed")),
)
"""What is also told in per cent, from six months on, and of what."""

BALANCE_RULE = "I = A + B + C + K − D − E − F − G − H − L"
TITLES = {
    S.BALANCE: "Biến động số người được quản lý, hỗ trợ",
    S.SUPPORTS: "Hỗ trợ giải quyết các vấn đề xã hội",
    S.CONTACTS: "Gặp gỡ, người giúp đỡ, vắng mặt",
    S.YEAR: "Đánh giá sau một năm",
    S.WARD: "Tình hình địa bàn",
    S.OWN: "Chỉ tiêu lập thêm",
}
"""On papers, which speak Vietnamese."""

Numbers = Mapping[str, int | str]
"""A text where a number is hidden."""


class Part(NamedTuple):
    """One table of a report."""

    section: Section
    indicators: list[Indicator]
    rates: list[tuple[Indicator, Indicator]]

    def shares(self, numbers: Numbers, locale: str) -> dict[str, str]:
        """By code, of the numbers told as a part of another."""
        return {
            one.code: shown_rate(numbers.get(one.code), numbers.get(whole.code), locale)
            for one, whole in self.rates
        }

    @property
    def title_vi(self) -> str:
        return TITLES[self.section]

    @property
    def title(self) -> str:
        return label(self.section)


def layout_of(kind: PeriodKind) -> tuple[Section, ...]:
    if kind.months < 6:
        return MONTHLY
    return YEARLY if kind.months == 12 else HALF_YEARLY


def parts_of(kind: PeriodKind, indicators: Sequence[Indicator]) -> list[Part]:
    """The tables that have anything in them."""
    named = {one.code: one for one in indicators}
    rates = [
        (named[part], named[whole])
        for part, whole in RATES
        if kind.months >= 6 and {part, whole} <= set(named)
    ]
    found = []
    for section in layout_of(kind):
        inside = [one for one in indicators if one.section == section]
        if inside:
            of_these = [(part, whole) for part, whole in rates if part.section == section]
            found.append(Part(section, inside, of_these))
    return found


def shown_rate(part: int | str | None, whole: int | str | None, locale: str) -> str:
    """Of a hidden number no share is told either."""
    if isinstance(part, str) or isinstance(whole, str):
        return HIDDEN_WORDS[locale][1]
    return rate(part, whole)


def rate(part: int | None, whole: int | None) -> str:
    """In per cent, as Vietnamese papers write it."""
    if part is None or not whole:
        return "–"
    return f"{part * 100 / whole:.1f} %".replace(".", ",")

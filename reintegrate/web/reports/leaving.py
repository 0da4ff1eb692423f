"""A ward's report as somebody outside the ward reads it: counts of people under five are hidden,
and what would give them away by subtraction, by comparison, in a share or in the narrative."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reintegrate.models.indicator import Indicator
from reintegrate.models.user import WARD_ROLES, User
from reintegrate.web.reports.submitted import Earlier, Told
from reintegrate.web.ui.hidden_cells import FEWEST, HIDDEN_WORDS, cells_of

PEOPLE = re.compile(r"\b(\d[\d.]*) người(?: \([\d,]+ %\))?")
MONEY = re.compile(r"tổng số tiền [\d.]+ đồng")

Seen = Mapping[str, int | str]


class Shown(NamedTuple):
    """What is read of one report."""

    numbers: Seen
    before: Seen | None
    year_before: Seen
    narrative: Mapping[str, str]
    guarded: bool


def shown_to(
    viewer: User | None,
    indicators: Sequence[Indicator],
    said: Told,
    earlier: Earlier,
    narrative: Mapping[str, str],
    locale: str,
    elsewhere: Collection[str] = (),
) -> Shown:
    """None: to whoever it is sent to. `elsewhere`: codes of what is hidden beside other wards."""
    if viewer is not None and viewer.role in WARD_ROLES:
        return Shown(said.numbers, earlier.before, earlier.year_before, narrative, guarded=False)
    numbers = dict(kept(indicators, said.numbers, locale))
    for code in elsewhere:
        if isinstance(numbers.get(code), int):
            numbers[code] = HIDDEN_WORDS[locale][1]
    before = None if earlier.before is None else kept(indicators, earlier.before, locale)
    year_before = kept(indicators, earlier.year_before, locale)
    told = (said.numbers, earlier.before or {}, earlier.year_before)
    unsaid = numbers_unsaid(told, (numbers, before or {}, year_before))
    money = isinstance(numbers.get("loan_amount"), str)
    words = {part: guarded(text, unsaid, money=money) for part, text in narrative.items()}
    return Shown(numbers, before, year_before, words, guarded=True)


def kept(indicators: Sequence[Indicator], numbers: Mapping[str, int], locale: str) -> Seen:
    """By code; what nobody typed stays unknown."""
    codes = [one.code for one in indicators]
    (cells,) = cells_of([[numbers.get(code, 0) for code in codes]], indicators, locale)
    return {code: cell for code, cell in zip(codes, cells, strict=True) if code in numbers}


def numbers_unsaid(told: Sequence[Mapping[str, int]], seen: Sequence[Seen]) -> set[int]:
    """What a text would give away: hidden numbers, and how far they are from what they were."""
    (now, *earlier), (now_seen, *earlier_seen) = told, seen
    found = {now[code] for code, cell in now_seen.items() if isinstance(cell, str)}
    for then, then_seen in zip(earlier, earlier_seen, strict=True):
        for code, cell in then_seen.items():
            if isinstance(cell, str) or isinstance(now_seen.get(code), str):
                found |= {then[code], abs(then[code] - now.get(code, 0))}
    return found


def guarded(text: str, unsaid: set[int], *, money: bool) -> str:
    few, hidden = HIDDEN_WORDS["vi"]

    def said(found: re.Match[str]) -> str:
        number = int(found[1].replace(".", "") or 0)
        if number < FEWEST:
            return f"{few} người"
        return f"({hidden}) người" if number in unsaid else found[0]

    text = PEOPLE.sub(said, text)
    return MONEY.sub(f"tổng số tiền ({hidden})", text) if money else text

"""How somebody known here is like somebody described, told as plain signs. The signs only order a
list that a human being reads: nothing is decided by them."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from reintegrate.models.names import untelexed, words

SHORTEST_SLIP = 3
"""In words of two letters one slip makes another word: Lo, La, Ly."""


class Sign(StrEnum):
    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    OTHER_ORDER = "other_order"
    PART_OF_NAME = "part_of_name"
    OTHER_NAME = "other_name"
    """One of the words is of a name they are also called by."""
    SPELLED_ALIKE = "spelled_alike"
    NEARLY_THE_NAME = "nearly_the_name"
    SAME_YEAR = "same_year"
    NEAR_YEAR = "near_year"
    OTHER_YEAR = "other_year"


WEIGHT = {
    Sign.SAME_NUMBER: 100,
    Sign.SAME_PHONE: 60,
    Sign.SAME_NAME: 50,
    Sign.OTHER_ORDER: 40,
    Sign.OTHER_NAME: 30,
    Sign.PART_OF_NAME: 30,
    Sign.SPELLED_ALIKE: 25,
    Sign.NEARLY_THE_NAME: 20,
    Sign.SAME_YEAR: 30,
    Sign.NEAR_YEAR: 10,
    Sign.OTHER_YEAR: -20,
}
"""Only to show the most alike first: a number is one person's, a name is many people's."""


class Described(NamedTuple):
    """What somebody typed: words of a name, perhaps a year."""

    words: tuple[str, ...]
    year: int | None = None


def signs_of(asked: Described, name: str, other_names: str, birth_year: int) -> tuple[Sign, ...]:
    """Why this person may be meant, strongest first. Empty when nothing says so."""
    sign = _of_name(asked.words, words(name), words(other_names))
    if sign is None:
        return ()
    return (sign, *_of_year(asked.year, birth_year))


def weight(signs: Sequence[Sign]) -> int:
    return sum(WEIGHT[sign] for sign in signs)


def _of_name(asked: Sequence[str], name: list[str], other: list[str]) -> Sign | None:
    decoded = [word if _begins(word, name + other) else untelexed(word) for word in asked]
    if not decoded:
        return None
    if decoded == name:
        return Sign.SAME_NAME
    if sorted(decoded) == sorted(name):
        return Sign.OTHER_ORDER
    if all(_begins(word, name) for word in decoded):
        return Sign.PART_OF_NAME
    if all(_begins(word, name + other) for word in decoded):
        return Sign.OTHER_NAME
    if all(any(is_slip(word, known) for known in name + other) for word in decoded):
        return Sign.SPELLED_ALIKE
    if decoded[-1] == name[-1] and len(set(decoded) & set(name)) >= max(2, len(decoded) - 1):
        return Sign.NEARLY_THE_NAME
    return None


def _begins(word: str, known: Sequence[str]) -> bool:
    return any(one.startswith(word) for one in known)


def is_slip(word: str, known: str) -> bool:
    """The same word, or one letter left out, doubled, changed or swapped with its neighbour."""
    if word == known:
        return True
    if min(len(word), len(known)) < SHORTEST_SLIP:
        return False
    return DamerauLevenshtein.distance(word, known, score_cutoff=1) <= 1


def _of_year(asked: int | None, known: int) -> tuple[Sign, ...]:
    if asked is None:
        return ()
    if asked == known:
        return (Sign.SAME_YEAR,)
    return (Sign.NEAR_YEAR,) if abs(asked - known) == 1 else (Sign.OTHER_YEAR,)

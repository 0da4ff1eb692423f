"""Small numbers name people: in a ward of few, "1 suspended" is somebody the neighbours know."""

from collections.abc import Collection

SMALL = 4
"""From 1 to this, whoever is outside the ward reads only that it is between these two."""
ROUND_TO = 5


def is_small(number: int) -> bool:
    return 1 <= number <= SMALL


def guarded_number(number: int) -> str:
    return f"1–{SMALL}" if is_small(number) else str(number)


def guarded_total(numbers: Collection[int]) -> str:
    """Rounded up where the total less the others would give a single small one away."""
    total = sum(numbers)
    if is_small(total) or sum(is_small(number) for number in numbers) != 1:
        return guarded_number(total)
    return f"≤ {-(-total // ROUND_TO) * ROUND_TO}"


def is_exact(shown: str) -> bool:
    """Neither a range nor rounded: a list of as many tells nothing more."""
    return shown.isdigit()

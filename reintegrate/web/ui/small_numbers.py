"""Small numbers name people: in a ward of few, "1 suspended" is somebody the neighbours know."""

SMALL = 4
"""From 1 to this, whoever is outside the ward reads only that it is between these two."""


def guarded_number(number: int) -> str:
    return f"1–{SMALL}" if 1 <= number <= SMALL else str(number)

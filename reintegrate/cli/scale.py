"""Adds generated cases by the thousand, straight into the tables; the audit chain holds."""


def add_cases(count: int) -> None:
    raise LookupError(count)

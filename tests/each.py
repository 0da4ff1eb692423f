"""One rule asked of many: one test for all of them, whose failure names each that breaks it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Asked = TypeVar("Asked")
Check = Callable[[Asked], None]


def of_each(
    things: Sequence[Asked], named: Callable[[Asked], str]
) -> Callable[[Check[Asked]], Callable[[], None]]:
    """Makes a test of a check of one. Ten thousand tests of a millisecond cost more in being told
    of than in being done."""
    assert things, "nothing to ask it of"

    def made(check: Check[Asked]) -> Callable[[], None]:
        def test() -> None:
            broken = [f"{named(thing)}: {why}" for thing in things if (why := fault(check, thing))]
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        test.__module__, test.__qualname__ = check.__module__, check.__qualname__
        return test

    return made


def fault(check: Check[Asked], thing: Asked) -> str:
    """What is wrong with this one; empty where nothing is."""
    try:
        check(thing)
    except AssertionError as why:
        return str(why) or "it breaks the rule"
    except Exception as why:
        return f"{type(why).__name__}: {why}"
    return ""

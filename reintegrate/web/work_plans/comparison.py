"""This year's figures beside the year before: by how many, by how much of a hundred, in words."""

from typing import NamedTuple

from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.work_plans.progress import TargetLine, YearsWork


class Compared(NamedTuple):
    target: TargetLine
    before: str
    words: str


def comparison(work: YearsWork, last: YearsWork) -> list[Compared]:
    """Where either number is kept as a range, the difference says nothing."""
    return [
        Compared(now, old.said, "–" if now.kept or old.kept else in_words(now.reached, old.reached))
        for now, old in zip(work.targets, last.targets, strict=True)
    ]


def in_words(now: int, before: int) -> str:
    """ "down 14 (23 %)"; no per cent of nothing."""
    if now == before:
        return _("as many")
    more = abs(now - before)
    if before == 0:
        return _("up by %(n)s", n=more)
    percent = round(100 * more / before)
    if now > before:
        return _("up by %(n)s (%(percent)s %%)", n=more, percent=percent)
    return _("down by %(n)s (%(percent)s %%)", n=more, percent=percent)

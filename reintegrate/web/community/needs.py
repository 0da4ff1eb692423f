"""What became of needs, of loans, of work: its bars on the board, and what stands behind each."""

from typing import NamedTuple

from flask import g, url_for
from sqlalchemy import ColumnElement

from reintegrate.access.community_board import needs_by_kind, needs_by_status
from reintegrate.access.community_counts import shown
from reintegrate.models.need import OPEN, Need, NeedStatus
from reintegrate.models.user import Role
from reintegrate.web.community.chart import Bar, bars, has_small, rounded, size_of
from reintegrate.web.ui.i18n import lazy_gettext as _l

KINDS = {
    "needs": (_l("Needs"), None),
    "loans": (_l("Loans"), ("loan",)),
    "work": (_l("Work"), ("job", "public_works", "livelihood")),
}
BECAME = {
    "wanted": (_l("Still wanted"), tuple(OPEN)),
    "received": (_l("Received"), (NeedStatus.RECEIVED, NeedStatus.SETTLED)),
    "declined": (_l("The person would rather not"), (NeedStatus.DECLINED,)),
}


class Part(NamedTuple):
    name: str
    heading: str
    bars: list[Bar]


def parts() -> list[Part]:
    """Needs are the support space: few are a range for everybody."""
    return [Part(name, str(KINDS[name][0]), bars_of(name)) for name in KINDS]


def bars_of(name: str) -> list[Bar]:
    kinds = KINDS[name][1]
    counted = needs_by_status(g.viewer, *([Need.kind_code.in_(kinds)] if kinds else []))
    numbers = {
        became: sum(counted[status] for status in statuses)
        for became, (_, statuses) in BECAME.items()
    }
    longest = max(size_of(number) for number in numbers.values())
    rows = [
        (str(BECAME[became][0]), shown(number), size_of(number), url_of(name, became))
        for became, number in numbers.items()
    ]
    return bars(rows, longest)


def url_of(name: str, became: str) -> str | None:
    """No number of the coordinator's leads anywhere."""
    if g.viewer.role == Role.COORDINATOR:
        return None
    return url_for("community.needs", of=name, became=became)


def conditions(name: str, became: str) -> list[ColumnElement[bool]]:
    kinds = KINDS[name][1]
    found: list[ColumnElement[bool]] = [Need.status.in_(BECAME[became][1])]
    return [*found, Need.kind_code.in_(kinds)] if kinds else found


def by_kind(name: str, became: str) -> list[tuple[str, str]]:
    """Code and number. Where one is small the others are rounded up, or the sum would tell it."""
    counted = needs_by_kind(g.viewer, *conditions(name, became))
    few = has_small(list(counted.values()))
    return [
        (code, shown(number) if size_of(number) != number or not few else f"≤ {rounded(number)}")
        for code, number in counted.most_common()
    ]

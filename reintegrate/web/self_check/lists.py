"""The troubles as each role reads them: a ward's officials who and what, others how many where."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g, url_for

from reintegrate.access.troubles import empty_agencies, miscounts, troubles_by_ward, ward_names
from reintegrate.models.names import fold
from reintegrate.models.recount import Counter
from reintegrate.models.reveal_clock import reviewers
from reintegrate.models.trouble import Trouble, of_cases, told_lately
from reintegrate.models.user import Role
from reintegrate.web.self_check import queries
from reintegrate.web.ui.filters import moment
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.small_numbers import guarded_number

WHY: dict[Trouble, Any] = {
    Trouble.NO_WORKER: _l("Nobody goes to see them until a worker is named."),
    Trouble.LONG_OVERDUE: _l("The next contact was due more than thirty days ago."),
    Trouble.TWO_WARDS: _l(
        "Somebody of the same name and year of birth has an open case in another ward. It may be "
        "one person or two: their wards ask one another."
    ),
    Trouble.CLOSED_WARD: _l("This ward is no more: the cases belong to what became of it."),
    Trouble.UNSEEN_WORKER: _l("Social workers with an account, not signed in for thirty days."),
    Trouble.LATE_TRANSFER: _l("The ward that is asked has let the time for its answer pass."),
    Trouble.LATE_REVIEW: _l(
        "Somebody of this ward looked into another ward's file, and the data-protection officer "
        "has not reviewed it."
    ),
    Trouble.COUNTS_DIFFER: _l(
        "Last night a full recount gave something else than the numbers kept: reports and lists of "
        "this ward may be wrong. Keep the database as it is and tell those who write the system."
    ),
    Trouble.EMPTY_AGENCY: _l("It can be asked for help, and nobody could read the request."),
}

Mend = tuple[str, Callable[[Any], str]]
"""Words of the link, and where it leads for one row."""


@dataclass(frozen=True)
class Line:
    """`told`: since when those who can mend it know; `url` and `label`: where to mend it oneself;
    without either there is a button to tell."""

    title: str
    number: str
    about: int
    told: bool = False
    url: str | None = None
    label: str = ""


@dataclass(frozen=True)
class Listed:
    trouble: Trouble
    why: Any
    lines: list[Line]


def of_all_wards() -> list[Listed]:
    """Wards and numbers; a small number of people only as a range."""
    found, told = troubles_by_ward(g.viewer), told_lately(g.viewer)
    counters = miscounts(g.viewer)
    names = ward_names({area_id for wards in found.values() for area_id in wards})
    people = of_cases()
    listed = [
        Listed(
            trouble,
            WHY[trouble],
            [
                Line(
                    title=f"{names[area_id]}{which(counters, area_id, trouble)}",
                    number=guarded_number(number) if trouble in people else str(number),
                    about=area_id,
                    told=(trouble, area_id) in told,
                    **mended_by(trouble),
                )
                for area_id, number in sorted(wards.items(), key=lambda one: fold(names[one[0]]))
            ],
        )
        for trouble, wards in ((one, found.get(one, {})) for one in Trouble)
        if wards
    ]
    return listed + of_agencies(told)


def which(counters: dict[int, dict[Counter, int]], area_id: int, trouble: Trouble) -> str:
    """Of numbers that differ from a recount: which ones."""
    if trouble != Trouble.COUNTS_DIFFER:
        return ""
    said = (f"{label(counter)}: {number}" for counter, number in counters[area_id].items())
    return f" · {'; '.join(said)}"


def mended_by(trouble: Trouble) -> dict[str, Any]:
    """What an administrator can mend without seeing a case. The rest is told to the ward."""
    if g.viewer.role != Role.ADMINISTRATOR:
        return {}
    if trouble == Trouble.COUNTS_DIFFER:
        return {"url": url_for("nudges.jobs"), "label": _("Open the time-driven work")}
    if trouble == Trouble.UNSEEN_WORKER:
        return {"url": url_for("admin.index"), "label": _("See the accounts")}
    if trouble == Trouble.LATE_REVIEW and not reviewers():
        return {"url": url_for("admin.add"), "label": _("Add an account")}
    if trouble == Trouble.CLOSED_WARD:
        return {"url": url_for("wards.index"), "label": _("Open the wards")}
    return {}


def of_agencies(told: set[tuple[Trouble, int]]) -> list[Listed]:
    mends = g.viewer.role == Role.ADMINISTRATOR
    lines = [
        Line(
            title=row.name,
            number="0",
            about=row.id,
            told=(Trouble.EMPTY_AGENCY, row.id) in told,
            url=url_for("admin.add") if mends else None,
            label=_("Add an account"),
        )
        for row in empty_agencies(g.viewer)
    ]
    why = WHY[Trouble.EMPTY_AGENCY]
    return [Listed(Trouble.EMPTY_AGENCY, why, lines)] if lines else []


def of_own_ward() -> list[Listed]:
    """Each with the way to mend it."""
    mends: dict[Trouble, Mend] = {
        Trouble.NO_WORKER: (
            _("Name a worker"),
            lambda row: url_for("cases.assign", case_id=row.id),
        ),
        Trouble.LONG_OVERDUE: (
            _("Open the case"),
            lambda row: url_for("cases.show", case_id=row.id),
        ),
        Trouble.TWO_WARDS: (_("Ask the other ward"), lambda row: url_for("inquiries.new")),
        Trouble.CLOSED_WARD: (
            _("Propose to hand over"),
            lambda row: url_for("transfers.new", case_id=row.id),
        ),
    }
    rows = queries.cases_in_trouble(g.viewer)
    found: dict[Trouble, list[Line]] = {
        trouble: [
            Line(row.name, row.number, row.id, url=way(row), label=words) for row in rows[trouble]
        ]
        for trouble, (words, way) in mends.items()
    }
    found[Trouble.UNSEEN_WORKER] = unseen_workers()
    found[Trouble.LATE_TRANSFER] = late_transfers()
    return [Listed(one, WHY[one], lines) for one, lines in found.items() if lines]


def unseen_workers() -> list[Line]:
    return [
        Line(
            row.name,
            "",
            row.id,
            url=url_for("reassignments.new", from_worker=row.id),
            label=_("Give cases to somebody else"),
        )
        for row in queries.workers_unseen(g.viewer)
    ]


def late_transfers() -> list[Line]:
    return [
        Line(
            title=row.from_ward,
            number=_("answer by %(moment)s", moment=moment(row.answer_by)),
            about=row.id,
            url=url_for("transfers.show", transfer_id=row.id),
            label=_("Answer"),
        )
        for row in queries.transfers_late(g.viewer)
    ]

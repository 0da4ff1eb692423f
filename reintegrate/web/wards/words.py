"""A plan of other areas as its page says it: lines, numbers, what is missing, what hangs on it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for

from reintegrate.models.area_carrying import Gap
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.area_split import Placed
from reintegrate.models.area_undoing import Tie
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import lazy_gettext as _l
from reintegrate.web.ui.labels import label

NUMBERS = {
    "people": _l("People"),
    "open_cases": _l("Open cases"),
    "ended_cases": _l("Ended cases"),
    "staff": _l("Staff"),
    "transfers_in": _l("Transfers on their way here"),
    "transfers_out": _l("Transfers on their way out"),
    "deadlines": _l("Open deadlines"),
    "intakes": _l("Intakes"),
    "inquiries": _l("Questions of other wards"),
    "assignments": _l("Running requests to agencies"),
    "agencies": _l("Agencies of this area"),
    "reports": _l("Reports made for it"),
}

TIES = {
    "area": _l("Areas made in it since"),
    "area_change": _l("Other plans that name its areas"),
    "case": _l("Cases"),
    "code": _l("Areas that bear a code again which this change set free"),
    "document_number": _l("Numbers given to papers"),
    "intake": _l("Intakes"),
    "report": _l("Reports"),
    "team": _l("Support teams"),
    "transfer": _l("Transfers"),
    "user": _l("Accounts"),
    "worker": _l("Cases given to a worker who would be in another ward again"),
}


class Line(NamedTuple):
    area_id: int
    old: str
    code: str
    new: str
    how: str
    words: list[str]


def lines(change: AreaChange) -> list[Line]:
    return [
        Line(
            line.area_id,
            line.area.name,
            line.area.code,
            target(line.unit),
            how(change, line),
            line.words.splitlines(),
        )
        for line in sorted(change.lines, key=lambda one: (one.area.code, not one.is_rest, one.id))
    ]


def of_ward(change: AreaChange, area_id: int | None) -> list[str]:
    """What this plan does to one ward, and to those it takes in."""
    return [
        f"{line.area.name} → {target(line.unit)}"
        for line in change.lines
        if area_id in {line.area_id, line.unit.area_id if line.unit else None}
    ]


def target(unit: AreaChangeUnit | None) -> str:
    if unit is None:
        return _("Ceases")
    above = unit.parent_unit or unit.parent
    inside = f", {above.name}" if above else ""
    return f"{unit.name} ({unit.code}){inside}"


def unit_chosen(change: AreaChange, unit_id: str) -> AreaChangeUnit | None:
    """A posted choice counts only if the plan has it."""
    return next((unit for unit in change.units if str(unit.id) == unit_id), None)


def how(change: AreaChange, line: AreaChangeLine) -> str:
    """What kind of change this line is, in a word."""
    unit = line.unit
    if unit is None:
        return _("Nothing takes its place")
    if len(change.lines_of(line.area)) > 1:
        return _("Whoever no other part names") if line.is_rest else _("Part of it")
    if sum(other.unit_id == unit.id for other in change.lines) > 1:
        return _("Merged")
    if (unit.name, unit.code, unit.kind) != (line.area.name, line.area.code, line.area.kind):
        return _("Another name, code or kind")
    return _("Only what it lies in changes")


def numbers(change: AreaChange, counts: Mapping[str, Mapping[int, int]]) -> list[dict[str, Any]]:
    """What would follow, by old area and in all; what is nowhere is left out."""
    areas = change.old_areas
    used = [name for name in NUMBERS if any(counts.get(name, {}).values())]
    return [
        {
            "label": NUMBERS[name],
            "total": sum(counts[name].values()),
            "by_area": [(a.name, counts[name][a.id]) for a in areas if counts[name].get(a.id)],
        }
        for name in used
    ]


def told_apart(change: AreaChange, counts: Mapping[tuple[int, str], int]) -> list[tuple[Any, ...]]:
    """Of each part of a split: by address, by an official, unclear."""
    split = {unit_id for unit_id, _how in counts}
    return [
        (unit.name, *(counts.get((unit.id, how.value), 0) for how in Placed))
        for unit in change.units
        if unit.id in split
    ]


def missing(gaps: list[Gap]) -> list[str]:
    return [str(label(gap.what)) % {"area": gap.name} for gap in gaps]


def hanging(ties: list[Tie]) -> list[tuple[str, int, str]]:
    """Why it cannot be undone any more: what, how many, new or changed."""
    other = _("Other records")
    return [
        (
            str(TIES.get(tie.table, other)),
            tie.rows,
            _("changed since") if tie.changed else _("new since"),
        )
        for tie in ties
    ]


def affected_lists() -> list[tuple[str, str]]:
    """Where an official reads by name what a plan counts: the whole ward goes along."""
    return [
        (url_for("caseload.index"), _("Open cases")),
        (url_for("caseload.index", ended="all"), _("Ended cases")),
        (url_for("transfers.index"), _("Transfers")),
        (url_for("deadlines.index"), _("Deadlines")),
        (url_for("intakes.index"), _("Intakes")),
        (url_for("agencies.index"), _("Agencies")),
        (url_for("reports.periods"), _("Reports by period")),
    ]

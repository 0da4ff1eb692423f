"""Loads the reference data of seeds/reference. Only what is missing is added: edits are kept."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, Enum, Integer, insert, select
from sqlalchemy.types import TypeEngine

from reintegrate.cli.reference_questionnaires import load_questionnaires
from reintegrate.cli.reference_schedule import load_schedule
from reintegrate.db import Base, db
from reintegrate.models.area import Area, AreaKind, AreaPredecessor
from reintegrate.models.catalogue import CATALOGUES, CatalogueEntry, forget_names
from reintegrate.models.data_request_rule import DataRequestRule
from reintegrate.models.document_kind import DocumentField, DocumentKind
from reintegrate.models.indicator import Indicator
from reintegrate.models.information_clock import InformationClock
from reintegrate.models.life_rule import ClosureGround, ExpectedAct, PauseRule, RegimeSetting
from reintegrate.models.period import PeriodKind
from reintegrate.models.privacy_detail import PrivacyDetail
from reintegrate.models.regime import Regime, TermRule
from reintegrate.models.step_rule import StepRule
from reintegrate.models.support_scheme import SchemeNeed, SupportCondition, SupportScheme
from reintegrate.models.transition import Transition
from reintegrate.models.working_calendar import CalendarDay, CalendarYear
from reintegrate.paths import seeds_dir

DEMO_PROVINCES = ("19",)

LEVELS = (
    {AreaKind.PROVINCE},
    {AreaKind.TOWN, AreaKind.DISTRICT},
    {AreaKind.WARD, AreaKind.COMMUNE, AreaKind.SPECIAL_ZONE},
)
"""An area lies in one of an earlier level, which needs its id first."""

Row = dict[str, Any]


class UnknownProvince(LookupError):
    """No province in force since 01/07/2025 has this code."""


@dataclass
class LoadReport:
    """Rows by table: those added now, and those that were there and stay as they are."""

    added: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    @property
    def total_added(self) -> int:
        return sum(self.added.values())

    @property
    def total_kept(self) -> int:
        return sum(self.kept.values())

    def count(self, table: str, *, added: int, kept: int) -> None:
        self.added[table] = self.added.get(table, 0) + added
        self.kept[table] = self.kept.get(table, 0) + kept


def load_reference(provinces: Iterable[str] = DEMO_PROVINCES) -> LoadReport:
    """Add what is missing: catalogues, regimes, rhythm, all provinces, and the units and history of
    the provinces asked for. The caller commits. Raises UnknownProvince before anything is written.
    """
    asked = sorted(set(provinces))
    unknown = set(asked) - set(known_provinces())
    if unknown:
        raise UnknownProvince(", ".join(sorted(unknown)))
    report = LoadReport()
    db.session.flush()
    for model in CATALOGUES:
        _load_catalogue(model, report)
    _load_regimes(report)
    _load_clock(report)
    load_schedule(
        _read,
        lambda model, rows, key: _add_missing(model, rows, key, report),
        lambda model, kept: report.count(model.__tablename__, added=0, kept=kept),
    )
    _load_supports(report)
    load_questionnaires(report.count)
    _load_documents(report)
    _add_missing(PeriodKind, _read("period_kinds.csv"), ("code",), report)
    _add_missing(Indicator, _read("indicators.csv"), ("code",), report)
    _add_missing(InformationClock, _read("information_clocks.csv"), ("kind",), report)
    clocks = _read("data_request_rules.csv")
    _add_missing(DataRequestRule, clocks, ("clock", "valid_from"), report)
    _add_missing(PrivacyDetail, _read("privacy_details.csv"), ("name",), report)
    _load_areas(asked, report)
    forget_names()
    return report


def known_provinces() -> dict[str, str]:
    """Code -> name of the provinces that can be asked for."""
    return {row["code"]: row["name"] for row in _read("areas/provinces.csv")}


def _load_catalogue(model: type[CatalogueEntry], report: LoadReport) -> None:
    rows = _read(f"catalogues/{model.__tablename__}.csv")
    placed = [{**row, "position": 10 * place} for place, row in enumerate(rows, start=1)]
    _add_missing(model, placed, ("code",), report)


def _load_regimes(report: LoadReport) -> None:
    _add_missing(Regime, _read("regimes.csv"), ("code",), report)
    rule = ("regime_code", "rehabilitation_kind_code", "minor")
    _add_missing(TermRule, _read("term_rules.csv"), rule, report)
    _add_missing(PauseRule, _read("pause_rules.csv"), ("regime_code", "kind"), report)
    grounds = _read("closure_grounds.csv")
    _add_missing(ClosureGround, grounds, ("regime_code", "outcome_code"), report)
    _add_missing(RegimeSetting, _read("regime_settings.csv"), ("regime_code", "name"), report)
    _add_missing(ExpectedAct, _read("expected_acts.csv"), ("regime_code", "kind"), report)


def _load_clock(report: LoadReport) -> None:
    rules = [{**row, "revision": 1} for row in _read("step_rules.csv")]
    _add_missing(StepRule, rules, ("regime_code", "step", "revision"), report)
    _add_missing(Transition, _read("transitions.csv"), ("from_code", "to_code", "who"), report)
    # A year that is held keeps its days as they were edited.
    days = _read("working_calendar.csv")
    held = {str(year) for year in db.session.scalars(select(CalendarYear.id))}
    years = [{"id": int(year)} for year in sorted({row["day"][:4] for row in days})]
    _add_missing(CalendarYear, years, ("id",), report)
    new = [row for row in days if row["day"][:4] not in held]
    _add_missing(CalendarDay, new, ("day",), report)
    report.count(CalendarDay.__tablename__, added=0, kept=len(days) - len(new))


def _load_supports(report: LoadReport) -> None:
    rows = _read("supports/schemes.csv")
    needs = [
        {"scheme_code": row["code"], "need_kind_code": code}
        for row in rows
        for code in row.pop("needs").split()
    ]
    placed = [{**row, "position": 10 * place} for place, row in enumerate(rows, start=1)]
    _add_missing(SupportScheme, placed, ("code",), report)
    _add_missing(SchemeNeed, needs, ("scheme_code", "need_kind_code"), report)
    conditions = _read("supports/conditions.csv")
    _add_missing(SupportCondition, conditions, ("scheme_code", "position"), report)


def _load_documents(report: LoadReport) -> None:
    _add_missing(DocumentField, _read("documents/fields.csv"), ("code",), report)
    rows = _read("documents/kinds.csv")
    placed = [{**row, "position": 10 * place} for place, row in enumerate(rows, start=1)]
    _add_missing(DocumentKind, placed, ("code",), report)


def _load_areas(asked: list[str], report: LoadReport) -> None:
    rows = [row for row in _read("areas/history.csv") if row.pop("province") in asked]
    rows += _read("areas/provinces.csv")
    for province in asked:
        units = _read(f"areas/wards/{province}.csv")
        rows += [{**row, "parent_code": province} for row in units]
    for level in LEVELS:
        parent_of = _parents()
        units = [row for row in rows if row["kind"] in level]
        placed = [{**row, "parent_id": parent_of(row)} for row in units]
        _add_missing(Area, placed, ("code", "valid_from"), report)
    _load_predecessors(asked, report)


def _parents() -> Callable[[Row], int | None]:
    """Finds the parent that was in force on an area's first day, among those already loaded."""
    spans: dict[str, list[tuple[date, date, int]]] = {}
    columns = (Area.id, Area.code, Area.valid_from, Area.valid_to)
    above = select(*columns).where(Area.kind.in_(LEVELS[0] | LEVELS[1]))
    for id_, code, first, last in db.session.execute(above):
        spans.setdefault(code, []).append((first, last or date.max, id_))

    def parent_of(row: Row) -> int | None:
        code, day = row.get("parent_code"), date.fromisoformat(row["valid_from"])
        if not code:
            return None
        return next(id_ for first, last, id_ in spans[code] if first <= day <= last)

    return parent_of


def _load_predecessors(asked: list[str], report: LoadReport) -> None:
    columns = select(Area.code, Area.valid_from, Area.id)
    ids = {(code, day.isoformat()): id_ for code, day, id_ in db.session.execute(columns)}
    pairs = [
        {
            "area_id": ids[row["code"], row["valid_from"]],
            "predecessor_id": ids[row["predecessor_code"], row["predecessor_valid_from"]],
        }
        for row in _read("areas/predecessors.csv")
        if row["province"] in asked
    ]
    _add_missing(AreaPredecessor, pairs, ("area_id", "predecessor_id"), report)


def _add_missing(
    model: type[Base] | type[CatalogueEntry],
    rows: list[Row],
    key: tuple[str, ...],
    report: LoadReport,
) -> None:
    table = Base.metadata.tables[model.__tablename__]
    present = {tuple(found) for found in db.session.execute(select(*(table.c[k] for k in key)))}
    given = [column for column in table.columns if any(column.name in row for row in rows)]
    typed = [{c.name: _cell(row.get(c.name), c) for c in given} for row in rows]
    missing = [row for row in typed if tuple(row[k] for k in key) not in present]
    if missing:
        db.session.execute(insert(table), missing)
    report.count(table.name, added=len(missing), kept=len(rows) - len(missing))


def _cell(text: Any, column: Column[Any]) -> Any:
    value = _value(text, column.type)
    return "" if value is None and text == "" and not column.nullable else value


def _value(text: Any, kind: TypeEngine[Any]) -> Any:
    """A cell as its column wants it; an empty cell says nothing is known."""
    if not isinstance(text, str):
        return text
    if text == "":
        return None
    if isinstance(kind, Boolean):
        return {"yes": True, "no": False}[text]
    if isinstance(kind, Integer):
        return int(text)
    if isinstance(kind, Date):
        return date.fromisoformat(text)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(text)
    return text


def _read(name: str) -> list[Row]:
    """The rows of a seed file. Lines that begin with # explain it."""
    with (seeds_dir() / "reference" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))

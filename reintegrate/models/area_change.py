"""AreaChange: wards that merge, split, get another name or parent from one day on. It is planned in
steps and looked at; `area_carrying.py` carries it out and undoes it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reintegrate.db import Base, db, utcnow
from reintegrate.models.area import Area, AreaKind, units_of
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.audit import Space, record_event
from reintegrate.models.idempotency import first_result
from reintegrate.models.lifecycle import DomainError, Lifecycle
from reintegrate.models.user import WARD_KINDS, User

LEVELS = (
    frozenset({AreaKind.PROVINCE}),
    frozenset({AreaKind.TOWN, AreaKind.DISTRICT}),
    WARD_KINDS,
)
"""An area lies in one of an earlier level; its people and cases go on in one of the same."""


class AreaChangeStatus(StrEnum):
    PLANNED = "planned"
    CARRIED_OUT = "carried_out"
    DROPPED = "dropped"


AREA_CHANGE = Lifecycle(
    "area_change",
    {
        AreaChangeStatus.PLANNED: {AreaChangeStatus.CARRIED_OUT, AreaChangeStatus.DROPPED},
        AreaChangeStatus.CARRIED_OUT: {AreaChangeStatus.PLANNED},
        AreaChangeStatus.DROPPED: set(),
    },
    space=Space.SYSTEM,
)


class OtherLevel(DomainError):
    """A ward becomes part of a ward, a town of a town, a province of a province."""


class NotPlanned(DomainError):
    """What was carried out or dropped is not planned any more."""


class Unit(NamedTuple):
    """An area as a plan describes it. `parent_unit`: it lies in one that the plan makes too."""

    code: str
    name: str
    kind: AreaKind
    parent_id: int | None = None
    parent_unit_id: int | None = None


class AreaChange(Base):
    __tablename__ = "area_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    """The decision behind it, as officials cite it."""
    first_day: Mapped[date] = mapped_column(index=True)
    """From this day on the new areas are in force."""
    status: Mapped[AreaChangeStatus] = mapped_column(default=AreaChangeStatus.PLANNED)
    steps: Mapped[int] = mapped_column(default=0)
    """How often the plan was changed."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    carried_out_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    units: Mapped[list[AreaChangeUnit]] = relationship(
        order_by="AreaChangeUnit.id", cascade="all, delete-orphan"
    )
    lines: Mapped[list[AreaChangeLine]] = relationship(
        order_by="AreaChangeLine.id", cascade="all, delete-orphan"
    )

    @classmethod
    def plan(cls, *, key: str, name: str, first_day: date, by: User) -> "AreaChange":
        """An empty plan. Raises KeyTaken."""
        earlier = first_result(cls, key, by=by)
        if earlier is not None:
            return earlier
        change = cls(key=key, name=name, first_day=first_day, by_id=by.id)
        db.session.add(change)
        db.session.flush()
        record_event("area_change.begun", on=change, by=by, space=Space.SYSTEM)
        return change

    def join(self, old: Sequence[Area], into: Unit, *, by: User) -> AreaChangeUnit:
        """All of these become one from that day: a merger; of a single one, another name, kind or
        parent. What lies in them comes along unchanged until a step says otherwise. Raises
        OtherLevel, NotPlanned."""
        for area in old:
            self._check_level(area, into.kind)
        self._open()
        for area in old:
            self._let_go(area)
        unit = self._unit(into)
        for area in old:
            self.lines.append(AreaChangeLine(area_id=area.id, area=area, unit=unit, is_rest=True))
        db.session.flush()
        for area in old:
            self._take_along(area, unit)
        self._step("joined", by=by)
        return unit

    def part(
        self, old: Area, into: Unit | Area, *, words: str, is_rest: bool, by: User
    ) -> AreaChangeUnit:
        """The people of these streets and hamlets go on in that area, a new one or one that stays;
        `is_rest`: and whoever no part names. Raises OtherLevel, NotPlanned."""
        self._check_level(old, into.kind)
        self._open()
        wanted = (into.code, into.name)
        for line in self.lines_of(old):
            stays = line.unit is not None and line.unit.area_id == old.id
            again = line.unit is not None and (line.unit.code, line.unit.name) == wanted
            whole = line.unit is None or not line.words
            if again or (is_rest and line.is_rest) or (whole and not stays):
                self.lines.remove(line)
        unit = self._standing(into) if isinstance(into, Area) else self._unit(into)
        line = AreaChangeLine(area_id=old.id, area=old, unit=unit, words=words, is_rest=is_rest)
        self.lines.append(line)
        if isinstance(into, Area) and not any(one.is_rest for one in self.lines_of(old)):
            own = self._standing(old)
            self.lines.append(AreaChangeLine(area_id=old.id, area=old, unit=own, is_rest=True))
        self._step("parted", by=by)
        return unit

    def end(self, old: Area, *, by: User) -> None:
        """It ceases, and nothing takes its place: what lay in it goes where other steps say."""
        self._open()
        self._let_go(old)
        self.lines.append(AreaChangeLine(area_id=old.id, area=old, is_rest=True))
        self._step("ended", by=by)

    def take_out(self, old: Area, *, by: User) -> None:
        """This area stays as it is after all."""
        self._open()
        self._let_go(old)
        self._step("taken_out", by=by)

    def drop(self, *, by: User) -> None:
        """Nothing comes of it, and what it named may be planned anew. Raises IllegalMove."""
        AREA_CHANGE.move(self, AreaChangeStatus.DROPPED, by=by)
        self.lines.clear()
        self._tidy()

    def lines_of(self, area: Area) -> list[AreaChangeLine]:
        return [line for line in self.lines if line.area_id == area.id]

    @property
    def old_areas(self) -> list[Area]:
        return list({line.area_id: line.area for line in self.lines}.values())

    @property
    def ending(self) -> list[Area]:
        """The old areas of which nothing stays."""
        standing = {unit.area_id for unit in self.units if unit.stays}
        return [area for area in self.old_areas if area.id not in standing]

    @property
    def touched_ids(self) -> set[int]:
        """Every area that was there before and will not be as it was."""
        standing = {unit.area_id for unit in self.units if unit.stays and unit.area_id is not None}
        return standing | {line.area_id for line in self.lines}

    @property
    def made_ids(self) -> list[int]:
        """The areas it made, once it was carried out."""
        return [unit.area_id for unit in self.units if not unit.stays and unit.area_id is not None]

    @property
    def last_day(self) -> date:
        """Of the areas as they were."""
        return self.first_day - timedelta(days=1)

    @property
    def is_planned(self) -> bool:
        return self.status == AreaChangeStatus.PLANNED

    def _check_level(self, area: Area, kind: AreaKind) -> None:
        if not any({area.kind, kind} <= level for level in LEVELS):
            raise OtherLevel(area.code)

    def _open(self) -> None:
        if not self.is_planned:
            raise NotPlanned(self.id)

    def _step(self, what: str, *, by: User) -> None:
        """Said when it stands in the plan: whoever hears of it reads the plan as it is now."""
        self._tidy()
        self.steps += 1
        record_event(f"area_change.{what}", on=self, by=by, space=Space.SYSTEM, step=self.steps)

    def _unit(self, into: Unit) -> AreaChangeUnit:
        """The same area named twice is one."""
        for unit in self.units:
            if (unit.code, unit.name, unit.stays) == (into.code, into.name, False):
                unit.kind, unit.parent_id = into.kind, into.parent_id
                unit.parent_unit_id = into.parent_unit_id
                return unit
        unit = AreaChangeUnit(**into._asdict())
        self.units.append(unit)
        db.session.flush()
        return unit

    def _standing(self, area: Area) -> AreaChangeUnit:
        """An area that goes on as it is, with more people in it or fewer."""
        for unit in self.units:
            if unit.stays and unit.area_id == area.id:
                return unit
        unit = AreaChangeUnit(code=area.code, name=area.name, kind=area.kind)
        unit.parent_id, unit.area_id, unit.stays = area.parent_id, area.id, True
        self.units.append(unit)
        db.session.flush()
        return unit

    def _take_along(self, old: Area, parent: AreaChangeUnit) -> None:
        for area in units_of(old, self.last_day):
            if not self.lines_of(area):
                unit = self._unit(Unit(area.code, area.name, area.kind, None, parent.id))
                line = AreaChangeLine(area_id=area.id, area=area, unit=unit, is_rest=True)
                self.lines.append(line)
                self._take_along(area, unit)

    def _let_go(self, area: Area) -> None:
        for line in self.lines_of(area):
            self.lines.remove(line)

    def _tidy(self) -> None:
        """An area nothing leads to is not made, unless something lies in it."""
        db.session.flush()
        while True:
            used = {line.unit_id for line in self.lines}
            used |= {unit.parent_unit_id for unit in self.units}
            idle = [unit for unit in self.units if unit.id not in used]
            if not idle:
                return
            for unit in idle:
                self.units.remove(unit)
            db.session.flush()

    def __repr__(self) -> str:
        return f"<AreaChange {self.id}>"

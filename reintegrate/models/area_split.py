"""How the people of an area that splits are told apart: by streets and hamlets in their address,
and where these do not say, one by one by an official who knows them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.area_change import AreaChange
from reintegrate.models.area_change_parts import AreaChangeLine, AreaChangeUnit
from reintegrate.models.audit import Space, record_event
from reintegrate.models.case import Case
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.names import fold
from reintegrate.models.person import Person
from reintegrate.models.user import User


class Placed(StrEnum):
    BY_ADDRESS = "by_address"
    BY_OFFICIAL = "by_official"
    UNCLEAR = "unclear"
    """The words do not say. Until an official does, they go where the rest goes."""


class NotInTheSplit(DomainError):
    """This area is no part of what becomes of that one."""


class AreaPlacement(Base):
    """Where one case, or one member of staff, of an area that splits goes on."""

    __tablename__ = "area_placement"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("area_change.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("area_change_unit.id", ondelete="CASCADE"), index=True
    )
    how: Mapped[Placed]


Index(
    "uq_area_placement_case",
    AreaPlacement.change_id,
    AreaPlacement.case_id,
    unique=True,
)
Index(
    "uq_area_placement_user",
    AreaPlacement.change_id,
    AreaPlacement.user_id,
    unique=True,
)


class Place(NamedTuple):
    """Where words lead: the unit, and whether they were clear."""

    unit: AreaChangeUnit
    how: Placed

    @property
    def area_id(self) -> int | None:
        return self.unit.area_id


def split_areas(change: AreaChange) -> Iterator[tuple[int, list[AreaChangeLine]]]:
    """The old areas whose people go on in more than one place."""
    for area in change.old_areas:
        lines = change.lines_of(area)
        if len(lines) > 1 and any(line.is_rest for line in lines):
            yield area.id, lines


def plain(text: str) -> str:
    """Folded words with single spaces around each: "Tổ 1" is not found in "tổ 10"."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "


def place(lines: list[AreaChangeLine], address: str | None) -> Place:
    """Where somebody at this address goes on. Where only one part has words, all others are the
    rest; where every part has some, an address none of them knows is unclear."""
    rest = next(line for line in lines if line.is_rest)
    text = plain(address or "")
    found = {
        line.unit_id: line
        for line in lines
        for words in line.words.splitlines()
        if words.strip() and plain(words) in text
    }
    if len(found) == 1:
        (line,) = found.values()
        return Place(line.then, Placed.BY_ADDRESS)
    unclear = found or not text.strip() or rest.words.strip()
    return Place(rest.then, Placed.UNCLEAR if unclear else Placed.BY_ADDRESS)


def settle(change: AreaChange) -> None:
    """Read every address of the areas that split once more. What an official said stays, as long
    as the plan still has that part."""
    units = {area_id: lines for area_id, lines in split_areas(change)}
    kept = {
        row.case_id: row
        for row in db.session.scalars(_of(change).where(AreaPlacement.case_id.is_not(None)))
    }
    for area_id, lines in units.items():
        asked = select(Case.id, Person.address).join(Person, Person.id == Case.person_id)
        offered = {line.unit_id for line in lines}
        for case_id, address in db.session.execute(asked.where(Case.area_id == area_id)):
            row = kept.pop(case_id, None)
            if row is not None and row.how == Placed.BY_OFFICIAL and row.unit_id in offered:
                continue
            unit, how = place(lines, address)
            if row is None:
                row = AreaPlacement(change_id=change.id, case_id=case_id)
                db.session.add(row)
            row.unit_id, row.how = unit.id, how
    for row in kept.values():
        db.session.delete(row)
    _forget_staff_elsewhere(change, units)
    db.session.flush()


def _forget_staff_elsewhere(change: AreaChange, units: dict[int, list[AreaChangeLine]]) -> None:
    """Staff chosen for a part that is no more, or who work elsewhere by now."""
    offered = {area_id: {line.unit_id for line in lines} for area_id, lines in units.items()}
    rows = select(AreaPlacement, User.area_id).join(User, User.id == AreaPlacement.user_id)
    for row, area_id in db.session.execute(rows.where(AreaPlacement.change_id == change.id)):
        if area_id is None or row.unit_id not in offered.get(area_id, set()):
            db.session.delete(row)


def parts_in(change: AreaChange, area_id: int | None) -> list[AreaChangeUnit]:
    """What becomes of this area; or, once that has happened, what else became of the area whose
    rest it took in."""
    for old_id, lines in split_areas(change):
        rest = next(line.then for line in lines if line.is_rest)
        if area_id == (old_id if change.is_planned else rest.area_id):
            return list(dict.fromkeys(line.then for line in lines))
    return []


def place_staff(change: AreaChange, user: User, unit: AreaChangeUnit, *, by: User) -> None:
    """This member of staff goes on there. Raises NotInTheSplit."""
    lines = dict(split_areas(change)).get(user.area_id or 0, [])
    if unit.id not in {line.unit_id for line in lines}:
        raise NotInTheSplit(unit.id)
    row = db.session.scalar(_of(change).where(AreaPlacement.user_id == user.id))
    if row is None:
        row = AreaPlacement(change_id=change.id, user_id=user.id, how=Placed.BY_OFFICIAL)
        db.session.add(row)
    row.unit_id = unit.id
    record_event("area_change.staff_placed", on=change, by=by, space=Space.SYSTEM, user=user.id)
    db.session.flush()


def place_case(change: AreaChange, case: Case, unit: AreaChangeUnit, *, by: User) -> None:
    """An official says where this person lives; all their cases of the ward go there, once the
    change is carried out. Raises NotInTheSplit."""
    if unit not in parts_in(change, case.area_id):
        raise NotInTheSplit(unit.id)
    same = select(Case.id).where(Case.person_id == case.person_id, Case.area_id == case.area_id)
    for case_id in db.session.scalars(same):
        row = db.session.scalar(_of(change).where(AreaPlacement.case_id == case_id))
        if row is None:
            row = AreaPlacement(change_id=change.id, case_id=case_id)
            db.session.add(row)
        row.unit_id, row.how = unit.id, Placed.BY_OFFICIAL
    record_event("case.placed", on=case, by=by, change=change.id)
    db.session.flush()


def placed_cases(change: AreaChange, unit_id: int) -> list[int]:
    mine = AreaPlacement.change_id == change.id, AreaPlacement.unit_id == unit_id
    found = select(AreaPlacement.case_id).where(*mine, AreaPlacement.case_id.is_not(None))
    return [case_id for case_id in db.session.scalars(found) if case_id is not None]


def placed_staff(change: AreaChange, unit_id: int) -> list[int]:
    mine = AreaPlacement.change_id == change.id, AreaPlacement.unit_id == unit_id
    found = select(AreaPlacement.user_id).where(*mine, AreaPlacement.user_id.is_not(None))
    return [user_id for user_id in db.session.scalars(found) if user_id is not None]


def forget_placements(change: AreaChange) -> None:
    """A plan that was dropped asks nobody anything."""
    db.session.execute(delete(AreaPlacement).where(AreaPlacement.change_id == change.id))


def _of(change: AreaChange):  # type: ignore[no-untyped-def]
    return select(AreaPlacement).where(AreaPlacement.change_id == change.id)

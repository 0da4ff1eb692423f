"""What follows when an area becomes another one, and the cells in which every such move is kept, so
that it can be undone. Each column that names an area stands in exactly one list here."""

from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ForeignKey,
    Index,
    Table,
    and_,
    exists,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from reintegrate.db import Base, db
from reintegrate.models.case import NO_DATE
from reintegrate.models.inquiry import InquiryStatus
from reintegrate.models.transfer import TransferStatus

WITH_THE_CASE = (
    "contact_addition.area_id",
    "contact_note.area_id",
    "contact_note_version.area_id",
    "deadline.area_id",
    "document.area_id",
    "document_file.area_id",
    "hosted_stay.home_area_id",
    "information.area_id",
    "intake.area_id",
    "life_fact.area_id",
    "questionnaire_reply.area_id",
    "reveal.area_id",
    "transfer.from_area_id",
    "ward_stay.area_id",
)
"""These hang on a case and go where it goes; what hangs on none follows the area."""

WITH_THE_AREA = (
    "activity_set.area_id",
    "breach.area_id",
    "cluster.province_id",
    "cluster_task.area_id",
    "community_activity.area_id",
    "group_activity.area_id",
    "hosted_stay.host_area_id",
    "inquiry.from_area_id",
    "inquiry.to_area_id",
    "joining.area_id",
    "reassignment.area_id",
    "reveal.from_area_id",
    "rhythm.area_id",
    "user.area_id",
    "work_task.area_id",
)

WITH_THE_OFFICE = (
    "document_number.area_id",
    "issuing_body.area_id",
    "plan_year.area_id",
    "target.area_id",
    "report_target.area_id",
    "team.area_id",
    "team_member.area_id",
)
"""A register, a letterhead, a decided team and its targets belong to one authority: where one area
becomes one other they go on; a merged or split ward begins its own, and the old ones stay."""

STILL_OPEN: dict[str, tuple[str, object]] = {
    "inquiry.from_area_id": ("status", InquiryStatus.ASKED),
    "inquiry.to_area_id": ("status", InquiryStatus.ASKED),
    "transfer.from_area_id": ("status", TransferStatus.PROPOSED),
    "transfer.to_area_id": ("status", TransferStatus.PROPOSED),
    "ward_stay.area_id": ("until", NO_DATE),
}
"""Of these only what is not over goes along: what was answered or has ended stays as it was."""

STAYS = ("report.area_id", "report_snapshot.area_id")
"""A report is of the ward it was made for, as it was then."""

NOT_MOVED = {
    "agency_area.area_id": "served areas are added, none is taken away",
    "area.parent_id": "made anew",
    "area_change_line.area_id": "the plan itself",
    "area_change_unit.area_id": "the plan itself",
    "area_change_unit.parent_id": "the plan itself",
    "area_predecessor.area_id": "made anew",
    "area_predecessor.predecessor_id": "made anew",
    "case.area_id": "moved first",
    "cluster_ward.area_id": "as served areas",
    "count_difference.area_id": "counted again each night",
    "case_number.area_id": "each area counts for itself; a code used again goes on counting",
    "name_token.area_id": "written anew from the cases",
    "transfer.to_area_id": "each by the address it goes to",
}

WORKER = "case.worker_id"
USUAL = "rhythm.is_usual"
ENDED = ":ended"
"""After a table's name: a question between two wards that are one now, and so was taken back."""


class AreaChangeCell(Base):
    """One number in one row: what stood there and what the change wrote."""

    __tablename__ = "area_change_cell"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("area_change.id"))
    place: Mapped[str]
    """Table and column."""
    record_id: Mapped[int]
    before: Mapped[int | None]
    after: Mapped[int | None]


Index(
    "uq_area_change_cell_place",
    AreaChangeCell.change_id,
    AreaChangeCell.place,
    AreaChangeCell.record_id,
    unique=True,
)


def parts(place: str) -> tuple[Table, Any, Any]:
    """Table, its number, and the column."""
    name, _, column = place.partition(".")
    table = Base.metadata.tables[name]
    return table, next(iter(table.primary_key)), table.c[column]


def move(
    change_id: int, place: str, before: int, after: int | None, *which: ColumnElement[bool]
) -> None:
    """Every row of `which` in which `before` stands gets `after`, and the cells say so."""
    table, number, column = parts(place)
    is_flag = isinstance(column.type, Boolean)
    here = and_(column == (bool(before) if is_flag else before), *which)
    kept = select(
        literal(change_id), literal(place), number, literal(before), literal(after)
    ).where(here)
    names = ["change_id", "place", "record_id", "before", "after"]
    db.session.execute(insert(AreaChangeCell).from_select(names, kept))
    value = bool(after) if is_flag else after
    db.session.execute(update(table).where(here).values({column: value}))


def send_on(change_id: int, place: str, case_ids: list[int], was: int, to: int) -> None:
    """What went along with these cases goes on to another of the new areas; undoing still brings
    it back to where it was at first."""
    table, number, column = parts(place)
    own = number.in_(case_ids) if table.name == "case" else table.c.case_id.in_(case_ids)
    rows = select(number).where(own, column == was, still_open(place))
    went = and_(cells_of(change_id, place), AreaChangeCell.record_id.in_(rows))
    db.session.execute(update(AreaChangeCell).where(went).values(after=to))
    here = and_(own, column == was, still_open(place))
    db.session.execute(update(table).where(here).values({column: to}))


def keep(change_id: int, place: str, record_id: int, before: int | None, after: int | None) -> None:
    """A cell of something done by a verb."""
    db.session.add(
        AreaChangeCell(
            change_id=change_id, place=place, record_id=record_id, before=before, after=after
        )
    )


def still_open(place: str) -> ColumnElement[bool]:
    if place not in STILL_OPEN:
        return true()
    column, value = STILL_OPEN[place]
    found: ColumnElement[bool] = parts(place)[0].c[column] == value
    return found


def of_cases(place: str, case_ids: list[int]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = parts(place)[0].c.case_id.in_(case_ids)
    return found


def places_of(change_id: int) -> list[str]:
    """The columns it wrote into."""
    cells = select(AreaChangeCell.place).where(AreaChangeCell.change_id == change_id)
    found = db.session.scalars(cells.distinct())
    return sorted(place for place in found if ENDED not in place)


def cells_of(change_id: int, place: str) -> ColumnElement[bool]:
    return and_(AreaChangeCell.change_id == change_id, AreaChangeCell.place == place)


def restore(change_id: int, place: str) -> None:
    """What stood there before stands there again."""
    table, number, column = parts(place)
    own = and_(cells_of(change_id, place), AreaChangeCell.record_id == number)
    stood: Any = select(AreaChangeCell.before).where(own).scalar_subquery()
    if isinstance(column.type, Boolean):
        stood = stood == 1
    kept = exists(select(AreaChangeCell.id).where(own))
    db.session.execute(update(table).where(kept).values({column: stood}))


def follow_cases_back(change_id: int, areas: list[int]) -> None:
    """What was written meanwhile in a case that went along goes back with it."""
    case = Base.metadata.tables["case"]
    moved = select(AreaChangeCell.record_id).where(cells_of(change_id, "case.area_id"))
    for place in WITH_THE_CASE:
        table, _, column = parts(place)
        own: Any = select(case.c.area_id).where(case.c.id == table.c.case_id).scalar_subquery()
        here = and_(column.in_(areas), table.c.case_id.in_(moved))
        db.session.execute(update(table).where(here).values({column: own}))


def write_names_anew(areas: list[int]) -> None:
    """Each of these areas finds by name whom its cases are about, and nobody else."""
    token, case = (Base.metadata.tables[name] for name in ("name_token", "case"))
    there = token.alias("there")
    known = select(there.c.area_id).where(
        there.c.area_id == case.c.area_id,
        there.c.token == token.c.token,
        there.c.person_id == token.c.person_id,
    )
    wanted = (
        select(case.c.area_id, token.c.token, token.c.person_id)
        .join(case, case.c.person_id == token.c.person_id)
        .where(case.c.area_id.in_(areas), ~known.exists())
        .distinct()
    )
    db.session.execute(insert(token).from_select(["area_id", "token", "person_id"], wanted))
    held = select(case.c.id).where(
        case.c.person_id == token.c.person_id, case.c.area_id == token.c.area_id
    )
    stale = and_(token.c.area_id.in_(areas), ~held.exists())
    db.session.execute(token.delete().where(stale))


def differs(change_id: int, place: str) -> ColumnElement[bool]:
    """In rows of the place's table joined to its cells: somebody wrote there since."""
    column = parts(place)[2]
    after: Any = AreaChangeCell.after
    if isinstance(column.type, Boolean):
        after = AreaChangeCell.after == 1
    found: ColumnElement[bool] = column.is_distinct_from(after)
    return found

"""The ward's list and its numbers: one set of conditions for both, so that they never disagree."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from reintegrate.access.lookup_addresses import written_in
from reintegrate.access.prepared import Prepared, prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import db, today
from reintegrate.models import load
from reintegrate.models.case import ENDED, IS_OPEN, Case
from reintegrate.models.closure import Closure
from reintegrate.models.names import words
from reintegrate.models.person import NameToken, Person
from reintegrate.models.silence import columns
from reintegrate.models.user import Role, User
from reintegrate.web.caseload.filters import NOBODY, NOTIONS, Filters, Mark
from reintegrate.web.ui.paging import Page, page_of, paged

NEVER = date(1, 1, 1)
MOST_WORDS = 6
PRINTED_AT_MOST = 500

SHOWN: tuple[Any, ...] = (
    Case.id,
    Person.name,
    Case.number,
    Case.status,
    Case.transfer_pending,
    Case.last_reached_on,
    Case.tries_since_reached,
    Case.next_due_on,
    Case.no_next_date_reason_code,
    Case.worker_id,
    User.name.label("worker"),
    Case.term_to,
    Case.owes_at,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many cases share one worker and exactly these marks."""

    worker_id: int | None
    worker: str | None
    sort_key: str
    marks: frozenset[Mark]
    count: int


def page_of_cases(
    viewer: User, filters: Filters, workers: Sequence[int], cursor: str | None
) -> Page:
    """One page of the list. `workers`: their ids in the order they are shown."""
    (order, falling), name = filters.order, filters.list_name
    if order == "worker" or not filters.are_common:
        keys = _sort_keys(order, workers)
        return page_of(_shown(viewer, filters), keys, cursor, name=name, descending=falling)
    return _page.page(viewer, filters, cursor=cursor, name=name, descending=falling)


@paged
def _page(viewer: User, filters: Filters) -> Any:
    return _shown(viewer, filters), _sort_keys(filters.order[0], ())


def printed_cases(viewer: User, filters: Filters, workers: Sequence[int]) -> list[Any]:
    """The whole list, up to PRINTED_AT_MOST."""
    return listed_cases(viewer, filters, workers, PRINTED_AT_MOST)


def listed_cases(viewer: User, filters: Filters, workers: Sequence[int], most: int) -> list[Any]:
    """The list from its beginning, without pages."""
    order, falling = filters.order
    keys = [key.desc() if falling else key for key in _sort_keys(order, workers)]
    query = _shown(viewer, filters).order_by(*keys).limit(most)
    return list(db.session.execute(query))


def cells(viewer: User, filters: Filters) -> list[Cell]:
    """Every number of the page, of all open or all ended cases the search finds, in one query."""
    marks = _counted_marks(filters)
    found = _rows(_cells, viewer, filters)
    return [_cell(row, marks, filters.ended) for row in found]


def _counted_marks(filters: Filters) -> list[Mark]:
    return [] if filters.ended else list(NOTIONS)


@prepared
def _cells(viewer: User, filters: Filters) -> Any:
    """Grouped by a number with a bit for each notion that holds, and named afterwards: grouping by
    each notion and each name takes twice as long. The few workers are looked up one by one: joined,
    PostgreSQL, which expects more groups than there are, reads all users of a province."""
    kinds = [Case.worker_id, Case.status, _bits(_counted_marks(filters))]
    places = (text(str(place)) for place in range(1, len(kinds) + 1))
    counted = _found(viewer, filters).with_only_columns(*kinds, func.count().label("cases"))
    cells = counted.group_by(*places).subquery()
    worker = select(User.name).where(User.id == cells.c.worker_id)
    called = [worker.with_only_columns(c).scalar_subquery() for c in (User.name, User.sort_key)]
    return select(*cells.c, called[0].label("name"), called[1].label("sort_key"))


def _bits(marks: Sequence[Mark]) -> ColumnElement[int]:
    """Of open cases: there are marks to be counted only where these are listed."""
    none: ColumnElement[int] = literal_column("0", Integer)
    bits = (literal_column(str(1 << place), Integer) for place in range(len(marks)))
    asked = (NOTIONS[mark].among_open() for mark in marks)
    held = (case((holds, bit), else_=none) for holds, bit in zip(asked, bits, strict=True))
    return sum(held, start=none).label("bits")


def count_elsewhere(viewer: User, filters: Filters) -> int:
    """How many the search finds among the ended while the open are listed, or the other way."""
    other = filters.chosen("ended", "" if filters.ended else "all")
    return int(_rows(_elsewhere, viewer, other)[0][0])


@prepared
def _elsewhere(viewer: User, filters: Filters) -> Any:
    return _found(viewer, filters).with_only_columns(func.count())


def workers_to_choose(viewer: User) -> Sequence[Any]:
    """Who may be given a case: the ward's social workers by name, each with what the coming weeks
    hold for them, and what says whether they have gone silent (see `models/silence.py`)."""
    return rows(_workers, viewer)


@prepared
def _workers(viewer: User) -> Any:
    query = visible(viewer, User).where(User.role == Role.SOCIAL_WORKER, User.disabled_at.is_(None))
    listed = query.with_only_columns(User.id, User.name, *columns(), *load.columns())
    return listed.order_by(User.sort_key, User.id)


def cases_to_assign(viewer: User, ids: Collection[int]) -> Sequence[Case]:
    """These cases, as far as they are in sight, held until the answer is written."""
    query = visible(viewer, Case).where(Case.id.in_(ids)).order_by(Case.id)
    return db.session.scalars(query.with_for_update(of=Case)).all()


def worker_to_assign(viewer: User, worker_id: int) -> User | None:
    return db.session.scalar(visible(viewer, User).where(User.id == worker_id))


def named_cases(viewer: User, ids: Collection[int]) -> dict[int, Any]:
    """Id -> row of id, name and number, of those still in sight."""
    query = visible(viewer, Case).join(Case.person).where(Case.id.in_(ids))
    rows = db.session.execute(query.with_only_columns(Case.id, Person.name, Case.number))
    return {row.id: row for row in rows}


def _rows(query: Prepared, viewer: User, filters: Filters) -> list[Any]:
    """Counted before any other filter. What somebody searched for is asked once and not kept."""
    if filters.find:
        return list(db.session.execute(query.build(viewer, filters)))
    return rows(query, viewer, Filters().chosen("ended", filters.ended))


def _shown(viewer: User, filters: Filters) -> Select[Any]:
    query = _found(viewer, filters).join(Case.person).outerjoin(Case.worker)
    narrowed: Select[Any] = query.where(*map(_condition, filters.marks))
    return narrowed.with_only_columns(*SHOWN)


def _found(viewer: User, filters: Filters) -> Select[Any]:
    """The open cases or the ended ones, and of them those the search finds."""
    query = visible(viewer, Case).where(ENDED if filters.ended else IS_OPEN)
    if filters.ended == "year":
        query = query.where(Case.id.in_(_closed_this_year(viewer)))
    return query.where(_is_called(viewer, filters.find)) if filters.find else query


def _closed_this_year(viewer: User) -> Select[Any]:
    closures = visible(viewer, Closure).where(
        Closure.closed_on >= today().replace(month=1, day=1), Closure.reopened_on.is_(None)
    )
    return closures.with_only_columns(Closure.case_id)


def _is_called(viewer: User, said: str) -> ColumnElement[bool]:
    """Every word begins a word of the name, in any order; or it is the ward in their address. With
    a digit in it: a case number."""
    folded = words(said)[:MOST_WORDS]
    if any(character.isdigit() for character in said):
        return Case.number.contains(said, autoescape=True)
    if not folded:
        return false()
    tokens = visible(viewer, NameToken).with_only_columns(NameToken.person_id)
    named = (Case.person_id.in_(tokens.where(NameToken.begins_with(word))) for word in folded)
    return or_(and_(*named), Case.id.in_(written_in(viewer, said)))


def _condition(mark: Mark) -> ColumnElement[bool]:
    name, value = mark
    if mark in NOTIONS:
        return NOTIONS[mark].sql()
    if name == "worker":
        return Case.worker_id.is_(None) if value == NOBODY else Case.worker_id == int(value)
    if name == "status":
        return Case.status == value
    return ENDED


def _cell(row: Any, marks: list[Mark], ended: str) -> Cell:
    worker_id, status, bits, count, worker, sort_key = row
    own = {mark for bit, mark in enumerate(marks) if bits & 1 << bit}
    own |= {("worker", NOBODY if worker_id is None else str(worker_id)), ("status", str(status))}
    own |= {("ended", ended)} if ended else set()
    return Cell(worker_id, worker, sort_key or "", frozenset(own), count)


def _sort_keys(order: str, workers: Sequence[int]) -> list[Any]:
    """Ordered within the ward. By due date, name and end of term an index is read in order; the
    others sort the ward's own few hundred, which costs less than an index kept at every contact."""
    if order == "worker":
        places = {worker: place for place, worker in enumerate(workers, 1)}
        place = case(places, value=Case.worker_id, else_=0) if places else literal(0)
        return [place, Case.next_due_on, Case.id]
    column: Any = {
        "due": Case.next_due_on,
        "name": Case.person_sort_key,
        "contact": func.coalesce(Case.last_reached_on, literal(NEVER, Date)),
        "term": Case.term_to,
    }[order]
    return [column, Case.id]

"""Finding people the viewer may see: by name, paper's number, phone or case number.

Every question here starts from `visible()`; what it cannot reach does not exist.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case, CaseStatus
from reintegrate.models.encrypted import blind_index
from reintegrate.models.person import (
    PAPER_INDEX,
    PHONE_INDEX,
    NameToken,
    Person,
    PersonPaper,
    plain_number,
)
from reintegrate.models.user import User

MOST = 30
MOST_WORDS = 6
ENOUGH_TO_COMPARE = 500
"""Past this many, a word is common; how common exactly does not matter."""


class Found(NamedTuple):
    """One case of somebody who was found: enough to tell people of one name apart."""

    case_id: int
    number: str
    status: CaseStatus
    is_open: bool
    person_id: int
    name: str
    other_names: str
    birth_year: int


def called(viewer: User, words: Sequence[str]) -> list[Found]:
    """Whose name has every one of these folded words, or a word that begins with it."""
    if not words:
        return []
    rare, *others = rarest_first(viewer, words[:MOST_WORDS])
    named = visible(viewer, NameToken).where(NameToken.begins_with(rare))
    for word in others:
        other = aliased(NameToken)
        also = select(other.person_id).where(
            other.area_id == NameToken.area_id,
            other.person_id == NameToken.person_id,
            other.begins_with(word),
        )
        named = named.where(also.exists())
    return _cases(viewer, Case.person_id.in_(named.with_only_columns(NameToken.person_id)))


def rarest_first(viewer: User, words: Sequence[str]) -> list[str]:
    """One query for all words: half the people of a ward are called Nguyễn."""
    if len(words) == 1:
        return list(words)
    tokens = visible(viewer, NameToken).with_only_columns(NameToken.person_id)
    counts = [
        select(func.count())
        .select_from(tokens.where(NameToken.begins_with(word)).limit(ENOUGH_TO_COMPARE).subquery())
        .scalar_subquery()
        for word in words
    ]
    row = db.session.execute(select(*counts)).one()
    return [word for _, _, word in sorted(zip(row, range(len(words)), words, strict=True))]


def nearly_called(viewer: User, words: Sequence[str]) -> list[Found]:
    """The same given name, and all other words but one: a middle name left out or changed."""
    words = words[:MOST_WORDS]
    if len(words) < 3:
        return []
    tokens = visible(viewer, NameToken).where(NameToken.token.in_(words))
    near = (
        tokens.with_only_columns(NameToken.person_id)
        .group_by(NameToken.person_id)
        .having(func.count() >= len(words) - 1)
    )
    given = visible(viewer, NameToken).where(NameToken.token == words[-1])
    return _cases(
        viewer,
        Case.person_id.in_(near),
        Case.person_id.in_(given.with_only_columns(NameToken.person_id)),
    )


def reached_at(viewer: User, phone: str) -> list[Found]:
    """`phone` as dialled inside the country, digits only."""
    return _cases(viewer, Person.phone_index == blind_index(phone, PHONE_INDEX))


def holding(viewer: User, *numbers: str) -> list[Found]:
    """Whoever has or had a paper with one of these numbers."""
    indexes = [blind_index(plain_number(number), PAPER_INDEX) for number in numbers]
    papers = visible(viewer, PersonPaper).where(PersonPaper.number_index.in_(indexes))
    return _cases(viewer, Case.person_id.in_(papers.with_only_columns(PersonPaper.person_id)))


def numbered(viewer: User, number: str) -> list[Found]:
    return _cases(viewer, Case.number == number)


def lives_of(viewer: User, person_id: int) -> list[Found]:
    """Every case of one person that the viewer may see."""
    return _cases(viewer, Case.person_id == person_id)


def _cases(viewer: User, *which: ColumnElement[bool]) -> list[Found]:
    """Cases under way before ended ones, then by given name. Never more than fit a page."""
    query: Select[int, str, CaseStatus, bool, int, str, str, int] = (
        visible(viewer, Case)
        .join(Person, Person.id == Case.person_id)
        .where(*which)
        .with_only_columns(
            Case.id,
            Case.number,
            Case.status,
            IS_OPEN,
            Person.id,
            Person.name,
            Person.other_names,
            Person.birth_year,
        )
        .order_by(IS_OPEN.desc(), Case.person_sort_key, Case.id.desc())
        .limit(MOST + 1)
    )
    return [Found(*row) for row in db.session.execute(query)]

"""Finding people the viewer may see: by name, paper's number, phone or case number.

Every question here starts from `visible()`; what it cannot reach does not exist.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import aliased

from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.db import db
from reintegrate.models.case import IS_OPEN, Case, CaseStatus
from reintegrate.models.encrypted import blind_index
from reintegrate.models.likeness import is_slip
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
MOST_SLIPS = 12
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
    found = rarest_first(viewer, words[:MOST_WORDS])
    return _found(rows(_called, viewer, len(found), **numbered_words(found)))


def numbered_words(words: Sequence[str]) -> dict[str, str]:
    return {f"word_{place}": word for place, word in enumerate(words)}


@prepared
def _called(viewer: User, words: int) -> Any:
    named = visible(viewer, NameToken).where(NameToken.begins_with(bindparam("word_0")))
    for place in range(1, words):
        other = aliased(NameToken)
        also = select(other.person_id).where(
            other.area_id == NameToken.area_id,
            other.person_id == NameToken.person_id,
            other.begins_with(bindparam(f"word_{place}")),
        )
        named = named.where(also.exists())
    return _cases(viewer, Case.person_id.in_(named.with_only_columns(NameToken.person_id)))


def rarest_first(viewer: User, words: Sequence[str]) -> list[str]:
    """One query for all words: half the people of a ward are called Nguyễn."""
    if len(words) == 1:
        return list(words)
    row = rows(_how_common, viewer, len(words), **numbered_words(words))[0]
    return [word for _, _, word in sorted(zip(row, range(len(words)), words, strict=True))]


@prepared
def _how_common(viewer: User, words: int) -> Any:
    tokens = visible(viewer, NameToken).with_only_columns(NameToken.person_id)
    begun = [NameToken.begins_with(bindparam(f"word_{place}")) for place in range(words)]
    counted = (tokens.where(word).limit(ENOUGH_TO_COMPARE).subquery() for word in begun)
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in counted))


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
    return found_cases(
        viewer,
        Case.person_id.in_(near),
        Case.person_id.in_(given.with_only_columns(NameToken.person_id)),
    )


def spelled_like(viewer: User, words: Sequence[str]) -> list[Found]:
    """Whose name has each of these words, or one that is a slip of the finger away from it."""
    words = words[:MOST_WORDS]
    known = set(rows_of_words(viewer))
    meant = [[one for one in known if is_slip(word, one)][:MOST_SLIPS] for word in words]
    if not all(meant):
        return []
    which = (visible(viewer, NameToken).where(NameToken.token.in_(some)) for some in meant)
    return found_cases(
        viewer,
        *(Case.person_id.in_(one.with_only_columns(NameToken.person_id)) for one in which),
    )


def rows_of_words(viewer: User) -> list[str]:
    """Every word of every name known in the ward: some hundreds."""
    query = visible(viewer, NameToken).with_only_columns(NameToken.token).distinct()
    return list(db.session.scalars(query))


def reached_at(viewer: User, phone: str) -> list[Found]:
    """`phone` as dialled inside the country, digits only."""
    return found_cases(viewer, Person.phone_index == blind_index(phone, PHONE_INDEX))


def holding(viewer: User, *numbers: str) -> list[Found]:
    """Whoever has or had a paper with one of these numbers."""
    indexes = [blind_index(plain_number(number), PAPER_INDEX) for number in numbers]
    papers = visible(viewer, PersonPaper).where(PersonPaper.number_index.in_(indexes))
    return found_cases(viewer, Case.person_id.in_(papers.with_only_columns(PersonPaper.person_id)))


def numbered(viewer: User, number: str) -> list[Found]:
    return found_cases(viewer, Case.number == number)


def _cases(viewer: User, *which: ColumnElement[bool]) -> Any:
    """Cases under way before ended ones, then by given name. Never more than fit a page."""
    return (
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


def _found(cases: Iterable[Any]) -> list[Found]:
    return [Found(*row) for row in cases]


def found_cases(viewer: User, *which: ColumnElement[bool]) -> list[Found]:
    """Those of the viewer's cases: at most one more than fit a page."""
    return _found(db.session.execute(_cases(viewer, *which)))

"""Lines of the trail: who did what and when, and of which case no more than its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from reintegrate.access.scope import visible
from reintegrate.db import HERE, db
from reintegrate.models.audit import AuditEvent, Space, broken_rows, chain_head
from reintegrate.models.case import Case
from reintegrate.models.names import fold
from reintegrate.models.user import User
from reintegrate.web.audit.question import SUPPORT, Question
from reintegrate.web.ui.paging import Page, page_of

CHECKED_AT_ONCE = 2000
READ_AT_ONCE = 1000
SHOWN: tuple[Any, ...] = (
    AuditEvent.id,
    AuditEvent.at,
    AuditEvent.what,
    AuditEvent.space,
    AuditEvent.record,
    AuditEvent.is_read,
    AuditEvent.details,
    User.name.label("by"),
    Case.number,
)


@dataclass(frozen=True)
class Chain:
    """Whether the trail is as it was written. `broken_at` is the first row that is not."""

    head: int
    hash: str
    checked: int
    broken_at: int | None


def page_of_events(viewer: User, question: Question, cursor: str | None) -> Page:
    """The newest first."""
    return page_of(
        _shown(viewer, question), (AuditEvent.id,), cursor, name="trail", descending=True
    )


def count(viewer: User, question: Question, head: int, most: int) -> int:
    """How many events the question finds, up to this one, counted no further than `most`."""
    found = _narrowed(viewer, visible(viewer, AuditEvent), question)
    some = found.where(AuditEvent.id <= head).with_only_columns(AuditEvent.id).limit(most)
    return db.session.scalar(select(func.count()).select_from(some.subquery())) or 0


def every_event(viewer: User, question: Question, head: int) -> Iterator[Sequence[Any]]:
    """All of them, the newest first, so many at a time: the trail is longer than memory."""
    query = _shown(viewer, question).order_by(AuditEvent.id.desc()).limit(READ_AT_ONCE)
    while found := db.session.execute(query.where(AuditEvent.id <= head)).all():
        yield found
        head = found[-1].id - 1


def _shown(viewer: User, question: Question) -> Select[Any]:
    """The case's number is joined here: its record stays out of sight."""
    query = (
        visible(viewer, AuditEvent)
        .outerjoin(User, User.id == AuditEvent.by_id)
        .outerjoin(Case, Case.id == AuditEvent.case_id)
        .with_only_columns(*SHOWN)
    )
    return _narrowed(viewer, query, question)


def _narrowed(viewer: User, query: Select[Any], question: Question) -> Select[Any]:
    if question.who:
        query = query.where(AuditEvent.by_id.in_(_staff(viewer, question.who)))
    if question.what == SUPPORT:
        query = query.where(AuditEvent.space == Space.SUPPORT)
    elif question.what:
        query = query.where(AuditEvent.what == question.what, AuditEvent.space != Space.SUPPORT)
    if question.since:
        query = query.where(AuditEvent.at >= _midnight(question.since))
    if question.until:
        query = query.where(AuditEvent.at < _midnight(question.until + timedelta(days=1)))
    if question.reads:
        query = query.where(AuditEvent.is_read)
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)


def _staff(viewer: User, find: str) -> list[int]:
    wanted = fold(find).split()
    rows = db.session.execute(
        visible(viewer, User).with_only_columns(User.id, User.username, User.name)
    )
    return [
        row.id for row in rows if all(word in f"{row.username} {fold(row.name)}" for word in wanted)
    ]


def accounts(viewer: User, ids: set[int]) -> dict[int, str]:
    """The names of accounts that events were about."""
    rows = visible(viewer, User).with_only_columns(User.id, User.name).where(User.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(rows)}


def chain(viewer: User, whole: bool) -> Chain:
    """Counts the hashes over again: of the newest rows, or of all. Only for who sees all rows."""
    total = db.session.scalar(
        visible(viewer, AuditEvent).with_only_columns(func.count(AuditEvent.id))
    )
    number, head_hash = chain_head()
    newest = None if whole else CHECKED_AT_ONCE
    first = next(iter(broken_rows(newest)), None)
    checked = total or 0 if whole else min(total or 0, CHECKED_AT_ONCE)
    return Chain(number, head_hash, checked, first[0] if first else None)

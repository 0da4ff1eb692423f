"""What a ward owes by when: its list, its counts, one case's part of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from reintegrate.access.owed import NOW, owed, shown
from reintegrate.access.prepared import prepared, rows
from reintegrate.access.scope import visible
from reintegrate.access.scope_clock import counted_deadlines
from reintegrate.db import db, utcnow
from reintegrate.models.act import STANDS, Act
from reintegrate.models.audit import AuditEvent
from reintegrate.models.case import Case
from reintegrate.models.deadline_due import Urgency, is_owed_by, is_urgent
from reintegrate.models.deadline_row import Deadline
from reintegrate.models.regime import Regime
from reintegrate.models.transition import RegimeSwitch
from reintegrate.models.user import User
from reintegrate.web.ui.paging import Page, paged

Counts = dict[tuple[bool, Urgency], int]


def page_of_owed(viewer: User, mine: bool, degree: Urgency | None, cursor: str | None) -> Page:
    """One page, what is due first on top. `degree`: only those that are so urgent."""
    name = f"deadlines {'mine' if mine else 'ward'} {degree or 'all'}"
    return _page.page(viewer, mine, degree, cursor=cursor, name=name, now=utcnow())


@paged
def _page(viewer: Any, mine: bool, degree: Urgency | None) -> Any:
    query = owed(viewer, mine)
    if degree is not None:
        query = query.where(is_urgent(degree, NOW))
    return query.with_only_columns(*shown(viewer.area_id)), (Deadline.due_at, Deadline.id)


def counts(viewer: User) -> Counts:
    """How many there are of each degree: (the viewer's own, or all of the ward's) -> number."""
    found = rows(_counts, viewer, now=utcnow())[0]
    keys = [(mine, degree) for mine in (True, False) for degree in Urgency]
    return dict(zip(keys, found, strict=True))


@prepared
def _counts(viewer: Any) -> Any:
    numbers = [
        func.count().filter(is_urgent(degree, NOW), *([is_owed_by(viewer)] if mine else []))
        for mine in (True, False)
        for degree in Urgency
    ]
    return owed(viewer, mine=False).with_only_columns(*numbers)


def counts_of_wards(viewer: User) -> Sequence[Any]:
    """Ward, owed, late, told on: numbers only."""
    return db.session.execute(counted_deadlines(viewer)).all()


def of_case(viewer: User, case_id: int) -> list[Any]:
    """Everything ever owed in this case, what is due last on top."""
    return rows(_of_case, viewer, case_id=case_id)


@prepared
def _of_case(viewer: Any) -> Any:
    met = (Deadline.status, Deadline.met_at, Deadline.dropped_because)
    return (
        visible(viewer, Deadline)
        .where(Deadline.case_id == bindparam("case_id"))
        .join(Case, Case.id == Deadline.case_id)
        .outerjoin(User, User.id == Deadline.owner_id)
        .outerjoin(Act, Act.id == Deadline.met_by_id)
        .with_only_columns(
            *(column for column in shown() if column.key not in {"name"}),
            Case.number.label("name"),
            User.name.label("owner"),
            *met,
            Act.whole_day,
        )
        .order_by(Deadline.due_at.desc(), Deadline.id.desc())
        .limit(200)
    )


def completion(viewer: User, case: Case) -> Any:
    """The act that says when rehabilitation was completed, if there is one."""
    said = visible(viewer, Act).where(
        Act.case_id == case.id, Act.kind == "rehabilitation_completed", STANDS
    )
    return db.session.scalar(said.order_by(Act.at.desc(), Act.id.desc()).limit(1))


def end_deadline(viewer: User, case: Case) -> int | None:
    """What is owed at the end of its term, if anything is."""
    hanging = visible(viewer, Deadline).where(
        Deadline.case_id == case.id, Deadline.begun_by_id.is_(None), Deadline.dropped_at.is_(None)
    )
    number = hanging.order_by(Deadline.id.desc()).limit(1).with_only_columns(Deadline.id)
    return db.session.scalar(number)


def regimes(viewer: User) -> list[Regime]:
    """All there are: public law."""
    return list(db.session.scalars(select(Regime).order_by(Regime.valid_from)))


def switches(viewer: User, case: Case) -> list[RegimeSwitch]:
    of = visible(viewer, RegimeSwitch).where(RegimeSwitch.case_id == case.id)
    return list(db.session.scalars(of.order_by(RegimeSwitch.id.desc())))


def moves_of(viewer: User, one: Deadline) -> list[AuditEvent]:
    """When its date moved, the last time on top."""
    lines = visible(viewer, AuditEvent).where(
        AuditEvent.case_id == one.case_id,
        AuditEvent.record == f"deadline:{one.id}",
        AuditEvent.what == "deadline.moved",
    )
    return list(db.session.scalars(lines.order_by(AuditEvent.id.desc()).limit(20)))

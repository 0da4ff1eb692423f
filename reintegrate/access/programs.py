"""What another program may read: what its token was given, and never more than its owner may."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import select

from reintegrate.access.actions import Action
from reintegrate.access.policy import may
from reintegrate.db import db
from reintegrate.models.api_token import ApiToken, Grant
from reintegrate.models.program import Program
from reintegrate.models.user import User

FOR_PROGRAMS = "/api/"
"""Every address below it answers tokens and no cookie; every other answers cookies and no token."""

NEEDS: dict[Grant, Action] = {
    Grant.COUNTS: Action.SEE_COUNTS,
    Grant.DUE: Action.SEE_TODAY,
    Grant.CASELOAD: Action.SEE_CASELOAD,
    Grant.CASES: Action.VIEW_CASE,
    Grant.NAMES: Action.VIEW_CASE,
    Grant.REPORTS: Action.VIEW_REPORT,
}

View = TypeVar("View", bound=Callable[..., Any])


def for_programs(grant: Grant | None = None) -> Callable[[View], View]:
    """Say that another program may ask this, and what its token must have been given. Beside
    `allows`: the gate checks both."""

    def mark(view: View) -> View:
        view.grant = grant  # type: ignore[attr-defined]
        return view

    return mark


def is_for_programs(path: str) -> bool:
    return path.startswith(FOR_PROGRAMS) or path == FOR_PROGRAMS.rstrip("/")


def refuse_unmarked(app: Flask) -> None:
    """Raises RuntimeError where an address and its view disagree about who may ask."""
    wrong = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if is_for_programs(rule.rule) != hasattr(app.view_functions[rule.endpoint], "grant")
    ]
    if wrong:
        raise RuntimeError(f"For programs, or not: {wrong}")


def offered(viewer: User) -> list[Grant]:
    """What this owner may give a token."""
    return [grant for grant, action in NEEDS.items() if may(viewer, action)]


def is_given(viewer: User, grant: Grant | None) -> bool:
    """Whether this program's token was given it; what its owner may is asked beside."""
    return grant is None or (isinstance(viewer, Program) and viewer.has(grant))


def read_by(viewer: User) -> dict[str, object]:
    """What the line of a read says of who asked: a program is not its owner in a browser."""
    return {"token": viewer.token_id} if isinstance(viewer, Program) else {}


def key_names(viewer: User, ids: Collection[int]) -> dict[int, str]:
    """What owners call these keys, for whoever checks who read: a deliberate exception beside
    `scope.py`, and of a key its name alone. One long past is forgotten."""
    if not ids or not may(viewer, Action.READ_AUDIT):
        return {}
    found = select(ApiToken.id, ApiToken.name).where(ApiToken.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(found)}


def may_name(viewer: User) -> bool:
    """Whether answers carry people's names."""
    return is_given(viewer, Grant.NAMES) and may(viewer, NEEDS[Grant.NAMES])

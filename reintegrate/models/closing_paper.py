"""Which act closes what a step asks for, and which official form does that act."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import select

from reintegrate.db import db, today
from reintegrate.models.act import ActKind
from reintegrate.models.catalogue import remembered
from reintegrate.models.document_kind import DocumentKind
from reintegrate.models.step_rule import StepRule
from reintegrate.models.user import Role


class Closing(NamedTuple):
    act: ActKind
    kind: str | None
    """Code of the paper's kind; None: no form of this regime does it."""
    form: str
    drafted_by: frozenset[Role]


def closing(rule_id: int) -> Closing | None:
    """None: a step nobody here can fulfil."""
    return remembered("closing_paper", _read).get(rule_id)


def _read() -> Mapping[int, Closing]:
    """May be a minute old."""
    kinds = select(DocumentKind).order_by(DocumentKind.position, DocumentKind.id)
    offered = [k for k in db.session.scalars(kinds) if not k.retired_on or k.retired_on > today()]
    columns = (StepRule.id, StepRule.regime_code, StepRule.fulfilled_by, StepRule.form)
    found = {}
    for rule in db.session.execute(select(*columns)):
        if rule.fulfilled_by in set(ActKind):
            found[rule.id] = _closing(ActKind(rule.fulfilled_by), rule, offered)
    return MappingProxyType(found)


def _closing(act: ActKind, rule: Any, offered: list[DocumentKind]) -> Closing:
    """Of several forms for one act, the one whose number the rule names."""
    regime, form = rule.regime_code, rule.form
    fitting = [k for k in offered if k.regime_code == regime and does(k, act)]
    named = [k for k in fitting if k.form in form.split()]
    if not fitting:
        return Closing(act, None, "", frozenset())
    kind = (named or fitting)[0]
    return Closing(act, kind.code, kind.form, frozenset(map(Role, kind.drafted_by.split())))


def does(kind: DocumentKind, act: ActKind) -> bool:
    return kind.act == act or (kind.names_helper and act == ActKind.HELPER_ASSIGNED)

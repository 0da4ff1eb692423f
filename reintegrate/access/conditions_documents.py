"""When a paper may be read, written, issued and withdrawn. A part of `conditions.py`."""

from collections.abc import Callable
from typing import Any

from reintegrate.access.actions import Action, WhyNot
from reintegrate.models.document import Document
from reintegrate.models.user import User


def readable_here(viewer: User, paper: Any) -> WhyNot | None:
    """The ward that answers for the person reads about them; the ward they left keeps its number.
    `paper`: a document, or a file of one."""
    case = paper.case
    return None if case is None or case.area_id == viewer.area_id else WhyNot.MOVED_ON


def may_draft(viewer: User, document: Document) -> WhyNot | None:
    if document.area_id != viewer.area_id or not document.kind.may_be_drafted_by(viewer.role):
        return WhyNot.NOT_YOUR_PAPER
    return readable_here(viewer, document) or (None if document.is_draft else WhyNot.NOT_A_DRAFT)


def may_issue(viewer: User, document: Document) -> WhyNot | None:
    if document.area_id != viewer.area_id or not document.kind.may_be_issued_by(viewer.role):
        return WhyNot.NOT_YOUR_PAPER
    over = None if document.is_under_way else WhyNot.ANSWERED_ALREADY
    return readable_here(viewer, document) or over


def may_withdraw(viewer: User, document: Document) -> WhyNot | None:
    """A draft also by whoever may write it."""
    if document.is_draft and may_draft(viewer, document) is None:
        return None
    if document.area_id != viewer.area_id or not document.kind.may_be_issued_by(viewer.role):
        return WhyNot.NOT_YOUR_PAPER
    return WhyNot.ANSWERED_ALREADY if document.is_withdrawn else None


Rules = dict[Action, Callable[[User, Any], WhyNot | None]]

DOCUMENT_RULES: Rules = {
    Action.VIEW_DOCUMENT: readable_here,
    Action.DRAFT_DOCUMENT: may_draft,
    Action.ISSUE_DOCUMENT: may_issue,
    Action.WITHDRAW_DOCUMENT: may_withdraw,
}
DOCUMENT_FILE_RULES: Rules = {Action.VIEW_DOCUMENT: readable_here}

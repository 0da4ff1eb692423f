"""The load of the ward's workers, in contacts of the coming weeks; each number opens its list."""

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.policy import may
from reintegrate.models.catalogue import FollowUpKind, names
from reintegrate.models.load import Span
from reintegrate.models.user import User
from reintegrate.web.load import queries
from reintegrate.web.ui.i18n import language

bp = Blueprint("load", __name__)


@bp.get("/load/")
@allows(Action.SEE_LOAD)
def index() -> str:
    return render_template(
        "load/index.html",
        workers=queries.workers(g.viewer),
        spans=list(Span),
        may_give=may(g.viewer, Action.ASSIGN_CASE),
    )


@bp.get("/load/<int:user_id>")
@allows(Action.SEE_LOAD)
def show(user_id: int) -> str:
    worker = find_or_404(User, user_id)
    span = chosen(request.args.get("span", ""))
    page = queries.planned(g.viewer, worker, span, request.args.get("page"))
    address: Any = {"user_id": worker.id, "span": span.value}
    return render_template(
        "load/show.html",
        worker=worker,
        span=span,
        spans=list(Span),
        rows=page.rows,
        kinds=names(FollowUpKind, language()),
        previous_url=page.previous and url_for("load.show", page=page.previous, **address),
        next_url=page.next and url_for("load.show", page=page.next, **address),
    )


def chosen(span: str) -> Span:
    return Span(span) if span in set(Span) else Span.THIS_WEEK

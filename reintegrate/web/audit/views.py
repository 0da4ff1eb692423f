"""Who did what: the trail as the data-protection officer reads it. It says nothing of why."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.web.audit import queries
from reintegrate.web.audit.forms import TrailForm
from reintegrate.web.audit.queries import Question
from reintegrate.web.ui.event_words import trail_words

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
@allows(Action.READ_AUDIT)
def index() -> str:
    form = TrailForm(request.args)
    form.offer()
    question = asked(form) if form.validate() else Question()
    page = queries.page_of_events(g.viewer, question, request.args.get("page"))
    kept: dict[str, Any] = {
        name: value for name, value in request.args.items() if name in form and value
    }
    return render_template(
        "audit/index.html",
        form=form,
        lines=lines(page.rows),
        chain=queries.chain(g.viewer, whole=False),
        narrowed=bool(kept),
        previous_url=page.previous and url_for("audit.index", **kept, page=page.previous),
        next_url=page.next and url_for("audit.index", **kept, page=page.next),
    )


@bp.get("/chain")
@allows(Action.READ_AUDIT)
def chain() -> str:
    """The whole chain, however long: minutes for millions of rows, so only when asked."""
    return render_template("audit/chain.html", chain=queries.chain(g.viewer, whole=True))


def asked(form: TrailForm) -> Question:
    return Question(
        who=form.who.data or "",
        what=form.what.data or "",
        since=form.since.data,
        until=form.until.data,
        reads=form.reads.data,
    )


def lines(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Each event in words; on an account, whose account."""
    about = {row.id: int(row.record[5:]) for row in rows if row.record.startswith("user:")}
    names = queries.accounts(g.viewer, set(about.values()))
    return [
        {
            "id": row.id,
            "at": row.at,
            "by": row.by,
            "what": trail_words(row.what, row.space),
            "case": row.number,
            "account": names.get(about.get(row.id, 0)),
        }
        for row in rows
    ]

"""Who did what: the trail as the data-protection officer reads it. It says nothing of why."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, only_reads
from reintegrate.db import commit, stop_reading, today, writing
from reintegrate.models import trail_file
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.trail_file import trail_leaves
from reintegrate.web.audit import queries
from reintegrate.web.audit.file import marks, trail_as_excel
from reintegrate.web.audit.forms import TrailForm
from reintegrate.web.audit.lines import lines
from reintegrate.web.audit.question import Question
from reintegrate.web.ui.messages import message
from reintegrate.web.ui.sent_file import EXCEL, sent_file
from reintegrate.web.ui.untold import to_tell

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("/")
@allows(Action.READ_AUDIT)
def index() -> str:
    form = TrailForm(request.args)
    form.offer()
    understood = form.validate()
    question = form.question() if understood else Question()
    page = queries.page_of_events(g.viewer, question, request.args.get("page"))
    kept = asked(form)
    return render_template(
        "audit/index.html",
        form=form,
        to_tell=to_tell(g.viewer),
        lines=lines(g.viewer, page.rows),
        file_url=url_for("audit.file", **kept) if understood else None,
        most_rows=trail_file.MOST_ROWS,
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


@bp.post("/file")
@allows(Action.EXPORT_AUDIT)
@only_reads
def file() -> Response:
    """What is read never changes, so nobody waits for it: only the line that says it left is
    written. Without that line there is no file."""
    form = TrailForm(request.args)
    form.offer()
    back = redirect(url_for("audit.index", **asked(form)), 303)
    if not form.validate():
        return back
    held = BytesIO()
    try:
        rows = trail_as_excel(held, g.viewer, form, most=trail_file.MOST_ROWS)
    except DomainError as error:
        flash(message(error), "error")
        return back
    stop_reading()
    with writing():
        trail_leaves(held, rows, marks(form), by=g.viewer)
        commit()
    return sent_file(held.getvalue(), EXCEL, f"audit-{today():%Y-%m-%d}.xlsx")


def asked(form: TrailForm) -> dict[str, Any]:
    """The question, for addresses."""
    return {name: value for name, value in request.args.items() if name in form and value}

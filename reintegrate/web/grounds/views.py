"""Which laws let an agency be told without a yes: the administrator keeps them, a lawyer checks."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows
from reintegrate.db import commit
from reintegrate.models.catalogue import Service, SharingGround, names
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.sharing_ground import amend, is_offered, offer
from reintegrate.web.grounds import queries
from reintegrate.web.grounds.forms import GroundForm
from reintegrate.web.ui.i18n import gettext as _
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.messages import message

bp = Blueprint("grounds", __name__, url_prefix="/admin/grounds")


@bp.get("/")
@allows(Action.KEEP_RULES)
def index() -> str:
    return render_template(
        "grounds/index.html",
        grounds=[
            (newest, is_offered(newest), before) for newest, *before in queries.by_ground(g.viewer)
        ],
        services=names(Service, language()),
    )


@bp.route("/<ground>", methods=["GET", "POST"])
@allows(Action.KEEP_RULES)
def show(ground: str) -> str | Response:
    """Other words, another article, a lawyer's check; and whether it may be chosen at all."""
    found = queries.ground_coded(g.viewer, ground) or abort(404)
    now = {"name_vi": found.name_vi, "name_en": found.name_en, "law": found.law}
    ticked = {"checked": not found.to_be_checked, "offered": is_offered(found)}
    form = GroundForm.of_request(data={"version": str(found.version), **now, **ticked})
    if form.accepted and not form.started_from(found.version):
        form.show_theirs(found.version, **now)
    elif form.accepted:
        try:
            keep(found, form)
        except DomainError as error:
            form.refuse(message(error))
        else:
            commit()
            flash(_("Saved. It counts from now on."), "success")
            return redirect(url_for("grounds.index"), 303)
    return render_template("grounds/show.html", form=form, ground=found)


def keep(found: SharingGround, form: GroundForm) -> None:
    """Raises Replaced."""
    now = amend(
        found,
        name_vi=str(form.name_vi.data),
        name_en=str(form.name_en.data),
        law=str(form.law.data),
        checked=bool(form.checked.data),
        by=g.viewer,
    )
    offer(now, bool(form.offered.data), by=g.viewer)

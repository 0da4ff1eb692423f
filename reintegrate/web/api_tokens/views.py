"""Keys for other programs: made after typing the password again, shown once, ended any day."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from reintegrate.access.actions import Action
from reintegrate.access.gate import allows, find_or_404
from reintegrate.access.programs import offered
from reintegrate.db import commit
from reintegrate.models.api_token import MOST_TOKENS, ApiToken, Grant
from reintegrate.models.lifecycle import DomainError
from reintegrate.models.sign_in_attempt import MustWait, NotRecognised, recognise
from reintegrate.models.user import WrongPassword
from reintegrate.web.api_tokens import queries
from reintegrate.web.api_tokens.forms import TokenForm
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.labels import label
from reintegrate.web.ui.messages import message

bp = Blueprint("api_tokens", __name__)


@bp.route("/account/api-tokens", methods=["GET", "POST"])
@allows(Action.KEEP_ACCOUNT)
def index() -> Any:
    form = TokenForm.of_request()
    form.grants.choices = [(grant.value, label(grant)) for grant in offered(g.viewer)]
    token, made, status = None, False, 200
    if form.accepted:
        try:
            token, made = make(form), True
        except NotRecognised:
            form.refuse(message(WrongPassword()), "present")
        except MustWait as error:
            form.refuse(message(error))
            status = 429
        except DomainError as error:
            form.refuse(message(error))
        else:
            form = TokenForm(None)
            form.grants.choices = [(grant.value, label(grant)) for grant in offered(g.viewer)]
    return render_template(
        "api_tokens/index.html",
        form=form,
        token=token,
        made_before=made and token is None,
        keys=queries.own_keys(g.viewer),
        most=MOST_TOKENS,
        base=request.url_root.rstrip("/") + url_for("api.index"),
    ), status


def make(form: TokenForm) -> str | None:
    """The key to be shown; None where this form made one before. Raises NotRecognised, MustWait,
    KeyTaken, TooManyTokens."""
    user = recognise(g.viewer.username, form.present.data, address=request.remote_addr or "")
    _, token = ApiToken.make(
        key=form.key.data or "",
        name=form.name.data or "",
        grants=[Grant(code) for code in form.grants.data],
        days=int(form.days.data),
        by=user,
    )
    commit()
    return token


@bp.post("/account/api-tokens/<int:token_id>/end")
@allows(Action.KEEP_ACCOUNT)
def end(token_id: int) -> Response:
    """The owner's, or by the administrator anybody's."""
    token = find_or_404(ApiToken, token_id)
    own = token.user_id == g.viewer.id
    token.end(by=g.viewer)
    commit()
    flash(gettext("That key opens nothing any more."), "success")
    return redirect(url_for("api_tokens.index" if own else "api_tokens.everybodys"), 303)


@bp.get("/admin/api-tokens")
@allows(Action.KEEP_USERS)
def everybodys() -> str:
    page = queries.all_keys(g.viewer, request.args.get("page"))
    return render_template(
        "api_tokens/everybodys.html",
        keys=page.rows,
        previous_url=page.previous and url_for("api_tokens.everybodys", page=page.previous),
        next_url=page.next and url_for("api_tokens.everybodys", page=page.next),
    )

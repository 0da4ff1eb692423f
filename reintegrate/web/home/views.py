"""The first address: it sends each role to where its work begins."""

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from reintegrate.access.gate import PUBLIC, allows
from reintegrate.web.ui.navigation import HOME

bp = Blueprint("home", __name__)


@bp.get("/")
@allows(PUBLIC)
def index() -> Response:
    return redirect(url_for(HOME[g.viewer.role] if g.viewer else "sign_in.form"))

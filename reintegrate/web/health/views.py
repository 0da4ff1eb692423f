"""Two answers for whoever watches the machine: the process is up; it can do its work."""

from flask import Blueprint, Response

from reintegrate.access.gate import PUBLIC, allows
from reintegrate.web.health.schema import is_ready

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@allows(PUBLIC)
def healthz() -> Response:
    """Up, whatever the database does: restarting the process would not mend that."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@allows(PUBLIC)
def readyz() -> Response:
    if is_ready():
        return Response("ready\n", mimetype="text/plain")
    return Response("not ready\n", status=503, mimetype="text/plain")

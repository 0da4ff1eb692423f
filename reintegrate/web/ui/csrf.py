"""A form counts only if this site made it for this session. Checked for every changing request."""

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, request, session

from reintegrate.access.gate import CHANGING

FIELD = "csrf_token"
VISIT = "visit"


class StaleForm(Exception):
    """The form came from this site, but its token belongs to another session."""


def csrf_token() -> str:
    """Bound to the session, or before sign-in to this visit. The same all session long, so that
    several tabs and the back button work."""
    owner = request.cookies.get(current_app.config["SESSION_TOKEN_COOKIE"])
    if not owner:
        owner = session.get(VISIT)
        if not owner:
            owner = session[VISIT] = secrets.token_urlsafe(16)
    if "csrf" not in g:
        key = str(current_app.secret_key).encode()
        g.csrf = hmac.new(key, f"csrf:{owner}".encode(), "sha256").hexdigest()
    return str(g.csrf)


def comes_from_here() -> bool:
    """What the browser itself says of where the request began; silence counts as unknown: no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.host


def init_app(app: Flask) -> None:
    @app.before_request
    def check() -> None:
        if request.method not in CHANGING or request.endpoint is None:
            return
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            abort(400)
        sent = request.form.get(FIELD, "")
        if not hmac.compare_digest(sent.encode(errors="replace"), csrf_token().encode()):
            if comes_from_here():
                raise StaleForm
            abort(400)

    # A global, because macros are imported without a page's context; it is made anew at each call.
    app.add_template_global(csrf_token, FIELD)

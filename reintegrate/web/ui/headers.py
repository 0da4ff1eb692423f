"""What every answer says to the browser: load nothing from elsewhere, keep nothing behind."""

import re
from typing import Any

from flask import Flask, Response
from markupsafe import escape
from werkzeug.datastructures import Headers

from reintegrate.access.at_hand import asked

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types reintegrate",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: behind HTTPS that leaves a form nothing to prove where it came from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Robots-Tag": "noindex, nofollow",
}

SAID = list(HEADERS.items())

KEPT = {"static", "offline.code", "offline.manifest"}
"""Holds nothing of anybody, so that a browser may keep it."""

HTML = "text/html; charset=utf-8"
FOR_A_YEAR = "public, max-age=31536000, immutable"


PLAIN_PATH = re.compile(r"/([\w.~-][\w./~-]*)?", re.ASCII).fullmatch
"""Of this site, and of letters that no address need write otherwise."""


class Answer(Response):
    """As it is handed to the server: most are one text whose length is known."""

    def get_wsgi_headers(self, environ: Any) -> Headers:
        """Werkzeug's, where there is anything to put right; otherwise without making every header
        anew and looking through it."""
        said, status = self.headers._list, self.status_code
        known = {name.lower(): value for name, value in said}
        if (
            not 200 <= status < 600
            or status in {204, 304}
            or "content-length" not in known
            or "content-location" in known
            or not PLAIN_PATH(known.get("location", "/"))
        ):
            return super().get_wsgi_headers(environ)
        headers = Headers()
        headers._list = list(said)
        return headers


def sent_elsewhere(location: str, code: int = 302) -> Answer:
    """As Flask's `redirect`, whose page says in English what the browser does anyway; a link is one
    in every language."""
    link = escape(location)
    headers = Headers()
    headers._list = [("Content-Type", HTML)]
    headers["Location"] = location  # looked at for what no header may hold
    return Answer(f'<!doctype html>\n<a href="{link}">{link}</a>\n', code, headers)


def init_app(app: Flask) -> None:
    app.response_class = Answer
    app.redirect = sent_elsewhere  # type: ignore[method-assign, assignment]

    @app.after_request
    def add(response: Response) -> Response:
        request = asked()
        if request.endpoint in KEPT and response.status_code in {200, 206, 304}:
            versioned = "v" in request.args or request.endpoint == "offline.code"
            response.headers["Cache-Control"] = FOR_A_YEAR if versioned else "public, max-age=3600"
        else:
            response.headers["Cache-Control"] = "no-store"
        # No view says any of these itself, and none need be looked at for what it must not hold.
        response.headers._list += SAID
        return response

"""What every answer says to the browser: load nothing from elsewhere, keep nothing behind."""

from flask import Flask, Response, request

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

KEPT = {"static", "offline.code", "offline.manifest"}
"""Holds nothing of anybody, so that a browser may keep it."""

FOR_A_YEAR = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    @app.after_request
    def add(response: Response) -> Response:
        response.headers.extend(HEADERS)  # no view says any of these itself
        if request.endpoint in KEPT and response.status_code in {200, 206, 304}:
            versioned = "v" in request.args or request.endpoint == "offline.code"
            response.headers["Cache-Control"] = FOR_A_YEAR if versioned else "public, max-age=3600"
        else:
            response.headers["Cache-Control"] = "no-store"
        return response

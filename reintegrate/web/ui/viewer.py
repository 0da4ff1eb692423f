"""Who is looking: the session cookie becomes `g.viewer`, or nobody."""

from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from reintegrate.access.gate import CHANGING
from reintegrate.db import commit, reading, stop_reading, writing
from reintegrate.models.user_session import UserSession, touch

WITHOUT_VIEWER = {"static", "health.healthz", "health.readyz"}
"""Answered without asking the database who is there."""


def init_app(app: Flask) -> None:
    @app.before_request
    def find_viewer() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        reading.set(request.method not in CHANGING or hasattr(view, "only_reads"))
        g.viewer = g.user_session = g.session_before = None
        token = request.cookies.get(current_app.config["SESSION_TOKEN_COOKIE"])
        if not token or request.endpoint in WITHOUT_VIEWER:
            return
        found = UserSession.of_token(token)
        if found is None:
            return
        g.session_before = found
        if found.counts(
            idle=timedelta(minutes=current_app.config["IDLE_MINUTES"]),
            absolute=timedelta(hours=current_app.config["ABSOLUTE_HOURS"]),
        ):
            g.user_session, g.viewer = found, found.user
            if found.is_due_a_touch:
                g.seen_session_id = found.id

    @app.after_request
    def note_seen(response: Response) -> Response:
        """In a transaction of its own: the page's was begun for reading and cannot turn writer."""
        if "seen_session_id" in g:
            stop_reading()
            with writing():
                touch(g.seen_session_id)
                commit()
        return response

    @app.context_processor
    def who_looks() -> dict[str, object]:
        return {"viewer": g.get("viewer")}


def give_cookie(response: Response, token: str) -> None:
    """Hand this browser its session. It goes with the browser's window, and with sign-out."""
    config = current_app.config
    response.set_cookie(
        config["SESSION_TOKEN_COOKIE"],
        token,
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )


def take_cookie(response: Response) -> None:
    config = current_app.config
    response.delete_cookie(
        config["SESSION_TOKEN_COOKIE"],
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    response.headers["Clear-Site-Data"] = '"cache"'


BROWSERS = ("Edg", "OPR", "Coc_Coc", "SamsungBrowser", "Firefox", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")
SHOWN = {"Edg": "Edge", "OPR": "Opera", "Coc_Coc": "Cốc Cốc", "SamsungBrowser": "Samsung Internet"}


def device_name(user_agent: str) -> str:
    """Enough for its owner to know a device again, `Chrome · Android`, and no more."""
    browser = next((name for name in BROWSERS if name in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    return " · ".join(part for part in (SHOWN.get(browser, browser), system) if part)

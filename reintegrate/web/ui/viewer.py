"""Who is looking: the session cookie becomes `g.viewer`, or nobody."""

from datetime import timedelta

from flask import Flask, Response, current_app, g, redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as AnyResponse

from reintegrate.access.at_hand import asked, kept, settings
from reintegrate.access.gate import CHANGING, PUBLIC
from reintegrate.access.programs import is_for_programs
from reintegrate.connections import end_bare
from reintegrate.db import commit, db, may_write, promise_to_read, reading, stop_reading, writing
from reintegrate.models.api_token import note_use
from reintegrate.models.program import Program
from reintegrate.models.sign_in_attempt import note_wrong_key, wait_for_keys
from reintegrate.models.user_session import note_seen
from reintegrate.models.viewer import Viewer
from reintegrate.web.ui.logs import log_failure
from reintegrate.web.ui.outbox import from_outbox
from reintegrate.web.ui.problems import Refused

WITHOUT_VIEWER = {
    "static",
    "health.healthz",
    "health.readyz",
    "offline.code",
    "offline.manifest",
    "offline.worker",
}
"""Answered without asking the database who is there."""

NEW_PASSWORD = "account.password"  # noqa: S105 - an endpoint


def init_app(app: Flask) -> None:
    app.before_request(find_viewer)
    app.before_request(ask_for_own_password)
    app.after_request(keep_alive)
    app.teardown_request(end_promise)
    app.context_processor(lambda: {"viewer": kept().get("viewer")})


def find_viewer() -> None:
    request, here, config = asked(), kept(), settings()
    view = current_app.view_functions.get(request.endpoint or "")
    here.was_reading = reading.get()
    if request.method not in CHANGING or hasattr(view, "only_reads"):
        promise_to_read()
    else:
        may_write()
    here.viewer = here.user_session = None
    if is_for_programs(request.path):
        here.viewer = find_program()
        return
    token = request.cookies.get(config["SESSION_TOKEN_COOKIE"])
    if not token or request.endpoint in WITHOUT_VIEWER:
        return
    found = Viewer.of_token(token)
    if found is None:
        return
    quiet_for = idle()
    if found.counts(idle=quiet_for, absolute=timedelta(hours=config["ABSOLUTE_HOURS"])):
        here.user_session, here.viewer = found.session, found
        # A program that asks in the background is no sign that anybody is there.
        is_due = request.method == "GET" and found.session.is_due_a_touch(quiet_for)
        if is_due and not from_outbox():
            here.session_to_note = found.session.id


def find_program() -> Program | None:
    """By its token alone: no cookie counts here, so no other site can ask in somebody's name. It is
    held to so many requests in a quarter of an hour; an address, to so many wrong keys."""
    sent = request.authorization
    if sent is None or sent.type != "bearer" or not sent.token:
        return None
    address = request.remote_addr or ""
    if wait := wait_for_keys(address):
        raise Refused(429, wait=wait)
    found = Program.of_token(sent.token)
    guessed = found is None and not Program.was_ever(sent.token)
    stop_reading()
    if guessed:
        note_wrong_key(address)
    if found is not None and (wait := note_use(found.token_id)):
        raise Refused(429, wait=wait)
    return found


def end_promise(error: BaseException | None) -> None:
    """What follows in this thread promised nothing."""
    end_bare()
    reading.set(kept().pop("was_reading", False))


def idle() -> timedelta:
    return timedelta(minutes=settings()["IDLE_MINUTES"])


def ask_for_own_password() -> AnyResponse | None:
    """Whose password somebody else knows can do nothing before choosing their own."""
    viewer = kept().viewer
    if not viewer or not viewer.must_change_password:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint in {"static", NEW_PASSWORD} or getattr(view, "allows", PUBLIC) == PUBLIC:
        return None
    return redirect(url_for(NEW_PASSWORD), 303)


def keep_alive(response: Response) -> Response:
    """Note that the session is in use. A page is not refused because this could not be written."""
    if "session_to_note" not in kept():
        return response
    try:
        stop_reading()
        with writing():
            note_seen(g.session_to_note)
            commit()
    except OperationalError as error:
        db.session.rollback()
        log_failure(error)
    return response


def give_cookie(response: AnyResponse, token: str) -> None:
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


def take_cookie(response: AnyResponse) -> None:
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

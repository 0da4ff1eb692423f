"""What another program is told when something is not as it hoped: `application/problem+json`, in
the language it asked for, never a page, and never a word of what it sent."""

import json
from typing import Any

from flask import Response, g, make_response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from reintegrate.access.at_hand import asked
from reintegrate.access.programs import is_for_programs
from reintegrate.web.ui.i18n import gettext
from reintegrate.web.ui.i18n import lazy_gettext as _l

KIND = "application/problem+json"

TITLES = {
    400: _l("The request cannot be read"),
    401: _l("No valid key was sent"),
    403: _l("The key may not read this"),
    404: _l("Nothing is here"),
    405: _l("Only GET is answered here"),
    406: _l("Answers are JSON"),
    422: _l("The question has an answer nobody offered"),
    429: _l("Too many requests"),
    500: _l("Something went wrong here"),
    503: _l("The database does not answer"),
}
WHAT_NEXT = {
    400: _l("Look at the address and the headers of the request."),
    401: _l(
        "Send Authorization: Bearer with a key made under My account, Keys for other programs."
    ),
    403: _l("Make a key that may read it, if your role may."),
    404: _l("It does not exist, or not for the owner of this key."),
    405: _l("This version reads; it changes nothing."),
    406: _l("Accept application/json."),
    422: _l("The document at /api/v1/openapi.json lists what may be asked."),
    429: _l("Wait as long as Retry-After says."),
    500: _l("It was written down. Try again later."),
    503: _l("Try again in a minute."),
}


class Refused(HTTPException):
    """A question that cannot be answered, with words for whoever wrote the program."""

    def __init__(self, code: int, detail: str = "", *, wait: int = 0):
        super().__init__()
        self.code, self.detail, self.wait = code, detail, wait


def asked_by_program() -> bool:
    return is_for_programs(asked().path)


def refuse_redirect() -> None:
    """An address written a little otherwise is none: a program is not sent on by a page. Raises
    Refused."""
    if asked_by_program() and isinstance(request.routing_exception, RequestRedirect):
        raise Refused(404)


def problem_of(error: HTTPException, why: str = "") -> Response:
    answer = problem(error.code or 500, why or getattr(error, "detail", ""))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if wait := getattr(error, "wait", 0):
        answer.headers["Retry-After"] = str(wait)
    return answer


def problem(code: int, detail: str = "") -> Response:
    code = code if code in TITLES else 400
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES[code]),
        "status": code,
        "detail": detail or str(WHAT_NEXT[code]),
    }
    if code in {500, 503}:
        told["reference"] = g.get("request_id")
    answer = make_response(json.dumps(told, ensure_ascii=False), code)
    answer.headers["Content-Type"] = KIND
    if code == 401:
        refused = ', error="invalid_token"' if request.authorization else ""
        answer.headers["WWW-Authenticate"] = f'Bearer realm="reintegrate"{refused}'
    return answer


def not_offered(names: list[str]) -> Refused:
    """`names` are ours: what was sent is not repeated."""
    words = gettext("May be asked here: %(names)s.", names=", ".join(names) or "–")
    return Refused(422, words)

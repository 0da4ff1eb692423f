"""What an address may hold, and which addresses of this site somebody may be sent on to."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, RequestRedirect

from reintegrate.access.at_hand import asked
from reintegrate.web.ui.csrf import comes_from_here

LONGEST = 500
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
SOME_ID = 987654321
NOWHERE = {"/sign-in", "/sign-out"}


class RecordId(IntegerConverter):
    """`<int:...>` as far as databases count: more digits are an address where nothing is."""

    regex = r"\d{1,9}"


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RecordId
    app.before_request(refuse_unstorable)
    app.add_template_global(url_of, "url_for")


def refuse_unstorable() -> None:
    """A NUL or half a character in an address is nobody's question, and an error to a database."""
    path, args = asked().path, asked().args
    if has_unstorable("".join((path, *args, *args.values())) if args else path):
        abort(400)


def has_unstorable(text: str) -> bool:
    return UNSTORABLE.search(text) is not None


def local_path(asked: str | None) -> str:
    """`asked` where it is a path of this site and worth going to; otherwise the first page."""
    if not asked or len(asked) > LONGEST or not asked.isprintable() or "\\" in asked:
        return "/"
    if not asked.startswith("/") or asked.startswith("//"):
        return "/"
    try:
        parts = urlsplit(asked)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path in NOWHERE:
        return "/"
    return asked


def page_of_form() -> str | None:
    """Where somebody sent this form from: its own address, or for a button the page around."""
    if shows_itself() or is_a_page(request.path):
        return request.full_path.rstrip("?")
    if not comes_from_here():
        return None
    try:
        around = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    path = local_path(around.path)
    return path if path != "/" and is_a_page(path) else None


def shows_itself() -> bool:
    """Most forms are sent to the page that shows them: that need not be looked up."""
    rule = request.url_rule
    return rule is not None and "GET" in (rule.methods or ())


def is_a_page(path: str) -> bool:
    """Whether this address can be looked at, not only posted to."""
    adapter = current_app.create_url_adapter(request)
    try:
        adapter.match(path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        return False
    return True


@lru_cache(maxsize=1000)
def _around_id(endpoint: str, name: str, root: str) -> tuple[str, str]:
    """What stands before and after the number in this endpoint's addresses."""
    values: dict[str, Any] = {name: SOME_ID}
    before, _, after = url_for(endpoint, **values).partition(str(SOME_ID))
    return before, after


def around_record(endpoint: str, name: str) -> tuple[str, str]:
    """For whoever writes many of these addresses: what stands before and after the number."""
    return _around_id(endpoint, name, request.script_root)


def record_url(endpoint: str, name: str, number: int) -> str:
    """As `url_for`, whose work is done once for each endpoint: a page has dozens of these."""
    before, after = _around_id(endpoint, name, request.script_root)
    return f"{before}{number}{after}"


@lru_cache(maxsize=1000)
def _of_endpoint(endpoint: str, root: str) -> str:
    return url_for(endpoint)


def url_of(endpoint: str, **values: Any) -> str:
    """`url_for` as templates know it. Most of its work is done once: for an endpoint alone, and for
    one with a whole number in its address."""
    if endpoint.startswith(".") or len(values) > 1:
        return url_for(endpoint, **values)
    for name, value in values.items():
        if type(value) is not int or value < 0 or name.startswith("_"):
            return url_for(endpoint, **values)
        return record_url(endpoint, name, value)
    return _of_endpoint(endpoint, request.script_root)


def case_url(endpoint: str, case_id: int) -> str:
    return record_url(endpoint, "case_id", case_id)


def with_number(drawn: str, number: int) -> Markup:
    """What was drawn with `SOME_ID` in its addresses, for the record with this number."""
    return Markup(drawn.replace(str(SOME_ID), str(number)))  # noqa: S704 - a number needs no escape


def cases_url() -> str:
    """What a case's id is written after: building each row's address anew would cost the most."""
    return f"{request.script_root}/cases/"

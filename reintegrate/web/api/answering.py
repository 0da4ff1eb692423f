"""How a view answers programs: what was asked is checked, its answer becomes JSON. Said once beside
the view, where the document reads it too."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Response, request

from reintegrate.access.programs import for_programs
from reintegrate.models.api_token import Grant
from reintegrate.web.api.asked import Parameter, refuse_unknown
from reintegrate.web.api.schema import written
from reintegrate.web.ui.i18n import language
from reintegrate.web.ui.problems import KIND, Refused

View = Callable[..., Any]
JSON = "application/json"


@dataclass(frozen=True)
class Description:
    summary: Any
    shape: Any
    """None: the document, which describes itself."""
    grant: Grant | None
    asks: tuple[Parameter, ...]
    is_open: bool
    """Answered without a key: it says nothing of anybody."""


def answers(
    shape: Any,
    summary: Any,
    *,
    grant: Grant | None = None,
    asks: tuple[Parameter, ...] = (),
    is_open: bool = False,
    keeps: bool = False,
) -> Callable[[View], View]:
    """`keeps`: the same for a long time and about nobody, so that a program may ask whether it has
    changed."""

    def mark(view: View) -> View:
        @wraps(view)
        def answering(**parts: Any) -> Response:
            refuse_other_kinds()
            refuse_unknown(request.args, asks)
            return as_json(written(view(**parts)), keeps=keeps)

        answering.described = Description(  # type: ignore[attr-defined]
            summary, shape, grant, asks, is_open
        )
        return for_programs(grant)(answering)

    return mark


def refuse_other_kinds() -> None:
    """Raises Refused where the program would not take what it is given."""
    wanted = request.accept_mimetypes
    if wanted and JSON not in wanted and KIND not in wanted:
        raise Refused(406)


def as_json(text: str, *, keeps: bool) -> Response:
    response = Response(text, content_type=JSON)
    response.headers["Content-Language"] = language()
    response.headers["Vary"] = "Accept-Language, Authorization"
    if keeps:
        response.add_etag()
        response.make_conditional(request)
    return response

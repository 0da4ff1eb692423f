"""The gate every request passes. An endpoint that declares no action stops the app starting."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort
from sqlalchemy import Select, bindparam

from reintegrate.access.actions import Action, WhyNot
from reintegrate.access.at_hand import asked, kept
from reintegrate.access.policy import LOGGED_READS, may, why_not
from reintegrate.access.prepared import own, prepared, run
from reintegrate.access.programs import is_given, read_by, refuse_unmarked
from reintegrate.access.scope import visible
from reintegrate.models.at_once import columns_of, read
from reintegrate.models.audit import Seen
from reintegrate.models.joined import its_own, read_with_its_own, with_its_own
from reintegrate.models.reads import note_read

PUBLIC = "public"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

View = TypeVar("View", bound=Callable[..., Any])
Record = TypeVar("Record")


def allows(action: Action | str) -> Callable[[View], View]:
    """Say which action a view is. The gate reads the mark, so the order of decorators is free."""

    def mark(view: View) -> View:
        view.allows = action  # type: ignore[attr-defined]
        return view

    return mark


def only_reads(view: View) -> View:
    """Mark a POST that changes nothing: a search whose words may not stand in an address."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def find_or_404(
    model: type[Record], record_id: int, action: Action | None = None, *, alone: bool = False
) -> Record:
    """Load one record for this request's action.

    Out of the viewer's scope is a 404, the same as not existing. In scope but not allowed is a
    403. There is no other way for a view to get hold of a record. A changing request holds the
    row until it commits: two people acting at once take turns. `alone`: what is changed needs none
    of the records it refers to; whoever asks for one all the same is given it.
    """
    columns: Any = model
    here = kept()
    viewer = here.viewer
    changing = asked().method in CHANGING
    if alone and changing:
        record: Record | None = found_alone(columns, record_id)
    elif its_own(columns) and not changing:
        record = found_with_its_own(columns, record_id)
    else:
        query = found_for_change if changing else found
        rows: Any = run(query, viewer, columns, record_id=record_id)
        record = rows.scalars().one_or_none()
    if record is None:
        abort(404)
    here.why_not = why_not(viewer, action or here.action, record)
    if here.why_not is not None:
        abort(403)
    if here.action in LOGGED_READS:
        here.seen = Seen.of(record)
    return record


@prepared
def found(viewer: Any, model: Any) -> Select[Any]:
    return visible(viewer, model).where(model.id == bindparam("record_id"))


@prepared
def found_for_change(viewer: Any, model: Any) -> Select[Any]:
    return (
        visible(viewer, model).where(model.id == bindparam("record_id")).with_for_update(of=model)
    )


@prepared
def row_for_change(viewer: Any, model: Any) -> Select[Any]:
    return found_for_change.build(viewer, model).with_only_columns(*columns_of(model))


@prepared
def row_with_its_own(viewer: Any, model: Any) -> Select[Any]:
    return with_its_own(found.build(viewer, model), model)


def found_with_its_own(model: Any, record_id: int) -> Any:
    viewer = kept().viewer
    ready = row_with_its_own.ready(viewer.role, (model,))
    given = own(viewer) | {"record_id": record_id}
    return next(iter(read_with_its_own(model, ready, given)), None)


def found_alone(model: Any, record_id: int) -> Any:
    viewer = kept().viewer
    ready = row_for_change.ready(viewer.role, (model,))
    return next(iter(read(model, ready, own(viewer) | {"record_id": record_id})), None)


def let_pass(here: Any, grant: Any) -> None:
    """Whoever may do this, and whose token, where a program asks, was given it."""
    if not (here.viewer and may(here.viewer, here.action)):
        abort(403 if here.viewer else 401)
    if not is_given(here.viewer, grant):
        here.why_not = WhyNot.NOT_GRANTED
        abort(403)


def init_app(app: Flask) -> None:
    """Runs last: whatever was registered before must have said what it is."""
    undeclared = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, "allows")
    ]
    if undeclared:
        raise RuntimeError(f"Endpoints without @allows: {undeclared}")
    refuse_unmarked(app)

    @app.before_request
    def check() -> None:
        endpoint, here = asked().endpoint, kept()
        if endpoint in (None, "static"):
            return
        view: Any = app.view_functions[str(endpoint)]
        here.action = view.allows
        if here.action != PUBLIC:
            let_pass(here, getattr(view, "grant", None))

    @app.after_request
    def log_read(response: Response) -> Response:
        """Somebody looked: say so before the page leaves."""
        here = kept()
        if "seen" in here and response.status_code == 200 and asked().method == "GET":
            by = here.viewer
            note_read(here.seen, by_id=by.id, **here.get("seen_in", {}), **read_by(by))
        return response

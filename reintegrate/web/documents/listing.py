"""The ward's list of papers: which are asked for, and how many that leaves."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from wtforms.validators import ValidationError

from reintegrate.models.document import DocumentStatus
from reintegrate.models.document_number import printed
from reintegrate.models.user import User
from reintegrate.web.documents import queries
from reintegrate.web.documents.forms import FiltersForm, number_asked
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.labels import label

KEPT = ("kind", "status", "year", "number")


def page(viewer: User, args: Mapping[str, str]) -> dict[str, Any]:
    """What the template needs. A filter that says nothing sensible filters nothing."""
    filters: Any = FiltersForm(None, data={name: args.get(name, "") for name in KEPT})
    filters.kind.choices = [("", gettext("All")), *kinds(viewer)]
    filters.status.choices = [("", gettext("All")), *((s.value, label(s)) for s in DocumentStatus)]
    filters.year.choices = [
        ("", gettext("All")),
        *((str(y), str(y)) for y in queries.years(viewer)),
    ]
    asked = wanted(filters)
    found = queries.listed(viewer, asked, args.get("page"))
    keep = {name: args[name] for name in KEPT if args.get(name)}
    return {
        "filters": filters,
        "filtered": any(asked.values()),
        "rows": [(row, sign(row)) for row in found.rows],
        "previous_url": address(keep, found.previous),
        "next_url": address(keep, found.next),
    }


def wanted(filters: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    for name in ("kind", "status", "year"):
        offered = {code for code, _ in filters[name].choices}
        chosen = filters[name].data
        if chosen and chosen in offered:
            asked[name] = chosen if name == "status" else int(chosen)
    try:
        asked["number"], asked["series"] = number_asked(filters.number.data)
    except ValidationError as error:
        filters.number.errors = [str(error)]
    return asked


def kinds(viewer: User) -> list[tuple[str, str]]:
    named = [(str(k.id), k.form, k.name_in(language())) for k in queries.all_kinds(viewer)]
    return [(code, f"{form} · {name}") for code, form, name in named]


def sign(row: Any) -> str:
    return "" if row.number is None else f"{printed(row.number)}/{row.series}"


def address(keep: dict[str, str], cursor: str | None) -> str | None:
    values: dict[str, Any] = keep | {"page": cursor}
    return None if cursor is None else url_for("documents.index", **values)

"""The OpenAPI 3.1 document: made from what the views say of themselves and from the shapes of their
answers. Nothing in it is written twice, so nothing in it can be out of date."""

import re
from typing import Any

from flask import Flask

from reintegrate.models.api_token import REQUESTS_A_WINDOW
from reintegrate.web.api import shapes
from reintegrate.web.api.answering import JSON, Description
from reintegrate.web.api.asked import LANG
from reintegrate.web.api.schema import object_of, schema_of, shapes_in
from reintegrate.web.ui.i18n import gettext, language
from reintegrate.web.ui.problems import KIND, TITLES

BASE = "/api/v1"
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def about() -> str:
    return " ".join(
        [
            gettext("Read only: no address changes anything."),
            gettext("A key reads what its owner may, and of that only what it was made for."),
            gettext(
                "Notes, plans, papers' numbers, phones and addresses are in no answer at all, "
                "whatever the key."
            ),
            gettext(
                "Opening one case writes into the trail who looked, as on the screen, and small "
                "numbers are hidden as on the screen."
            ),
            gettext("Days are ISO 8601, as in 2026-01-31, unlike on the screens."),
            gettext(
                "Each key is answered %(n)s times in a quarter of an hour.", n=REQUESTS_A_WINDOW
            ),
        ]
    )


def document_of(app: Flask) -> dict[str, Any]:
    described = resources(app)
    found = {shape.__name__: shape for _, one in described for shape in shapes_in(one.shape)}
    found["Problem"] = shapes.Problem
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Reintegrate",
            "version": "1.0.0",
            "summary": gettext("For other programs of a ward or a province"),
            "description": about(),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            "x-language": language(),
        },
        "servers": [{"url": BASE}],
        "security": [{"key": []}],
        "paths": {path: {"get": operation(path, one)} for path, one in described},
        "components": {
            "schemas": {name: object_of(shape) for name, shape in sorted(found.items())},
            "responses": {str(code): refused(str(words)) for code, words in TITLES.items()},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": gettext(
                        "Made under My account, Keys for other programs; shown once, good for at "
                        "most 90 days."
                    ),
                }
            },
        },
    }


def resources(app: Flask) -> list[tuple[str, Description]]:
    """Path below the base, and what the view says of itself."""
    found: list[tuple[str, Any]] = [
        (PART.sub(r"{\2}", rule.rule.removeprefix(BASE)), app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    ]
    return sorted(((path, view.described) for path, view in found), key=lambda one: one[0])


def operation(path: str, one: Description) -> dict[str, Any]:
    codes = [400, 406, 422, 500, 503]
    codes += [] if one.is_open else [401, 429]
    codes += [403] if one.grant else []
    codes += [404] if "{" in path else []
    said: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", path).strip("_") or "index",
        "summary": str(one.summary),
        "parameters": [
            *in_path(path),
            *(parameter.described() for parameter in (*one.asks, LANG)),
        ],
        "responses": {"200": answered(one)}
        | {str(code): {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)},
    }
    if one.is_open:
        said["security"] = []
    if one.grant:
        said["x-grant"] = str(one.grant)
    return said


def in_path(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if name.endswith("_id") else "string"},
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def answered(one: Description) -> dict[str, Any]:
    schema = schema_of(one.shape) if one.shape is not None else {"type": "object"}
    return {"description": str(one.summary), "content": {JSON: {"schema": schema}}}


def refused(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }

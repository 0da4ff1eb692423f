"""Shapes as JSON and as JSON Schema: the types of `shapes.py` read in two ways, and no third."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from reintegrate.web.ui.i18n import gettext

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}


class Words:
    """What a field means, looked up when the document is written. Python compares types with all
    that stands beside them: translated words would be looked up for that, at the start."""

    def __init__(self, text: str):
        self.text = text

    def __str__(self) -> str:
        return gettext(self.text)


def described(text: str) -> Words:
    return Words(text)


def written(answer: Any) -> str:
    return json.dumps(answer, default=plain, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return {name: getattr(value, name) for name in names_of(value.__class__)}


@cache
def names_of(shape: Any) -> tuple[str, ...]:
    """Raises TypeError for anything that is no shape."""
    return tuple(field.name for field in fields(shape))


def schema_of(kind: Any) -> dict[str, Any]:
    """What a field of this type looks like; shapes are referred to by name."""
    name: str = getattr(kind, "__name__", "")
    if get_origin(kind) is Annotated:
        plainly, words = get_args(kind)
        return schema_of(plainly) | {"description": str(words)}
    if isinstance(kind, UnionType):
        return either([part for part in get_args(kind) if part is not NoneType], kind)
    if get_origin(kind) is list:
        return {"type": "array", "items": schema_of(get_args(kind)[0])}
    if get_origin(kind) is dict:
        return {"type": "object", "additionalProperties": schema_of(get_args(kind)[1])}
    if is_dataclass(kind):
        return {"$ref": f"#/components/schemas/{name}"}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(member) for member in kind]}
    return dict(PLAIN[kind])


def either(parts: list[Any], kind: Any) -> dict[str, Any]:
    found = [schema_of(part) for part in parts]
    if NoneType in get_args(kind):
        found.append({"type": "null"})
    return {"anyOf": found}


def object_of(shape: Any) -> dict[str, Any]:
    """The schema of one shape. Nothing but what is written there may stand in an answer."""
    hints = get_type_hints(shape, include_extras=True)
    required = [field.name for field in fields(shape) if field.default is MISSING]
    return {
        "type": "object",
        "properties": {name: schema_of(kind) for name, kind in hints.items()},
        "required": required,
        "additionalProperties": False,
    }


def shapes_in(kind: Any) -> Iterator[Any]:
    """This shape and those its fields are made of."""
    if is_dataclass(kind):
        yield kind
        for part in get_type_hints(kind).values():
            yield from shapes_in(part)
    for part in get_args(kind):
        yield from shapes_in(part)

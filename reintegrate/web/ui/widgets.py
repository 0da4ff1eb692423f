"""Inputs as WTForms draws them, without what it asks about each: a form has thirty of them."""

from typing import Any

from flask import Flask
from markupsafe import Markup
from wtforms import widgets

from reintegrate.web.ui.pages import written


class Drawn:
    """Mixed into a kind of input of WTForms."""

    input_type: str

    def __call__(self, field: Any, **given: Any) -> Markup:
        said = {"id": field.id, "name": field.name, "type": self.input_type, **given}
        if "value" not in said:
            said["value"] = field._value()
        if field.flags.required:
            said.setdefault("required", True)
        return Markup(f"<input {attributes(said)}>")  # noqa: S704 - each value is escaped


class Ticked(Drawn):
    def __call__(self, field: Any, **given: Any) -> Markup:
        checked = getattr(field, "checked", field.data)
        return super().__call__(field, **given, **({"checked": True} if checked else {}))


class Line(Drawn, widgets.TextInput):
    pass


class Box(Ticked, widgets.CheckboxInput):
    pass


class Radio(Ticked, widgets.RadioInput):
    pass


def attributes(said: dict[str, Any]) -> str:
    """As they stand in a tag: without those that are False, alone those that are True."""
    return " ".join(
        name_of(name) if value is True else f'{name_of(name)}="{written(value)}"'
        for name, value in said.items()
        if value is not False
    )


def name_of(name: str) -> str:
    """`data_date` is data-date, `class_` is class: as WTForms spells them."""
    return name.rstrip("_").replace("_", "-") if "_" in name else name


def is_long(field: Any) -> bool:
    """Several lines."""
    return not hasattr(field.widget, "input_type") and not hasattr(field, "option_widget")


def described(field: Any) -> str:
    """The ids that aria-describedby names, in reading order."""
    parts = {
        "hint": field.description,
        "limit": field.flags.maxlength and is_long(field),
        "error": field.errors,
        "theirs": getattr(field, "theirs", None) is not None,
    }
    return " ".join(f"{field.id}-{part}" for part, is_there in parts.items() if is_there)


def init_app(app: Flask) -> None:
    app.add_template_filter(described)
    app.add_template_test(is_long, "long_text")

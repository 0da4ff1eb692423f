"""Whole đồng, as people write and read them: 1.500.000 đ."""

import re
from typing import Any

from wtforms import StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from reintegrate.web.ui.i18n import gettext

WRITTEN = re.compile(r"(\d{1,3}(?:[.,\s]\d{3}){1,4}|\d{1,14})(?:\s*(?:đ|đồng|vnd|vnđ))?", re.I)


def dong(amount: int | None) -> str:
    """Grouped by points, as in Vietnam, in either language."""
    return "–" if amount is None else f"{amount:,}".replace(",", ".") + "\u00a0đ"


def read_dong(text: str) -> int:
    """Raises ValueError with words for the person."""
    found = WRITTEN.fullmatch(text.strip())
    if not found:
        raise ValueError(gettext("Write the amount in đồng, for example 1.500.000."))
    return int(re.sub(r"\D", "", found[1]))


class Dong(StringField):
    widget = TextInput()

    def __init__(self, label: Any, *, most: int, required: bool = False, hint: Any = "", **kw: Any):
        self.most = most
        kw["render_kw"] = {"inputmode": "numeric", "autocomplete": "off"} | kw.get("render_kw", {})
        validators = [InputRequired()] if required else [Optional()]
        super().__init__(label, validators, description=hint, **kw)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])[:40]
        return f"{self.data:,}".replace(",", ".") if isinstance(self.data, int) else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        amount = read_dong(text) if len(text) <= 40 and text.isprintable() else 0
        if not 0 < amount <= self.most:
            raise ValueError(gettext("Write an amount up to %(most)s.", most=dong(self.most)))
        self.data = amount

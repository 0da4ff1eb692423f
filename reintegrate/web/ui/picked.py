"""Rows ticked in a list."""

from typing import Any

from wtforms import Field

MOST_PICKED = 200


class Picked(Field):
    """Ids of ticked rows. What else is sent under this name counts as not ticked."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        ids = (int(v) for v in valuelist if v.isascii() and v.isdigit() and len(v) < 10)
        self.data = sorted(set(ids))[:MOST_PICKED]

    def _value(self) -> str:
        return ""

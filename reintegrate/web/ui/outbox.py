"""Entries a phone kept while it had no signal come as ordinary posts, through the same checks. Only
the answer differs: a little JSON, with the words a page would have."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, g, jsonify
from wtforms import HiddenField

from reintegrate.access.at_hand import asked
from reintegrate.db import utcnow
from reintegrate.web.ui.csrf import csrf_token

HEADER = "X-Outbox"
"""No other site can send it without being asked first."""

EARLIEST = timedelta(days=60)


class Instant(HiddenField):
    """When something was written on a phone, as the phone reckons it: a claim, kept beside the time
    at which it arrived. What cannot be is left out; nobody is refused for a wrong clock."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        try:
            said = datetime.fromisoformat(str(valuelist[0])[:40]) if valuelist else None
        except ValueError:
            return
        if said is None or said.tzinfo is None:
            return
        now = utcnow()
        try:
            said = said.astimezone(UTC)
        except OverflowError:  # the first or the last day there is
            return
        if said > now - EARLIEST:
            self.data = min(said, now)

    def _value(self) -> str:
        return self.data.isoformat() if isinstance(self.data, datetime) else ""


def from_outbox() -> bool:
    """Whether a program asks, which keeps what was typed until it has a receipt."""
    return HEADER in asked().headers


def received(receipt: dict[str, Any]) -> Response:
    """It is written, now or at an earlier try. The token is for the next entry."""
    kept = {name: receipt.get(name) for name in ("code", "next")} | {
        "at": receipt["at"].isoformat(timespec="seconds")
    }
    return jsonify(answer="received", receipt=kept, token=csrf_token())


def refused(why: str, text: str, status: int, fields: dict[str, str] | None = None) -> Any:
    """Nothing is written. `why` is for the program, `text` for the person, `fields` says what is
    wrong at which answer."""
    told = jsonify(answer="refused", why=why, text=text, fields=fields or {}, token=token())
    return told, status


def refused_form(form: Any) -> Any:
    """The form's own words, at their fields."""
    said = {name: " ".join(map(str, errors)) for name, errors in form.errors.items() if errors}
    general = " ".join(map(str, form.form_errors)) or " ".join(said.values())
    return refused("invalid", general, 422, {name: text for name, text in said.items() if name})


def token() -> str:
    return csrf_token() if g.get("viewer") else ""

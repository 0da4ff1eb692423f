"""How texts leave: into a log, by a web address, or by a command. Whoever adds another way writes
one function of this shape and a line in SENDERS."""

import http.client
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from ssl import create_default_context
from urllib.parse import urlsplit

from flask import current_app

from reintegrate.config import Misconfigured, Settings
from reintegrate.db import HERE, utcnow
from reintegrate.models.outgoing import NotAccepted, send_waiting
from reintegrate.models.reminder import Reminder, is_day
from reintegrate.models.user import User

SECONDS = 20
SHOWN_DIGITS = 3
HERE_ONLY = {"localhost", "127.0.0.1", "::1"}

Send = Callable[[Settings, str, str, str, str], None]
"""`send(settings, where, number, text, reference)`: hand over one text. Returning means that it was
taken. NotAccepted: it certainly was not. Any other error: nobody knows, and it is not tried again.
The reference is the same for the same text: a gateway may refuse it the second time."""


def send_text(reminder: Reminder) -> None:
    settings: Settings = current_app.config["SETTINGS"]
    kind, where = parts_of(settings.text_sender)
    SENDERS[kind](settings, where, reminder.to or "", reminder.text or "", reminder.key)


def parts_of(text_sender: str) -> tuple[str, str]:
    """Raises Misconfigured."""
    kind, _, where = text_sender.partition(":")
    if kind not in SENDERS or bool(where) != (kind != "log"):
        raise Misconfigured("REINTEGRATE_TEXT_SENDER: log, http:https://... or command:/path")
    if kind == "http":
        parts = urlsplit(where)
        if parts.scheme != "https" and parts.hostname not in HERE_ONLY:
            raise Misconfigured("REINTEGRATE_TEXT_SENDER: texts leave by https only")
    return kind, where


def leaves_the_house(settings: Settings) -> bool:
    """Whether texts really go to a phone here."""
    return settings.text_sender != "log"


def to_log(settings: Settings, where: str, number: str, text: str, reference: str) -> None:
    """Nothing leaves. The number is not written out: a log is no place for it."""
    line = {
        "at": utcnow().astimezone(HERE).isoformat(timespec="seconds"),
        "to": f"…{number[-SHOWN_DIGITS:]}",
        "text": text,
        "reference": reference,
    }
    file = settings.data_dir / "texts.log"
    with file.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
    file.chmod(0o600)


def by_http(settings: Settings, where: str, number: str, text: str, reference: str) -> None:
    """POST {"to", "text", "reference"} as JSON, with the token as bearer. 2xx: taken."""
    parts = urlsplit(where)
    host, port = parts.hostname or "", parts.port
    connection: http.client.HTTPConnection = (
        http.client.HTTPSConnection(host, port, timeout=SECONDS, context=create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=SECONDS)
    )
    head = {"Content-Type": "application/json; charset=utf-8"}
    if settings.text_token:
        head["Authorization"] = f"Bearer {settings.text_token}"
    body = json.dumps({"to": number, "text": text, "reference": reference}).encode()
    try:
        connection.connect()
    except OSError as error:
        raise NotAccepted("no_gateway") from error
    try:
        connection.request("POST", f"{parts.path or '/'}", body=body, headers=head)
        answer = connection.getresponse()
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise NotAccepted(f"http_{answer.status}")


def by_command(settings: Settings, where: str, number: str, text: str, reference: str) -> None:
    """Run `where NUMBER REFERENCE` with the text on its standard input. Exit 0: taken."""
    if not Path(where).is_file():
        raise NotAccepted("no_command")
    ended = subprocess.run(  # noqa: S603 - the administrator's own command, no shell
        [where, number, reference],
        input=text.encode(),
        timeout=SECONDS,
        check=False,
        capture_output=True,
    )
    if ended.returncode != 0:
        raise NotAccepted(f"exit_{ended.returncode}")


SENDERS: dict[str, Send] = {"log": to_log, "http": by_http, "command": by_command}


def send_reminders(by: User, only: int | None = None) -> int:
    """Those whose moment has come, by day. Returns how many left."""
    return send_waiting(Reminder, send_text, by=by, only=only, may_leave=is_it_day)


def is_it_day() -> bool:
    return is_day(utcnow())

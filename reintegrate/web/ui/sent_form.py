"""The request as it was sent: most of those that change something are one short plain form."""

from io import BytesIO
from urllib.parse import parse_qsl

from flask import Flask, Request
from werkzeug.exceptions import ClientDisconnected

from reintegrate.access.at_hand import settings

PLAIN = "application/x-www-form-urlencoded"


class SentRequest(Request):
    def _load_form_data(self) -> None:
        """Werkzeug's, which finds the same by way of a parser, its limits and two streams."""
        environ, known = self.environ, self.__dict__
        length = environ.get("CONTENT_LENGTH") or ""
        if (
            "form" in known
            or "stream" in known
            or environ.get("CONTENT_TYPE") != PLAIN
            or not (length.isascii() and length.isdecimal())
            or int(length) > settings()["MAX_CONTENT_LENGTH"]
        ):
            super()._load_form_data()
            return
        none = self.parameter_storage_class
        known["stream"], known["files"] = BytesIO(), none()
        known["form"] = none(answers(self._read(int(length))))

    def _read(self, length: int) -> bytes:
        """As much as was announced, however many pieces it comes in."""
        stream, sent = self.environ["wsgi.input"], b""
        while len(sent) < length:
            piece = stream.read(length - len(sent))
            if not piece:
                raise ClientDisconnected
            sent += piece
        return sent


def answers(sent: bytes) -> list[tuple[str, str]]:
    """What is no text says nothing."""
    try:
        return parse_qsl(sent.decode(), keep_blank_values=True, errors="werkzeug.url_quote")
    except ValueError:
        return []


def init_app(app: Flask) -> None:
    app.request_class = SentRequest

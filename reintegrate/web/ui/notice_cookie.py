"""The signed cookie that carries a notice to the next page, and before sign-in the visit's mark."""

import hashlib
import json
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from itsdangerous.encoding import base64_encode
from werkzeug.http import dump_cookie

LONG = 1500
"""Bytes. A shorter notice takes longer to compress than to send."""
COOKIES = ("Vary", "Cookie")
AT = " at"
"""Marks an instant among words; no notice has a part of this name."""


def marked(value: Any) -> Any:
    """What JSON has no word for: an instant, and words that are looked up when they are shown."""
    if isinstance(value, datetime):
        return {AT: value.isoformat(timespec="seconds")}
    if hasattr(value, "__html__"):
        return str(value)
    raise TypeError(f"no notice can carry {type(value).__name__}")


def unmarked(found: dict[str, Any]) -> Any:
    return datetime.fromisoformat(found[AT]) if AT in found else found


class Words:
    """Notices as JSON. Flask's own looks at each value with eight questions first."""

    dumps = staticmethod(json.JSONEncoder(default=marked, separators=(",", ":")).encode)
    loads = staticmethod(json.JSONDecoder(object_hook=unmarked).decode)


class Seal(TimestampSigner):
    """The key it signs with hangs on the app's own and the salt: derived once."""

    @cached_property
    def newest_key(self) -> bytes:
        return super().derive_key()

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        return self.newest_key if secret_key is None else super().derive_key(secret_key)


class Signer(URLSafeTimedSerializer):
    """Made once, as its seal is: Flask makes both anew for each cookie."""

    @cached_property
    def seal(self) -> Any:
        return super().make_signer()

    def make_signer(self, salt: str | bytes | None = None) -> Any:
        return self.seal if salt is None else super().make_signer(salt)

    def dump_payload(self, obj: Any) -> bytes:
        text = self.serializer.dumps(obj).encode()
        return base64_encode(text) if len(text) <= LONG else super().dump_payload(obj)


class NoticeCookie(SecureCookieSessionInterface):
    """Its signer hangs on the app's key alone: made once, not twice a request."""

    def __init__(self, app: Flask):
        self.app = app

    @cached_property
    def signer(self) -> URLSafeTimedSerializer | None:
        if not self.app.secret_key:
            return None
        made: dict[str, Any] = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        # Another salt than Flask's: a cookie of an earlier release is no cookie of ours.
        return Signer(self.app.secret_key, salt="notice", serializer=Words(), signer_kwargs=made)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return self.signer

    def open_session(self, app: Flask, request: Request) -> Any:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    @cached_property
    def around_value(self) -> tuple[str, str]:
        """Of the header: what stands before and after what is signed."""
        app = self.app
        header = dump_cookie(
            self.get_cookie_name(app),
            "V",
            domain=self.get_cookie_domain(app),
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )
        before, _, after = header.partition("=V")
        return f"{before}=", after

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nobody looked into most of them. One that says something ends with the browser, and its
        letters need no quotes: the header is put together from its parts."""
        if not session.accessed and not session.modified:
            return
        signer = self.signer
        if not session or session.permanent or signer is None or "Vary" in response.headers:
            super().save_session(app, session, response)
        elif session.modified:
            before, after = self.around_value
            said = response.headers._list
            said += [("Set-Cookie", f"{before}{signer.dumps(dict(session))}{after}"), COOKIES]
        else:
            response.headers._list.append(COOKIES)


def init_app(app: Flask) -> None:
    app.session_interface = NoticeCookie(app)

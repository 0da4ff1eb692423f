"""The signed cookie that carries a notice to the next page, and before sign-in the visit's mark."""

from functools import cached_property

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class NoticeCookie(SecureCookieSessionInterface):
    """Its signer hangs on the app's key alone: made once, not twice a request."""

    def __init__(self, app: Flask):
        self.app = app

    @cached_property
    def signer(self) -> URLSafeTimedSerializer | None:
        return super().get_signing_serializer(self.app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return self.signer


def init_app(app: Flask) -> None:
    app.session_interface = NoticeCookie(app)

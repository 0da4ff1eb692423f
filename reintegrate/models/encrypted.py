"""Columns nobody can read without the keys, which never live in the database.

Each value carries the id of its key, so that keys can be changed one after another, and is bound
to its table and column, so that a value moved elsewhere does not open.
"""

import hashlib
import hmac
import json
import os
from base64 import urlsafe_b64decode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from reintegrate.config import Misconfigured

NONCE_BYTES = 12
KEY_BYTES = 32


class Unreadable(Exception):
    """A stored value does not open: its key is missing, or it was altered or moved."""


class Keyring:
    """The field keys of this installation, `id:base64url,...`; the first one encrypts."""

    def __init__(self, field_keys: str):
        pairs = [entry.strip().split(":", 1) for entry in field_keys.split(",") if entry.strip()]
        try:
            keys = {pair[0]: urlsafe_b64decode(pair[-1]) for pair in pairs}
        except ValueError:  # no base64
            keys = {}
        if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise Misconfigured("REINTEGRATE_FIELD_KEYS: each key is id:base64url of 32 bytes")
        self.first = next(iter(keys))
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        # Blind indexes must stay comparable while keys change: they hang on the oldest key.
        self._index_key = hmac.digest(list(keys.values())[-1], b"blind index", "sha256")

    def seal(self, plain: bytes, bound_to: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        head = self.first.encode() + b"\0"
        return head + nonce + self._ciphers[self.first].encrypt(nonce, plain, bound_to.encode())

    def open(self, sealed: bytes, bound_to: str) -> bytes:
        """Raises Unreadable."""
        key_id, _, rest = sealed.partition(b"\0")
        cipher = self._ciphers.get(key_id.decode(errors="replace"))
        if cipher is None:
            raise Unreadable(f"no key {key_id!r} for {bound_to}")
        try:
            return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to.encode())
        except (InvalidTag, ValueError):  # altered; cut within its first bytes
            raise Unreadable(bound_to) from None

    def index(self, value: str, bound_to: str) -> str:
        """A keyed fingerprint: equal values can be found, nothing can be read back."""
        text = f"{bound_to}\0{value}".encode()
        return hmac.new(self._index_key, text, hashlib.sha256).hexdigest()[:32]


class _Installed:
    keyring: Keyring | None = None


def install(field_keys: str) -> None:
    """Give this process its keys. Called once, when the app is made."""
    _Installed.keyring = Keyring(field_keys)


def keyring() -> Keyring:
    if _Installed.keyring is None:
        raise Misconfigured("no field keys installed")
    return _Installed.keyring


class EncryptedText(TypeDecorator[str]):
    """Text at rest only as AES-GCM. `bound_to` is `table.column`."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, bound_to: str):
        super().__init__()
        self.bound_to = bound_to

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().seal(value.encode(), self.bound_to)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring().open(bytes(value), self.bound_to).decode()


class EncryptedJson(TypeDecorator[dict[str, Any]]):
    """A small JSON object at rest only as AES-GCM."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, bound_to: str):
        super().__init__()
        self.bound_to = bound_to

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return keyring().seal(json.dumps(value, ensure_ascii=False).encode(), self.bound_to)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        if value is None:
            return None
        opened: dict[str, Any] = json.loads(keyring().open(bytes(value), self.bound_to))
        return opened


class EncryptedBytes(TypeDecorator[bytes]):
    """A file at rest only as AES-GCM."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, bound_to: str):
        super().__init__()
        self.bound_to = bound_to

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().seal(value, self.bound_to)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().open(bytes(value), self.bound_to)


def blind_index(value: str, bound_to: str) -> str:
    return keyring().index(value, bound_to)

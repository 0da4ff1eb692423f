"""What an address must carry and nobody may read there: a searched name, a place in a list.

Addresses end up in histories and logs. Sealed with the field keys, a value opens only here.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any

from reintegrate.models.encrypted import Unreadable, keyring

LONGEST = 8000
PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal(value: Any, purpose: str) -> str:
    """Any JSON value, as text for an address. It opens only for the same purpose."""
    plain = PLAIN(value).encode()
    return urlsafe_b64encode(keyring().seal(plain, purpose)).decode().rstrip("=")


def unseal(token: str | None, purpose: str) -> Any:
    """The value, or None when the token was altered, cut or made for something else."""
    if not token or len(token) > LONGEST or not token.isascii():
        return None
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return json.loads(keyring().open(sealed, purpose))
    except (NotBase64, ValueError, Unreadable):
        return None

"""A form counts only if this site made it for this session. Checked for every changing request."""

import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, abort, request, session

from reintegrate.access.at_hand import asked, kept, settings
from reintegrate.access.gate import CHANGING
from reintegrate.models.user import User
from reintegrate.models.user_session import writer_in

FIELD = "csrf_token"
VISIT = "visit"


class StaleForm(Exception):
    """The form came from this site, but its token belongs to another session."""


def csrf_token() -> str:
    """`session.seal.mac`: the mac, masked, is bound to the session, before sign-in to this visit,
    and good all session long, so that several tabs and the back button work. The first two parts
    say in whose session the page was made: what is typed there is theirs, whoever signs in later.
    """
    here = kept()
    if "csrf" not in here:
        found = here.get("user_session")
        made_in = f"{found.id}.{mac(f'made in {found.id}')[:24]}" if found else "."
        here.csrf = f"{made_in}.{masked(right_mac())}"
    return str(here.csrf)


def right_mac() -> str:
    return mac(f"csrf:{owner()}")


def masked(secret: str) -> str:
    """Another text for every page: pages leave compressed, and a secret that stays the same beside
    words somebody else chose could be guessed from their length (BREACH)."""
    plain = bytes.fromhex(secret)
    mask = secrets.token_bytes(len(plain))
    return mask.hex() + crossed(mask, plain).hex()


def unmasked(text: str) -> str:
    """What was masked; nothing at all for anything else."""
    try:
        both = bytes.fromhex(text)
    except ValueError:
        return ""
    half = len(both) // 2
    return crossed(both[:half], both[half:]).hex()


def crossed(one: bytes, other: bytes) -> bytes:
    """As far as the shorter goes."""
    length = min(len(one), len(other))
    both = int.from_bytes(one[:length]) ^ int.from_bytes(other[:length])
    return both.to_bytes(length)


def owner() -> str:
    """What the token is bound to: the session cookie, or a random mark of this visit."""
    cookie = asked().cookies.get(settings()["SESSION_TOKEN_COOKIE"])
    if cookie:
        return cookie
    if not session.get(VISIT):
        session[VISIT] = secrets.token_urlsafe(16)
    return str(session[VISIT])


def writer_of_form() -> User | None:
    """Who was signed in when the page of this form was made; None when that is long ago."""
    session_id, seal, _ = [*request.form.get(FIELD, "").split("."), "", "", ""][:3]
    if not session_id.isdecimal() or len(session_id) > 9 or not session_id.isascii():
        return None
    if not same(seal, mac(f"made in {session_id}")[:24]):
        return None
    return writer_in(int(session_id))


def comes_from_here() -> bool:
    """What the browser itself says of where the request began; silence counts as unknown: no."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(origin).netloc == request.host
    except ValueError:
        return False


def mac(text: str) -> str:
    key = str(settings()["SECRET_KEY"]).encode()
    return hmac.digest(key, text.encode(errors="replace"), "sha256").hex()


def same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), right.encode())


def init_app(app: Flask) -> None:
    app.before_request(check)
    # A global, because macros are imported without a page's context; it is made anew at each call.
    app.add_template_global(csrf_token, FIELD)


def check() -> None:
    request = asked()
    if request.method not in CHANGING or request.endpoint is None:
        return
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(400)
    sent = request.form.get(FIELD, "").rpartition(".")[2]
    if not same(unmasked(sent), right_mac()):
        if comes_from_here():
            raise StaleForm
        abort(400)

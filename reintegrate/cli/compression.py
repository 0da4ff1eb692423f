"""Pages leave compressed. Their length must not tell what is in them, so each is made a little
longer by chance (Heal the Breach), and form tokens are masked afresh for each page."""

import secrets
import struct
import zlib
from collections.abc import Iterable
from typing import Any

SHORTEST = 600
LEVEL = 5
MOST_PADDING = 100
COMPRESSIBLE = (
    "text/html",
    "text/plain",
    "text/csv",
    "text/javascript",
    "application/json",
    "application/manifest+json",
)


class Compression:
    """WSGI middleware: gzip for whole answers of text, untouched otherwise."""

    def __init__(self, wsgi: Any):
        self.wsgi = wsgi

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
            answered: Iterable[bytes] = self.wsgi(environ, start_response)
            return answered
        held: list[Any] = []

        def hold(status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
            held[:] = [status, headers, rest]

        body = self.wsgi(environ, hold)
        status, headers, rest = held
        if not may_compress(status, headers):
            start_response(status, headers, *rest)
            return body  # type: ignore[no-any-return]
        try:
            plain = b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()
        packed = packed_with_padding(plain) if len(plain) >= SHORTEST else plain
        start_response(status, changed(headers, packed, packed is not plain), *rest)
        return [packed]


def may_compress(status: str, headers: list[tuple[str, str]]) -> bool:
    named = {name.lower(): value for name, value in headers}
    return (
        status[:3] not in {"204", "304", "206"}
        and "content-encoding" not in named
        and "content-length" in named
        and named.get("content-type", "").startswith(COMPRESSIBLE)
    )


def packed_with_padding(plain: bytes) -> bytes:
    """A gzip file whose header carries a file name of a random length."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    padding = b"a" * (1 + secrets.randbelow(MOST_PADDING))
    head = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff" + padding + b"\0"
    tail = struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
    return head + packer.compress(plain) + packer.flush() + tail


def changed(headers: list[tuple[str, str]], body: bytes, compressed: bool) -> list[tuple[str, str]]:
    kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
    varies = ", ".join(value for name, value in kept if name.lower() == "vary")
    kept = [(name, value) for name, value in kept if name.lower() != "vary"]
    vary = f"{varies}, Accept-Encoding" if varies else "Accept-Encoding"
    kept += [("Vary", vary), ("Content-Length", str(len(body)))]
    return [*kept, ("Content-Encoding", "gzip")] if compressed else kept

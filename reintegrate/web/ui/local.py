"""Addresses inside this site: the only ones a page may be asked to go on to."""

from urllib.parse import urlsplit


def local_path(asked: str | None) -> str:
    """`asked` where it is a path of this site and worth going to; otherwise the first page."""
    if not asked or len(asked) > 500 or not asked.isprintable() or "\\" in asked:
        return "/"
    if not asked.startswith("/") or asked.startswith("//"):
        return "/"
    try:
        parts = urlsplit(asked)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path in {"/sign-in", "/sign-out"}:
        return "/"
    return asked

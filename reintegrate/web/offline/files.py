"""Everything that must be on the phone before a page opens there without signal."""

import hashlib

from flask import url_for

from reintegrate.web.ui.offline_code import code_url, folder, modules

SHOWN = (
    "vendor/pico/pico.min.css",
    "css/app.css",
    "js/app.js",
    "icons/favicon.svg",
)
"""What the pages without signal are drawn with."""


def addresses() -> list[str]:
    shown = [url_for("static", filename=name) for name in SHOWN]
    return [*shown, *map(code_url, modules(folder())), url_for("offline.index")]


def version() -> str:
    """Another one whenever any of the files changes."""
    return hashlib.sha256(" ".join(addresses()).encode()).hexdigest()[:12]

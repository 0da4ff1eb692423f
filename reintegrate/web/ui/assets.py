"""Static files carry a fingerprint in their address, so that browsers may keep them for a year."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, request


def init_app(app: Flask) -> None:
    folder = Path(str(app.static_folder))
    prints = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in folder.rglob("*")
        if path.is_file()
    }

    def asset(name: str) -> str:
        """The address of a static file, made without the map of all addresses: every page has
        four of them."""
        return f"{request.script_root}/static/{name}?v={prints[name]}"

    app.add_template_global(asset)

    @app.url_defaults
    def add_print(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in prints:
            values.setdefault("v", prints[values["filename"]])

"""The modules a phone keeps, under one mark that is part of their address: a module that stayed
from before an update never loads a new one beside it."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request

FOLDER = "js/offline"


def init_app(app: Flask) -> None:
    mark(folder_of(str(app.static_folder)))  # once, before anybody asks
    app.add_template_global(code_url, "offline_code")


def folder() -> Path:
    return folder_of(str(current_app.static_folder))


@cache
def folder_of(static: str) -> Path:
    return Path(static) / FOLDER


@cache
def modules(folder: Path) -> dict[str, Path]:
    """By their names below the folder."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.js"))}


@cache
def mark(folder: Path) -> str:
    digest = hashlib.sha256()
    for name, path in modules(folder).items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def code_url(name: str) -> str:
    """Of the endpoint offline.code. Every page has one of these, so it is written, not built."""
    return f"{request.script_root}/offline/code/{mark(folder())}/{name}"

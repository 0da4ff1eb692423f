"""What the production server serves: the app behind compression and its static files."""

import gc
import os
import sys
from ctypes import CDLL
from pathlib import Path
from typing import Any

from reintegrate.app import create_app
from reintegrate.cli.compression import Compression
from reintegrate.cli.static_files import with_static_files
from reintegrate.config import Settings

DEMO = "REINTEGRATE_DEMO"
"""Names the folder of a demo; `reintegrate demo` sets it for the processes it starts."""


def settings() -> Settings:
    folder = os.environ.get(DEMO)
    return Settings.for_demo(Path(folder)) if folder else Settings.from_env()


def served(chosen: Settings) -> Any:
    app = create_app(chosen)
    app.ensure_sync = as_it_is  # type: ignore[method-assign, assignment]
    app.wsgi_app = Compression(app.wsgi_app)  # type: ignore[method-assign, assignment]
    files = with_static_files(app, Path(str(app.static_folder)), chosen.data_dir)
    gc.collect()
    gc.freeze()  # what was made until now stays: nobody need look through it for garbage again
    give_back()
    return files


def give_back() -> None:
    """Memory that only starting needed (parsed catalogues, compiled sources) goes back to the
    machine, 2 to 10 MB, where the C library knows how: GNU's does."""
    trim = getattr(CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def as_it_is(function: Any) -> Any:
    """No view or hook here is asynchronous: Flask would ask each of twenty at every request."""
    return function


def serve_app() -> Any:
    """For the server, which calls it once in each of its processes."""
    return served(settings())

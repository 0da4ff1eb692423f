"""Static files, compressed once at the start, served by WhiteNoise with the app's own headers."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from reintegrate.web.ui.headers import FOR_A_YEAR, HEADERS

UNVERSIONED = "public, max-age=3600"


class StaticFiles(WhiteNoise):
    """An address with a fingerprint (`?v=`) may be kept for a year, any other for an hour."""

    def serve(self, static_file: Any, environ: Any, start_response: Any) -> Iterable[bytes]:
        kept_for = FOR_A_YEAR if "v=" in environ.get("QUERY_STRING", "") else UNVERSIONED

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, ("Cache-Control", kept_for)], *rest)

        served: Iterable[bytes] = super().serve(static_file, environ, start)
        return served


def with_static_files(wsgi: Any, folder: Path, data_dir: Path) -> StaticFiles:
    """`wsgi` behind the static files of `folder`."""
    files = StaticFiles(
        wsgi, max_age=None, allow_all_origins=False, add_headers_function=add_headers
    )
    files.add_files(str(compressed(folder, data_dir)), prefix="static/")
    return files


def add_headers(headers: Any, path: str, url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value


def compressed(folder: Path, data_dir: Path) -> Path:
    """A copy of the files with a .br and a .gz beside each. Made once for each set of files:
    the code itself may be read-only."""
    kept = data_dir / "static"
    ready = kept / fingerprint(folder)
    if not ready.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=kept))
        copy = building / "files"
        shutil.copytree(folder, copy)
        compress_all(copy)
        put_in_place(copy, ready)
        shutil.rmtree(building, ignore_errors=True)
    return ready


def compress_all(folder: Path) -> None:
    compressor = Compressor(quiet=True)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            compressor.compress(str(path))


def put_in_place(built: Path, ready: Path) -> None:
    """Another process may have been quicker: then its copy serves."""
    try:
        os.rename(built, ready)
    except OSError:
        if not ready.is_dir():
            raise


def fingerprint(folder: Path) -> str:
    """Of names and contents."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]

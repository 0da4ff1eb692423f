"""The demo as a database to test on: made once a session, copied for every test that asks."""

import tempfile
from functools import lru_cache
from pathlib import Path

from reintegrate.cli.demo_filling import fill
from tests.installation import OnSqlite


@lru_cache(maxsize=1)
def populated(folders: Path) -> OnSqlite:
    """`folders`: where the session keeps what it makes."""
    return OnSqlite(Path(tempfile.mkdtemp(prefix="demo-", dir=folders)), fill)

"""Commands are run as the shell runs them, in this process, on the database of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from reintegrate.cli.main import reintegrate
from reintegrate.config import Settings
from reintegrate.db import db
from reintegrate.models import encrypted, password
from tests.installation import Installation

Run = Callable[..., Result]


def environment(settings: Settings, database_url: str, folder: Path) -> dict[str, str]:
    return {
        "REINTEGRATE_DATABASE_URL": database_url,
        "REINTEGRATE_DATA": str(folder),
        "REINTEGRATE_SECRET_KEY": settings.secret_key,
        "REINTEGRATE_FIELD_KEYS": settings.field_keys,
        "REINTEGRATE_LOG_LEVEL": "WARNING",
    }


def runner(settings: Settings, environ: dict[str, str]) -> Iterator[Run]:
    def run(*arguments: str, expect: int = 0, **changes: str | None) -> Result:
        db.session.rollback()
        result = CliRunner(env=environ | changes).invoke(reintegrate, arguments)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == expect, result.output
        db.session.expire_all()
        return result

    yield run
    # Each app brings its own keys and its own work of a hash to the process.
    encrypted.install(settings.field_keys)
    password.install(passes=settings.password_work, memory_kib=settings.password_memory_kib)


@pytest.fixture
def run(app: Flask, installation: Installation, tmp_path: Path) -> Iterator[Run]:
    """`run("users", "list").output`, on the database with the cast."""
    settings = installation.settings
    yield from runner(settings, environment(settings, installation.address(), tmp_path))


@pytest.fixture
def run_on_nothing(
    app: Flask, installation: Installation, empty_database_url: str, tmp_path: Path
) -> Iterator[Run]:
    """The same on a database without tables."""
    settings = installation.settings
    yield from runner(settings, environment(settings, empty_database_url, tmp_path))

"""What the tests of trust stand on: two wards full of records, and visitors of every role."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests import postgres
from tests.installation import Installation, OnPostgres, OnSqlite
from tests.trust.scene import Scene, Staged, staged


@pytest.fixture
def scene(installation: Installation, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """The two wards, on each database in turn."""
    made = "set_stage" if installation.kind == "sqlite" else "set_stage_on_postgres"
    with request.getfixturevalue(made).fresh() as scene:
        yield scene


@pytest.fixture(scope="session")
def set_stage(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    return staged(partial(OnSqlite, tmp_path_factory.mktemp("staged")))


@pytest.fixture(scope="session")
def set_stage_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: postgres.Server
) -> Staged:
    folder = tmp_path_factory.mktemp("staged")
    return staged(partial(OnPostgres, folder, server=postgres_server, template="staged"))

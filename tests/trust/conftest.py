"""What the tests of trust stand on: two wards full of records, and visitors of every role."""

from collections.abc import Iterator

import pytest

from tests.installation import Installation
from tests.trust.scene import Scene, Staged, staged


@pytest.fixture
def scene(
    installation: Installation, set_stage: Staged, request: pytest.FixtureRequest
) -> Iterator[Scene]:
    """The two wards, on each database in turn: copied where that is quick, else made."""
    if installation.kind == "sqlite":
        with set_stage.fresh() as scene:
            yield scene
    else:
        yield Scene.on(request.getfixturevalue("app"))


@pytest.fixture(scope="session")
def set_stage(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """The same made once, on SQLite, for tests that want it fresh many times."""
    return staged(tmp_path_factory.mktemp("staged"))

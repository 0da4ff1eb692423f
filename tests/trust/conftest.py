"""What the tests of trust stand on: two wards full of records, and visitors of every role."""

import pytest
from flask import Flask

from tests.trust.scene import Scene, staged


@pytest.fixture
def scene(app: Flask) -> Scene:
    """The two wards, on each database in turn."""
    return Scene.on(app)


@pytest.fixture(scope="session")
def set_stage(tmp_path_factory: pytest.TempPathFactory):
    """The same made once, on SQLite, for tests that want it fresh many times."""
    return staged(tmp_path_factory.mktemp("staged"))

"""Pages are looked at with the demo in the database: an empty list shows no fault."""

import pytest

from tests.installation import OnSqlite
from tests.populated import populated


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> OnSqlite:
    return populated(tmp_path_factory.getbasetemp())

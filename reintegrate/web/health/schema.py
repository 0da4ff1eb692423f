"""Whether the database answers and has the tables this version of the program was written for."""

from functools import lru_cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from reintegrate.db import db
from reintegrate.paths import migrations_dir


def is_ready() -> bool:
    """False while the database is away, empty, or older or newer than the program."""
    try:
        connection = db.session.connection()
        return set(MigrationContext.configure(connection).get_current_heads()) == newest_heads()
    except SQLAlchemyError:
        return False


@lru_cache(maxsize=1)
def newest_heads() -> set[str]:
    return set(ScriptDirectory(str(migrations_dir())).get_heads())

"""Forward-only migrations of the entrance, run when it is opened."""

from pathlib import Path

from sqlalchemy import Engine

from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema
from dashboard.store.migrations import brought_up, revision

VERSIONS = "access_alembic_version"


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest revision; several processes opening at once take turns.

    Raises
    ------
    SettingsError
        `store-newer`: a later version of this program has written them; nothing is touched.
    """
    with reading(engine) as connection:
        if revision(connection, VERSIONS) == schema.HEAD:
            return
    with writing(engine, schema.LOCK) as connection:
        brought_up(connection, Path(__file__).parent, schema.HEAD, VERSIONS)

"""Forward-only migrations, run when a store is opened."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dashboard.errors import SettingsError
from dashboard.store import schema
from dashboard.store.archive import Archive
from dashboard.store.engine import reading, writing


def migrate(engine: Engine, archive: Archive) -> None:
    """Bring a store, new or old, to the newest revision; several processes opening at once take turns.

    What older stores keep in the database alone is written into the archive first.

    Raises
    ------
    SettingsError
        `store-newer`: a later version of this program has written the store; nothing is touched.
    """
    with reading(engine) as connection:
        if revision(connection) == schema.HEAD:
            return
    with writing(engine) as connection:
        upgrade(connection, archive)


def upgrade(connection: Connection, archive: Archive) -> None:
    """`migrate` within the writer's transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision(connection)
    if found and found not in known:
        raise SettingsError("store-newer", found=found, known=schema.HEAD)
    config.attributes |= {"connection": connection, "archive": archive}
    command.upgrade(config, "head")


def revision(connection: Connection) -> str:
    """The store's revision, "" for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")

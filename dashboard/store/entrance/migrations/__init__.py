"""Forward-only migrations of the entrance, run when it is opened."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dashboard.errors import SettingsError
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import schema

VERSIONS = "access_alembic_version"


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest revision; several processes opening at once take turns.

    Raises
    ------
    SettingsError
        `store-newer`: a later version of this program has written them; nothing is touched.
    """
    with reading(engine) as connection:
        if revision(connection) == schema.HEAD:
            return
    with writing(engine, schema.LOCK) as connection:
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision(connection)
    if found and found not in known:
        raise SettingsError("store-newer", found=found, known=schema.HEAD)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision(connection: Connection) -> str:
    """The revision of the tables, "" for new ones."""
    if not inspect(connection).has_table(VERSIONS):
        return ""
    return str(connection.execute(text("SELECT version_num FROM access_alembic_version")).scalar() or "")

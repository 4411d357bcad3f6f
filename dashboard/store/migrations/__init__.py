"""Forward-only migrations, run when a store is opened."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    column,
    insert,
    inspect,
    select,
    table,
)

from dashboard.errors import SettingsError
from dashboard.store import schema
from dashboard.store.archive import Archive
from dashboard.store.engine import reading, writing

VERSIONS = "alembic_version"
"""Names the store's revision; what is kept beside the store has a table of its own for that."""
_STAMPED = Table(
    VERSIONS,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSIONS}_pkc"),
)
"""That table as Alembic makes it."""


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
    if revision(connection):
        brought_up(connection, Path(__file__).parent, schema.HEAD, VERSIONS, {"archive": archive})
    else:
        _begun(connection)


def _begun(connection: Connection) -> None:
    """The declared tables in an empty database: the way there through every revision is seven times as long."""
    schema.metadata.create_all(connection, checkfirst=False)
    _STAMPED.create(connection, checkfirst=False)
    connection.execute(insert(_STAMPED).values(version_num=schema.HEAD))


def brought_up(
    connection: Connection, scripts: Path, head: str, versions: str, given: Mapping[str, object] | None = None
) -> None:
    """Run the scripts of a folder up to `head` in the writer's transaction; `given` is what they need besides.

    Raises
    ------
    SettingsError
        `store-newer`, as `migrate`.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision(connection, versions)
    if found and found not in known:
        raise SettingsError("store-newer", found=found, known=head)
    config.attributes |= {"connection": connection, **(given or {})}
    command.upgrade(config, "head")


def revision(connection: Connection, versions: str = VERSIONS) -> str:
    """The revision that the table `versions` names, "" for a new store."""
    if not inspect(connection).has_table(versions):
        return ""
    return str(connection.execute(select(table(versions, column("version_num")))).scalar() or "")

"""The entrance taken along: into a backup, out of one, from one database to another, row by row."""

from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store.engine import connected, reading, writing
from dashboard.store.entrance import schema
from dashboard.store.entrance.migrations import migrate

FILE = "access.sqlite3"
"""The embedded entrance, in the data folder and in a backup."""


def place(settings: Settings) -> str:
    """URL of the entrance: the server's database, or a file beside the embedded one."""
    return f"sqlite:///{settings.data_dir / FILE}" if settings.embedded else settings.database_url


def held(settings: Settings) -> bool:
    """Whether anything of an entrance is there; nothing is made."""
    if settings.embedded:
        return (settings.data_dir / FILE).exists()
    engine = connected(settings.database_url)
    try:
        return _made(engine)
    finally:
        engine.dispose()


def saved(settings: Settings, target: Path) -> None:
    """Write everything of the entrance into a new file, as of one moment."""
    _carry(place(settings), f"sqlite:///{target}")


def put_back(settings: Settings, source: Path) -> None:
    """The same the other way.

    Raises
    ------
    SettingsError
        `restore-not-empty`: people are there already.
    """
    _carry(f"sqlite:///{source}", place(settings))


def carried(settings: Settings, other: Settings) -> None:
    """Everything of one entrance into the empty one of other settings; none where there is none.

    Raises
    ------
    SettingsError
        `restore-not-empty`: people are there already.
    """
    if held(settings):
        _carry(place(settings), place(other))


def _carry(source: str, target: str) -> None:
    given, taking = connected(source), connected(target)
    try:
        migrate(given)
        migrate(taking)
        with reading(given) as old, writing(taking, schema.LOCK) as new:
            if new.execute(select(schema.events.c.number).limit(1)).first() is not None:
                raise SettingsError("restore-not-empty", place=taking.url.render_as_string())
            for table in schema.metadata.sorted_tables:
                rows = [dict(row._mapping) for row in old.execute(select(table))]
                if rows:
                    new.execute(insert(table), rows)
            _assert_alike(old, new)
    finally:
        given.dispose()
        taking.dispose()


def _assert_alike(old: Connection, new: Connection) -> None:
    """What was written reads as what was read; rolled back otherwise."""
    for table in schema.metadata.sorted_tables:
        before, after = ([tuple(row) for row in c.execute(select(table))] for c in (old, new))
        if sorted(before, key=repr) != sorted(after, key=repr):
            raise StoreDamaged("move-differs", table=table.name)


def _made(engine: Engine) -> bool:
    with reading(engine) as connection:
        return inspect(connection).has_table(schema.people.name)

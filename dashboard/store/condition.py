"""The state of a store before it is opened: nothing is made, brought forward or mended by looking."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from dashboard.config import Settings
from dashboard.store.engine import connected, reading
from dashboard.store.entrance import carrying
from dashboard.store.migrations import revision
from dashboard.store.schema import HEAD


@dataclass(frozen=True, slots=True)
class Condition:
    """What lies under the settings.

    `product` and `version` are the database's own; `revision` is the schema that the store has, "" for none yet, and
    `newest` the one that this program writes. `entered` says whether anybody was ever let in.
    """

    product: str
    version: tuple[int, ...]
    revision: str
    newest: str
    entered: bool


def condition(settings: Settings) -> Condition:
    """Look at the database of these settings.

    Raises
    ------
    sqlalchemy.exc.SQLAlchemyError
        It cannot be reached or read.
    """
    file = make_url(settings.database_url).database
    if settings.embedded and not Path(str(file)).exists():
        return Condition("SQLite", sqlite3.sqlite_version_info, "", HEAD, carrying.held(settings))
    engine = connected(settings.database_url)
    try:
        with reading(engine) as connection:
            product = "SQLite" if settings.embedded else "PostgreSQL"
            version = tuple(int(part) for part in connection.dialect.server_version_info or ())
            return Condition(product, version, revision(connection), HEAD, carrying.held(settings))
    finally:
        engine.dispose()

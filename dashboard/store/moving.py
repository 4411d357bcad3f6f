"""`move`: the same store in another database, from a file to a server or back. Archive and journal stay put."""

from dataclasses import replace

from sqlalchemy import Engine, inspect

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store import acts, schema
from dashboard.store.books import Books, assert_begun
from dashboard.store.checking import between, check
from dashboard.store.engine import reading, writing
from dashboard.store.entrance import carrying
from dashboard.store.rebuilding import empty, filled


def move(settings: Settings, url: str) -> int:
    """Make the database that `url` names of the acts, and compare every row; returns how many acts there are.

    The old database stays as it is: it is the way back. Nobody may work meanwhile. From then on `DATABASE_URL` has to
    name the new one.

    Raises
    ------
    SettingsError
        `store-missing`: nothing was ever kept here; `restore-not-empty`: something is there already; nothing is
        touched.
    StoreDamaged
        `move-unsound`: `check` finds differences here, which have to be mended first; `move-differs`: a row reads
        otherwise there. The new database is emptied again then.
    """
    assert_begun(settings)
    other = replace(settings, database_url=url)
    if faults := check(settings):
        raise StoreDamaged("move-unsound", n=len(faults))
    here, there = Books(settings), Books(other)
    try:
        if _used(there.engine) or carrying.held(other):
            raise SettingsError("restore-not-empty", place=there.engine.url.render_as_string())
        with reading(here.engine) as connection:
            done = list(acts.since(connection, 0))
        with writing(there.engine) as connection:
            filled(connection, here, done)
        different = next(between(here.engine, there.engine), None)
        if different is not None:
            _emptied(there.engine)
            raise StoreDamaged("move-differs", table=different.detail.get("table", ""))
        try:
            carrying.carried(settings, other)
        except BaseException:
            # whatever stopped it, a store without its people is not left there
            _emptied(there.engine)
            raise
    finally:
        here.engine.dispose()
        there.engine.dispose()
    return len(done)


def _used(engine: Engine) -> bool:
    with reading(engine) as connection:
        return inspect(connection).has_table(schema.acts.name)


def _emptied(engine: Engine) -> None:
    with writing(engine) as connection:
        empty(connection)

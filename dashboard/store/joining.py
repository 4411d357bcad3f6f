"""`join`: an empty data folder made that of a further server on a database that others work on already."""

from dashboard.config import Settings
from dashboard.errors import SettingsError
from dashboard.store import acts
from dashboard.store.books import Books, assert_begun


def join(settings: Settings) -> int:
    """Give a data folder a receipt journal of its own, made of the database; returns how many acts it holds.

    Each server proves by its own journal what it acknowledged itself, and what it has seen of the others. A folder that
    has a journal already is left as it is: one that was damaged or lost is `rebuild`'s matter, or a restored backup's.

    Raises
    ------
    SettingsError
        `join-embedded`: the store is a file, which one machine alone may open; `join-empty`: nobody has begun it yet,
        or it holds nothing: then a server is simply started.
    StoreDamaged
        `act-unproved`: the acts of the database do not follow from each other. Nothing is written.
    """
    if settings.embedded:
        raise SettingsError("join-embedded")
    assert_begun(settings)
    books = Books(settings)
    try:
        with books.journal.lock():
            if books.journal.path.exists() or books.journal.reach.known is not None:
                return books.journal.last().number
            with books.reading() as connection:
                done = acts.continued(connection, acts.FIRST)
            if not done:
                raise SettingsError("join-empty")
            books.journal.rewrite(done)
            return done[-1].number
    finally:
        books.engine.dispose()

"""`rebuild`: the database made anew of journal and archive, swapped in when it is whole."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, text

from dashboard.config import Settings
from dashboard.errors import StoreDamaged
from dashboard.store import acts, projections, schema
from dashboard.store.acts import Act
from dashboard.store.archive import sync_folder
from dashboard.store.books import Books, assert_begun
from dashboard.store.engine import connected, writing
from dashboard.store.migrations import upgrade
from dashboard.store.salvage import Believed, Salvaged, believed

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside its file; of an older file it would spoil a newer one."""


class Rebuilt(NamedTuple):
    """How many acts there are, and how many lines of the journal were missing or altered."""

    acts: int
    lines: int
    kept: str = ""
    """Name of the file that keeps the journal as it was, where it was made anew up to an act only."""


def rebuild(settings: Settings, *, now: datetime, by: str = "", until: int | None = None) -> Rebuilt:
    """Make database and journal anew. No other process may have the store open.

    What was there before stays beside it under `.damaged`. The archive gets back what can be made again. That a journal
    was made anew, which is what proves the receipts, is an act of its own and says how many of its lines were missing
    or altered.

    With `until` nothing after that act is believed, as where a line was put behind the last one that was ever done: the
    journal as it was is kept beside under a new name, and the act that says so names it.

    Raises
    ------
    SettingsError
        `store-missing`: no store was ever begun there.
    StoreDamaged
        `act-lost`: an act is lost in journal and database both; `dossier-lost`: archive and database both have lost
        what was read from a file. Nothing is changed then but for what the archive got back.
    """
    assert_begun(settings)
    books = Books(settings)
    try:
        with books.journal.lock():
            proved = believed(books.journal, books.engine)
            if until is not None and until < len(proved.acts) + (not proved.whole):
                return _up_to(books, proved.acts[:until], by, now)
            if not proved.whole or (until or 0) > len(proved.acts):
                raise StoreDamaged("act-lost", number=len(proved.acts) + 1)
            Salvaged(books.archive, books.engine, proved.acts).mend()
            done = [*proved.acts, *_recorded(proved, books.journal.path.name, by, now)]
            _made(books, done)
    finally:
        books.engine.dispose()
    return Rebuilt(len(done), proved.mended)


def _up_to(books: Books, told: Sequence[Act], by: str, now: datetime) -> Rebuilt:
    """Only these acts, and the one that says what was left out; the journal as it was lies beside."""
    Salvaged(books.archive, books.engine, told).mend()
    left = max(0, len(list(books.journal.lines())) - len(told))
    kept = books.journal.copied(len(told))
    said = {"file": books.journal.path.name, "lines": left, "until": len(told), "kept": kept}
    last = told[-1] if told else acts.FIRST
    done = [*told, acts.after(last, "rebuild", said, by=by, now=now)]
    _made(books, done)
    return Rebuilt(len(done), left, kept)


def _made(books: Books, done: Sequence[Act]) -> None:
    swap = _swap if books.engine.dialect.name == "sqlite" else _replace
    swap(books, done)
    books.journal.rewrite(done)


def _recorded(proved: Believed, file: str, by: str, now: datetime) -> list[Act]:
    """The act of making a damaged journal anew; none where the journal is as it should be, or lacks its end alone."""
    if not proved.mended:
        return []
    last = proved.acts[-1] if proved.acts else acts.FIRST
    return [acts.after(last, "rebuild", {"file": file, "lines": proved.mended}, by=by, now=now)]


def _swap(books: Books, done: Sequence[Act]) -> None:
    """A new file beside the old one, then in its place."""
    place = Path(str(books.engine.url.database))
    fresh = place.with_name(f"{place.name}.new")
    for left in (fresh, *(Path(f"{fresh}{end}") for end in _BESIDE)):
        left.unlink(missing_ok=True)
    engine = connected(f"sqlite:///{fresh}")
    with writing(engine) as connection:
        filled(connection, books, done)
    engine.dispose()
    books.engine.dispose()
    if place.exists():
        kept = place.with_name(f"{place.name}.damaged")
        kept.unlink(missing_ok=True)
        os.link(place, kept)
    for end in _BESIDE:
        Path(f"{place}{end}").unlink(missing_ok=True)
    fresh.replace(place)
    sync_folder(place.parent)


def _replace(books: Books, done: Sequence[Act]) -> None:
    """On a server everything is dropped and made again in one transaction."""
    with writing(books.engine) as connection:
        empty(connection)
        filled(connection, books, done)


def empty(connection: Connection) -> None:
    """Drop every table of the store, in the writer's transaction."""
    schema.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))


def filled(connection: Connection, books: Books, done: Sequence[Act]) -> None:
    """Make the tables in an empty database and do every act again, in the writer's transaction."""
    upgrade(connection, books.archive)
    for act in done:
        acts.write(connection, act)
        projections.apply(connection, act, books.archive)

"""Database, archive and journal as one: what was done in the database is on disk outside it before anybody is told.

The order that makes a receipt a promise: the file and its dossier are written and synced, then the transaction is
committed, then the journal is written and synced, then the receipt is handed out. A crash between any two of these
leaves the state before or after; what is missing in the journal is appended by the next writer, or the next opening
by somebody who may write. Who only reads writes nothing.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url, select
from sqlalchemy.exc import DatabaseError, OperationalError

from dashboard.config import Settings
from dashboard.errors import SettingsError, StoreDamaged
from dashboard.store import acts, diagnosis, engine, projections, schema
from dashboard.store.acts import Act
from dashboard.store.bucket import archive_of
from dashboard.store.journal import Journal
from dashboard.store.migrations import migrate, revision
from dashboard.store.schema import withdrawals
from dashboard.store.submission import Facts


def assert_begun(settings: Settings) -> None:
    """That a store was ever begun where the settings say; nothing is made.

    Raises
    ------
    SettingsError
        `store-missing`: there is neither database nor journal nor archive, as where the settings are another's.
    """
    folder, url = settings.data_dir, make_url(settings.database_url)
    begun = any((folder / name).exists() for name in ("receipts.journal", "receipts.count", "archive"))
    embedded = url.get_backend_name() == "sqlite"
    if not begun and not (Path(str(url.database)).exists() if embedded else _made(settings.database_url)):
        raise SettingsError("store-missing", place=str(folder))


def _made(url: str) -> bool:
    """Whether a server's database holds a store of any revision."""
    opened = engine.connected(url)
    try:
        with engine.reading(opened) as connection:
            return inspect(connection).has_table(schema.submissions.name)
    finally:
        opened.dispose()


class Books:
    """Where a store is kept. Every part of it reads and writes through these doors."""

    horizon: int | None = None
    """The last act that readers know of; None for all. Writers know everything."""

    def __init__(self, settings: Settings) -> None:
        folder = Path(settings.data_dir)
        folder.mkdir(parents=True, exist_ok=True)
        self.archive = archive_of(settings)
        self.journal = Journal(folder)
        self.engine = engine.connected(settings.database_url)

    def until(self, act: int) -> "Books":
        """The same books as they were after an act, for who reads."""
        held = copy(self)
        held.horizon = act
        return held

    def open(self, *, reading: bool = False) -> None:
        """Bring the database to the newest revision and the journal up to the database.

        Nothing is written by who only means to read, unless the database is new or of an earlier revision. A journal
        that is gone or was shortened stays as it is: all may be read, and `writing` says what is the matter.

        Raises
        ------
        StoreDamaged
            `store-behind`, `journal-unreadable`, `store-unreadable`, `act-unproved`: nothing is written.
        SettingsError
            `store-newer`: a later version of this program has written the store; `store-older`: it has to be brought
            to this version first, and cannot be written here.
        """
        with ExitStack() as undone, self.legible():
            undone.callback(self.engine.dispose)
            with self.reading() as connection:
                self.journal.compare(connection)
                current = revision(connection) == schema.HEAD
            if not (reading and current):
                self._brought_up(current)
            undone.pop_all()

    def _brought_up(self, current: bool) -> None:
        if not current and engine.sealed(self.engine):
            raise SettingsError("store-older", place=str(self.engine.url.database))
        self.journal.begin(self.engine)
        migrate(self.engine, self.archive)
        if self.shortened is None:
            self.journal.follow(self.engine)
        self._drop_withdrawn()

    @property
    def shortened(self) -> StoreDamaged | None:
        """That the journal is gone or was shortened; None while it is whole."""
        try:
            with self.reading() as connection:
                self.journal.assert_whole(connection)
        except StoreDamaged as error:
            if error.code != "journal-short":
                raise
            return error
        return None

    def _drop_withdrawn(self) -> None:
        """Finish withdrawals that were stopped between the act and the taking away."""
        with self.reading() as connection:
            gone = connection.execute(select(withdrawals.c.sha256)).scalars().all()
        for sha256 in gone:
            self.archive.drop(sha256)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store.

        Raises
        ------
        StoreDamaged
            As `legible`, where what is done with it fails for a row that cannot be read.
        """
        with self.legible(), engine.reading(self.engine, self.horizon) as connection:
            yield connection

    @contextmanager
    def legible(self) -> Iterator[None]:
        """Says in our words which row of the database is damaged, where work within fails because of one.

        Raises
        ------
        StoreDamaged
            `row-damaged`, `table-damaged`, `store-unreadable`. Where every row can be read it is no damage, and the
            failure goes on as it is.
        """
        try:
            yield
        except (DatabaseError, *diagnosis.ILLEGIBLE) as error:
            found = self.behind(error)
            if found is None:
                raise
            raise found from error

    def behind(self, error: BaseException) -> StoreDamaged | None:
        """The damage that a failure comes from, as `legible` says it; None for a failure of another kind.

        A database out of reach or busy is no damage.
        """
        if isinstance(error, DatabaseError):
            busy = isinstance(error, OperationalError)
            return None if busy else StoreDamaged("store-unreadable", reason=str(error.orig))
        return diagnosis.damage(self.engine) if isinstance(error, diagnosis.ILLEGIBLE) else None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer's connection; what was done is in the journal, synced, when this is left.

        Raises
        ------
        StoreDamaged
            As `open`: the database has lost acts that were acknowledged; `journal-short`: the journal has;
            `act-unproved`: the database holds one that nothing sealed; as `legible`. Nothing is written.
        """
        shared = engine.writer(self.engine)
        if shared is not None:
            with self.legible(), shared.begin_nested():
                yield shared
            return
        with self.legible(), engine.writing(self.engine) as connection:
            acts.continued(connection, self.journal.compare(connection))
            self.journal.assert_whole(connection)
            yield connection
        self.journal.follow(self.engine)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Within, what a thread does is one: all of it is lasting when this is left, or none.

        Until then nobody else sees it, nobody may be told of it, and others wait with writing. What is refused in
        between undoes itself and leaves the rest; an exception that gets out undoes all.

        Raises
        ------
        StoreDamaged
            As `writing`.
        """
        with self.writing() as connection, self.archive.settling(), engine.together(self.engine, connection):
            yield

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Within, a thread that reads often does so over one connection."""
        with ExitStack() as held:
            # what goes wrong later is of who asks, and mostly no damage
            with self.legible():
                held.enter_context(engine.at_hand(self.engine))
            yield

    def do(self, connection: Connection, kind: str, content: Facts, *, by: str, now: datetime) -> Act:
        """Do the next thing: write the act and everything that follows from it, in the writer's transaction."""
        act = acts.following(connection, kind, content, by=by, now=now)
        acts.write(connection, act)
        projections.apply(connection, act, self.archive)
        return act

"""Connections: which journal SQLite may use, how a reader sees one moment, how two writers take turns."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Dialect, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.util import LRUCache

from dashboard.errors import StoreBusy

Named = TypeVar("Named", str, int, tuple[int, str, str])
_WAL_SINCE = (3, 51, 3)
"""Earlier libraries can corrupt a write-ahead log that several processes reset (SQLite's WAL-reset bug)."""
_BUSY_MS = 30_000
_PATIENCE_S = 120
"""So long a writer waits for the others of its process; each of them has its turn in milliseconds."""
_TURNS: dict[str, Lock] = {}
"""A queue for each embedded database that this process writes."""
_LOCK = 7_240_329
"""Number of the advisory lock under which PostgreSQL writers take turns."""

_STATEMENTS: LRUCache[Any, Any] = LRUCache(1000)
"""Statements as compiled for embedded databases, so that each that is opened does not compile them anew."""
_NAMED = 200
"""Values in one statement; of a key of three columns each counts three times."""


def chunks(items: Iterable[Named]) -> Iterator[Sequence[Named]]:
    """The items, each once and in order, in portions that a statement may name: databases bound how many."""
    every = sorted(set(items))
    return (every[start : start + _NAMED] for start in range(0, len(every), _NAMED))


def journal(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, str]:
    """Journal mode and synchronous setting for a version of the SQLite library: both survive a power cut."""
    return ("WAL", "FULL") if version >= _WAL_SINCE else ("DELETE", "EXTRA")


def connected(url: str) -> Engine:
    """An engine for the URL. SQLite's folder is made if missing; its connections are never kept open.

    A file that cannot be written, or in whose folder nothing can, is opened for reading alone.
    """
    target = make_url(url)
    if target.get_backend_name() != "sqlite":
        # a connection kept open is asked first: the server may have been restarted meanwhile
        return create_engine(target, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    if target.database:
        Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    known = {"compiled_cache": _STATEMENTS}
    engine = create_engine(target, poolclass=NullPool, execution_options=known)
    if sealed(engine):
        read = partial(_read_only, Path(str(target.database)))
        engine = create_engine(target, poolclass=NullPool, execution_options=known, creator=read)
    engine.dialect = _dialect()
    event.listen(engine, "connect", partial(_prepare, lasting=not sealed(engine)))
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _dialect() -> Dialect:
    """What SQLAlchemy knows of the embedded library, one for all of its databases: statements are compiled for it."""
    with create_engine("sqlite://", poolclass=NullPool).connect() as connection:
        return connection.dialect


def sealed(engine: Engine) -> bool:
    """Whether this is an embedded database that this process may not write, as on a read-only medium."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return False
    file = Path(engine.url.database)
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def _read_only(file: Path) -> sqlite3.Connection:
    """A connection that needs no file beside the database.

    One with a write-ahead log can be read so only while nobody has it open: then it has no log, and does not change.
    """
    with file.open("rb") as stream:
        logged = stream.read(20)[18:20] == b"\2\2"
    still = logged and not file.with_name(f"{file.name}-wal").exists()
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro{'&immutable=1' if still else ''}", uri=True)


def _prepare(connection: Any, _record: object, *, lasting: bool) -> None:
    # Transactions begin where `_begin` says so and nowhere else; the driver's own idea of them is switched off.
    connection.isolation_level = None
    mode, synchronous = journal()
    pragmas = [f"busy_timeout={_BUSY_MS}", "foreign_keys=ON"]
    if lasting:
        pragmas[1:1] = [f"journal_mode={mode}", f"synchronous={synchronous}"]
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_AT_HAND: ContextVar[Mapping[Engine, Connection]] = ContextVar("at_hand", default=MappingProxyType({}))
"""The connection that a thread has at hand for a database."""


@contextmanager
def at_hand(engine: Engine) -> Iterator[None]:
    """Within, a thread reads over one connection: to open one takes longer than to ask. No lock is held in between."""
    if engine in _AT_HAND.get():
        yield
        return
    with engine.connect() as connection, _lent(engine, connection):
        yield


@contextmanager
def _lent(engine: Engine, connection: Connection) -> Iterator[None]:
    before = _AT_HAND.set({**_AT_HAND.get(), engine: connection})
    try:
        yield
    finally:
        _AT_HAND.reset(before)


@contextmanager
def reading(engine: Engine, until: int | None = None) -> Iterator[Connection]:
    """A connection that sees one moment of the store, however many queries follow; by `horizon` none after an act.

    Within another reading, or what is written `together`, it is the same moment.
    """
    held = _AT_HAND.get().get(engine)
    if held is not None and held.in_transaction() and horizon(held) == until:
        yield held
    elif held is not None and not held.in_transaction():
        held.execution_options(until=until)
        with held.begin():
            yield held
    else:
        with engine.connect().execution_options(until=until) as connection, connection.begin():
            yield connection


def horizon(connection: Connection) -> int | None:
    """Number of the last act that a connection is to know of; None for all."""
    found: int | None = connection.get_execution_options().get("until")
    return found


@contextmanager
def writing(engine: Engine, lock: int = _LOCK) -> Iterator[Connection]:
    """The one writer: others of the same lock wait their turn. Committed on leaving, rolled back on an exception.

    Raises
    ------
    StoreBusy
        The embedded database was written by others all the while one may wait.
    """
    if engine.dialect.name == "sqlite":
        with _turn(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
        return
    # Here the first look must come after the wait for one's turn, so it may not be fixed at the beginning.
    options = engine.connect().execution_options(isolation_level="READ COMMITTED", writes=True)
    with options as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
        yield connection


@contextmanager
def together(engine: Engine, connection: Connection) -> Iterator[None]:
    """Within, all that a thread reads and writes goes over a writer's connection, as part of its transaction."""
    with _lent(engine, connection):
        yield


def writer(engine: Engine) -> Connection | None:
    """The connection of what a thread writes `together`."""
    held = _AT_HAND.get().get(engine)
    return held if held is not None and held.get_execution_options().get("writes", False) else None


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """One's turn among the writers of this process, who queue; SQLite itself lets who asks most often go first."""
    turn = _TURNS.setdefault(str(engine.url), Lock())
    if not turn.acquire(timeout=_PATIENCE_S):
        raise StoreBusy("store-busy")
    try:
        yield
    except OperationalError as fault:
        if getattr(fault.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise StoreBusy("store-busy") from fault
        raise
    finally:
        turn.release()

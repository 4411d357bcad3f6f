"""`backup` and `restore`: the whole store as one ZIP, taken while others work, and put back into an empty folder.

In it lie the database as SQLite's backup API copies it (on a server the receipts rebuild it), the journal up to the
last act of that copy, everything in the archive that those acts name, the registry file the store began with, the
rule files for scores in the data folder, and the entrance: people, links and the log of what was done at the door.
"""

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect

from dashboard.config import Settings
from dashboard.errors import DispatchError, SettingsError, StoreDamaged
from dashboard.store import acts, schema
from dashboard.store.acts import Act
from dashboard.store.archive import Archive, sync_folder
from dashboard.store.books import Books, assert_begun
from dashboard.store.bucket import archive_of
from dashboard.store.checking import check
from dashboard.store.engine import connected, reading
from dashboard.store.entrance import carrying
from dashboard.store.rebuilding import rebuild

JOURNAL, DATABASE, REGISTRY = "receipts.journal", "dispatch.sqlite3", "district.toml"
_RULES = re.compile(r"scoring/[^/\\]+\.toml")
_FILED = re.compile(r"archive/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged ZIP may raise; the last one for a method of compression that damaged bytes name."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a backup holds; `missing` are hashes that receipts name and the archive did not have, whole."""

    acts: int
    files: int
    missing: tuple[str, ...]


def backup(settings: Settings, target: Path) -> Extent:
    """Write the backup; others may go on writing. `target` is there whole or not at all, for its owner's eyes alone.

    Raises
    ------
    SettingsError
        `store-missing`: nothing was ever kept there.
    StoreDamaged
        `store-behind`, `store-unreadable`, `journal-unreadable`, `journal-short`: a store that has lost something is
        no backup.
    OSError
        There is no room for the file, or no folder.
    """
    assert_begun(settings)
    books = Books(settings)
    books.open(reading=True)
    try:
        with books.reading() as connection:
            if not acts.last(connection).number:
                raise SettingsError("store-missing", place=str(settings.data_dir))
            # in the backup its end would be made of the database, and nobody would ever know
            books.journal.assert_whole(connection)
    except DispatchError:
        books.engine.dispose()
        raise
    handle, draft = tempfile.mkstemp(dir=target.resolve().parent, prefix=".backup-")
    try:
        with os.fdopen(handle, "wb") as stream, books.legible():
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
                extent = _packed(packed, books, settings)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(target)
        sync_folder(target.resolve().parent)
        return extent
    finally:
        Path(draft).unlink(missing_ok=True)
        books.engine.dispose()


def _packed(packed: zipfile.ZipFile, books: Books, settings: Settings) -> Extent:
    with _copied(books.engine) as (copy, done):
        if copy is not None:
            packed.write(copy, DATABASE)
    if carrying.held(settings):
        with tempfile.TemporaryDirectory() as folder:
            people = Path(folder) / carrying.FILE
            carrying.saved(settings, people)
            packed.write(people, carrying.FILE)
    packed.writestr(JOURNAL, "".join(f"{act.line}\n" for act in done))
    if settings.district_file.exists():
        packed.write(settings.district_file, REGISTRY)
    for rules in sorted(settings.score_rules_dir.glob("*.toml")):
        packed.write(rules, f"{settings.score_rules_dir.name}/{rules.name}")
    named, missing = _named(done), []
    for sha256 in named:
        if books.archive.holds(sha256):
            packed.writestr(f"archive/{sha256[:2]}/{sha256}", books.archive.content(sha256), zipfile.ZIP_STORED)
        else:
            missing.append(sha256)
    return Extent(len(done), len(named) - len(missing), tuple(missing))


@contextmanager
def _copied(engine: Engine) -> Iterator[tuple[Path | None, Sequence[Act]]]:
    """A copy of the embedded database, None for a server's, and the acts up to that moment."""
    if engine.dialect.name != "sqlite":
        yield None, _acts(engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with closing(engine.raw_connection()) as source, closing(sqlite3.connect(copy)) as target:
            # in one step: one of several would begin anew whenever another process writes
            source.driver_connection.backup(target)  # type: ignore[union-attr]  # an open one has a driver's connection
        beside = connected(f"sqlite:///{copy}")
        yield copy, _acts(beside)
        beside.dispose()


def _acts(engine: Engine) -> Sequence[Act]:
    with reading(engine) as connection:
        return list(acts.since(connection, 0)) if inspect(connection).has_table(schema.acts.name) else []


def _named(done: Sequence[Act]) -> list[str]:
    """Everything in the archive that acts name and do not take away, each once, oldest first."""
    gone = {act.content["sha256"] for act in done if act.kind == "withdrawal"}
    return [sha256 for sha256 in dict.fromkeys(name for act in done for name in act.kept) if sha256 not in gone]


def restore(settings: Settings, source: Path, *, now: datetime) -> int:
    """Put a backup back; returns how many acts there are. No other process may have the store open.

    The embedded database is the copy when it agrees with the receipts; otherwise, and on a server, it is rebuilt.

    Raises
    ------
    SettingsError
        `restore-not-empty`: data folder or database hold something already; nothing is touched.
    StoreDamaged
        `backup-unreadable`: the file is no backup, or what proves the receipts is damaged in it; as `rebuild`.
    """
    _assert_empty(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    place = _place(settings)
    try:
        with zipfile.ZipFile(source) as packed:
            whole = _unpacked(packed, settings, place)
            _let_in(packed, settings)
    except _UNREADABLE as error:
        raise StoreDamaged("backup-unreadable", name=source.name) from error
    if not whole or check(settings):
        return rebuild(settings, now=now).acts
    return len(_read(settings))


def _read(settings: Settings) -> Sequence[Act]:
    engine = connected(settings.database_url)
    try:
        return _acts(engine)
    finally:
        engine.dispose()


def _assert_empty(settings: Settings) -> None:
    folder, place = settings.data_dir, _place(settings)
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError("restore-not-empty", place=str(folder))
    if place is None and _read(settings):
        raise SettingsError("restore-not-empty", place=connected(settings.database_url).url.render_as_string())
    if place is not None and place.exists():
        raise SettingsError("restore-not-empty", place=str(place))


def _place(settings: Settings) -> Path | None:
    """Where the embedded database lies; None on a server."""
    url = connected(settings.database_url).url
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def _unpacked(packed: zipfile.ZipFile, settings: Settings, place: Path | None) -> bool:
    """Whether a database was in it. The journal comes first: what it names is missed if this is stopped half way."""
    names, folder = set(packed.namelist()), settings.data_dir
    if JOURNAL not in names:
        raise zipfile.BadZipFile(JOURNAL)
    _extracted(packed, JOURNAL, folder / JOURNAL)
    if REGISTRY in names:
        _extracted(packed, REGISTRY, folder / REGISTRY)
    for name in filter(_RULES.fullmatch, packed.namelist()):
        (folder / name).parent.mkdir(exist_ok=True)
        _extracted(packed, name, folder / name)
    archive = archive_of(settings)
    for sha256 in (found[2] for name in packed.namelist() if (found := _FILED.fullmatch(name))):
        _filed(packed, archive, sha256)
    if place is None or DATABASE not in names:
        return False
    try:
        _extracted(packed, DATABASE, place)
    except _UNREADABLE:
        place.unlink(missing_ok=True)
        return False
    return True


def _let_in(packed: zipfile.ZipFile, settings: Settings) -> None:
    """Put people, roles, links and the log back; a backup of before there were any has none."""
    if carrying.FILE not in packed.namelist():
        return
    with tempfile.TemporaryDirectory() as folder:
        people = Path(folder) / carrying.FILE
        _extracted(packed, carrying.FILE, people)
        carrying.put_back(settings, people)


def _filed(packed: zipfile.ZipFile, archive: Archive, sha256: str) -> None:
    """Put a file back into the archive; one that is damaged in the ZIP is left out, and `check` names its receipt."""
    try:
        content = packed.read(f"archive/{sha256[:2]}/{sha256}")
    except _UNREADABLE:
        return
    if hashlib.sha256(content).hexdigest() == sha256:
        archive.keep(content, sha256)


def _extracted(packed: zipfile.ZipFile, name: str, target: Path) -> None:
    with packed.open(name) as stream, target.open("wb") as written:
        shutil.copyfileobj(stream, written)
        written.flush()
        os.fsync(written.fileno())
    sync_folder(target.parent)

"""Files as they came and readings as they were made, by their hash, outside the database: what rebuilds it."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

_UNSETTLED: ContextVar[dict[Path, None] | None] = ContextVar("unsettled", default=None)
"""Folders whose entries a thread makes lasting later, once for all its files; None where each file's are at once."""


class Archive:
    """A folder of immutable files: `<first two letters>/<sha256>`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether a file is there, whole or not."""
        return self.path(sha256).exists()

    def holds(self, sha256: str) -> bool:
        """Whether a file is there, whole."""
        return self.has(sha256) and hashlib.sha256(self.content(sha256)).hexdigest() == sha256

    def keep(self, content: bytes, sha256: str) -> None:
        """Write and sync a file, folder entries included; a file that is there whole already is not written again.

        Its folders are synced nevertheless: who wrote it may have been stopped before that.
        """
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not self.holds(sha256):
            _write_whole(target, content)
        folders, later = (target.parent, self.folder, self.folder.parent), _UNSETTLED.get()
        if later is not None:
            later |= dict.fromkeys(folders)
            return
        for folder in folders:
            sync_folder(folder)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Within, files that a thread keeps are lasting only when this is left: their folders are synced once for all.

        Left by an exception they stay as they are.
        """
        before = _UNSETTLED.set({})
        try:
            yield
            for folder in _UNSETTLED.get() or ():
                sync_folder(folder)
        finally:
            _UNSETTLED.reset(before)

    def drop(self, sha256: str) -> None:
        """Take a file away for good; one that is not there is gone already."""
        path = self.path(sha256)
        if path.exists():
            path.unlink()
            sync_folder(path.parent)

    def content(self, sha256: str) -> bytes:
        """The bytes of an archived file. `FileNotFoundError` when they were withdrawn or lost."""
        return self.path(sha256).read_bytes()

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Every file that is there under a hash, and since when."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith("."):
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _write_whole(target: Path, content: bytes) -> None:
    """Under a name of its own first, so that nobody ever sees half a file under its hash."""
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries lasting, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The receipt journal: one line an act, outside the database, only ever appended to.

A receipt is handed out when its line is on disk. A line that the database does not know is an act that the database
has lost: then nothing more is written before `python -m dashboard rebuild`.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock
from sqlalchemy import Connection, Engine, inspect

from dashboard.errors import StoreDamaged
from dashboard.store import acts, schema
from dashboard.store.acts import FIRST, Act
from dashboard.store.archive import sync_folder
from dashboard.store.engine import reading

log = logging.getLogger("dashboard.store")
_BLOCK = 65_536
_POLL_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class _End:
    """The last line that is an act, where it ends, and how many whole lines after it are none."""

    act: Act
    size: int
    torn: int = 0


class Journal:
    """`receipts.journal` of a data folder, with the lock under which processes append to it in turn.

    A power cut may leave a line unfinished, or torn: whole and no act. As the database was committed before, it holds
    the act of such a line. It is written anew then, and what stood there is kept in `receipts.torn`. A line that is
    an act, and not the database's, was altered; a torn line of which the database knows no act is damage.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "receipts.journal"
        self.torn = folder / "receipts.torn"
        self.mended = False
        """Whether something torn was written anew by this process."""
        self._lock = folder / "receipts.lock"
        self._entered = False

    def lock(self) -> FileLock:
        """A lock of one's own on the journal, for a `with` statement."""
        return FileLock(self._lock, poll_interval=_POLL_SECONDS, preserve_lock_file=True)

    def follow(self, engine: Engine) -> None:
        """Append and sync every act of the database that the journal does not hold yet.

        Raises
        ------
        StoreDamaged
            `store-behind`: the journal knows an act that the database does not; nothing is written.
        """
        with self.lock():
            end = self._end()
            with reading(engine) as connection:
                self._compare(connection, end)
                lines = [act.line for act in acts.since(connection, end.act.number)]
            self._append(end, lines)

    def compare(self, connection: Connection) -> Act:
        """The journal's last act, once the database is seen to hold it. The connection must have read nothing before.

        Raises
        ------
        StoreDamaged
            `store-behind`, as `follow`; `journal-unreadable`: the last line is no act, and the database knows none
            that could stand there.
        """
        end = self._end()
        self._compare(connection, end)
        return end.act

    def _compare(self, connection: Connection, end: _End) -> None:
        held = inspect(connection).has_table(schema.acts.name)
        if end.torn and not (held and acts.last(connection).number >= end.act.number + end.torn):
            raise StoreDamaged("journal-unreadable", number=end.act.number + 1)
        if end.act is FIRST:
            return
        found = acts.numbered(connection, end.act.number) if held else None
        if found != end.act:
            raise StoreDamaged("store-behind", number=end.act.number, time=acts.stamp(end.act.at))

    def last(self) -> Act:
        """The act of the last line that is one; `FIRST` for a journal without."""
        return self._end().act

    def _end(self) -> _End:
        size = self.whole()
        if not size:
            return _End(FIRST, 0)
        act = _act(self._last_line())
        if act is not None:
            return _End(act, size)
        lines, torn = self.path.read_bytes()[:size].split(b"\n")[:-1], 0
        while lines and (act := _act(lines[-1])) is None:
            size -= len(lines.pop()) + 1
            torn += 1
        return _End(act or FIRST, size, torn)

    def rewrite(self, done: Sequence[Act]) -> None:
        """Make the journal anew where it does not hold exactly these acts; the caller holds the lock."""
        lines = [act.line for act in done]
        if list(self.lines()) == lines:
            return
        fresh = self.path.with_name(f"{self.path.name}.new")
        with fresh.open("wb") as stream:
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())
        if self.path.exists():
            shutil.copyfile(self.path, self.path.with_name(f"{self.path.name}.damaged"))
        fresh.replace(self.path)
        sync_folder(self.path.parent)

    def lines(self) -> Iterator[str]:
        """Every whole line; bytes that are no text are replaced, so that such a line is found to be no act."""
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            for line in stream:
                if line.endswith(b"\n"):
                    yield line[:-1].decode(errors="replace")

    def _last_line(self) -> bytes:
        with self.path.open("rb") as stream:
            end = stream.seek(0, os.SEEK_END)
            tail = b""
            while end > 0 and tail.count(b"\n") < 2:
                start = max(0, end - _BLOCK)
                stream.seek(start)
                tail = stream.read(end - start) + tail
                end = start
        whole = tail.rpartition(b"\n")[0]
        return whole.rpartition(b"\n")[2]

    def _append(self, end: _End, lines: list[str]) -> None:
        """Write behind the last line that is an act: what a crash left of others is cut off first, and kept.

        Synced even when there is nothing to write: who wrote the lines may have been stopped before that.
        """
        if not self.path.exists() and not lines:
            return
        with self.path.open("a+b") as stream:
            self._keep_torn(stream, end.size)
            stream.truncate(end.size)
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())
        if not self._entered:
            sync_folder(self.path.parent)
            self._entered = True

    def _keep_torn(self, stream: BinaryIO, size: int) -> None:
        stream.seek(size)
        left = stream.read()
        if left:
            self.torn.write_bytes(left)
            self.mended = True
            log.warning("torn end of %s (%d bytes) written anew, kept in %s", self.path, len(left), self.torn)

    def whole(self) -> int:
        """Length of the journal up to the end of its last whole line."""
        if not self.path.exists():
            return 0
        with self.path.open("rb") as stream:
            end = stream.seek(0, os.SEEK_END)
            while end > 0:
                start = max(0, end - _BLOCK)
                stream.seek(start)
                found = stream.read(end - start).rfind(b"\n")
                if found >= 0:
                    return start + found + 1
                end = start
        return 0


def _act(line: bytes) -> Act | None:
    try:
        return acts.parsed(line.decode())
    except ValueError:
        return None

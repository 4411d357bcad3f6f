"""The receipt journal: one line an act, outside the database, only ever appended to.

A receipt is handed out when its line is on disk. A line that the database does not know is an act that the database
has lost: then nothing more is written before `python -m dashboard rebuild`.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, inspect

from dashboard.errors import StoreDamaged
from dashboard.store import acts, schema
from dashboard.store.acts import FIRST, Act
from dashboard.store.archive import sync_folder
from dashboard.store.engine import reading

_BLOCK = 65_536
_POLL_SECONDS = 0.002


class Journal:
    """`receipts.journal` of a data folder, with the lock under which processes append to it in turn."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "receipts.journal"
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
            last = self.last()
            with reading(engine) as connection:
                self._compare(connection, last)
                lines = [act.line for act in acts.since(connection, last.number)]
            self._append(lines)

    def compare(self, connection: Connection) -> Act:
        """The journal's last act, once the database is seen to hold it. The connection must have read nothing before.

        Raises
        ------
        StoreDamaged
            `store-behind`, as `follow`.
        """
        last = self.last()
        self._compare(connection, last)
        return last

    def _compare(self, connection: Connection, last: Act) -> None:
        if last is FIRST:
            return
        held = inspect(connection).has_table(schema.acts.name)
        found = acts.numbered(connection, last.number) if held else None
        if found is None or found.chain != last.chain:
            raise StoreDamaged("store-behind", number=last.number, time=acts.stamp(last.at))

    def last(self) -> Act:
        """The act of the last whole line; `FIRST` for a journal without lines.

        Raises
        ------
        StoreDamaged
            `journal-unreadable`: the last line is no act.
        """
        line = self._last_line()
        if not line:
            return FIRST
        try:
            return acts.parsed(line.decode())
        except ValueError as error:
            raise StoreDamaged("journal-unreadable", line=line.decode(errors="replace")[:80]) from error

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
        if not self.path.exists():
            return b""
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

    def _append(self, lines: list[str]) -> None:
        """Write behind the last whole line: what a crash left of another is cut off first.

        Synced even when there is nothing to write: who wrote the lines may have been stopped before that.
        """
        if not self.path.exists() and not lines:
            return
        with self.path.open("ab") as stream:
            stream.truncate(self._whole())
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())
        if not self._entered:
            sync_folder(self.path.parent)
            self._entered = True

    def _whole(self) -> int:
        """Length of the journal up to the end of its last whole line."""
        with self.path.open("rb") as stream:
            end = size = stream.seek(0, os.SEEK_END)
            while end > 0:
                start = max(0, end - _BLOCK)
                stream.seek(start)
                found = stream.read(end - start).rfind(b"\n")
                if found >= 0:
                    return start + found + 1
                end = start
        return 0 if size else size

"""The receipt journal: one line an act, outside the database, only ever appended to.

A receipt is handed out when its line is on disk. A line that the database does not know is an act that the database
has lost; a journal that is gone, or shorter than it once was (dashboard.store.reach), has lost lines itself. Then
nothing more is written before `python -m dashboard rebuild`.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock
from sqlalchemy import Connection, Engine, inspect

from dashboard.errors import StoreDamaged
from dashboard.store import acts, schema
from dashboard.store.acts import FIRST, Act
from dashboard.store.archive import sync_folder
from dashboard.store.engine import reading
from dashboard.store.reach import Reach

log = logging.getLogger("dashboard.store")
_BLOCK = 65_536
_POLL_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class _End:
    """The last line that is an act, where it ends, how many whole lines after it are none, and whether one is begun."""

    act: Act
    size: int
    torn: int = 0
    begun: bool = False

    @property
    def reached(self) -> int:
        """The act to whose line the journal reaches, torn ones included."""
        return self.act.number + self.torn + self.begun


class Journal:
    """`receipts.journal` of a data folder, with the lock under which processes append to it in turn.

    A power cut may leave a line unfinished, or torn: whole and no act. As the database was committed before, it holds
    the act of such a line. It is written anew then, and what stood there is kept in `receipts.torn`. A line that is
    an act, and not the database's, was altered; a torn line of which the database knows no act is damage.

    It is made, empty, before the first act is done: where there are acts it was there once.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "receipts.journal"
        self.torn = folder / "receipts.torn"
        self.reach = Reach(folder)
        self.mended = False
        """Whether something torn was written anew by this process."""
        self._lock = folder / "receipts.lock"
        self._entered = False

    def lock(self) -> FileLock:
        """A lock of one's own on the journal, for a `with` statement."""
        return FileLock(self._lock, poll_interval=_POLL_SECONDS, preserve_lock_file=True)

    def begin(self, engine: Engine) -> None:
        """Make an empty journal for a database without acts, new or of a version that kept none."""
        with self.lock():
            with reading(engine) as connection:
                if _held(connection) or self.path.exists() or self.reach.known:
                    return
            self.path.touch()
            sync_folder(self.path.parent)
            self.reach.note(0)

    def follow(self, engine: Engine) -> None:
        """Append and sync every act of the database that the journal does not hold yet.

        Raises
        ------
        StoreDamaged
            `store-behind`: the journal knows an act that the database does not; `journal-short`, as `whole`;
            `act-unproved`: the database holds one that nothing sealed. Nothing is written.
        """
        with self.lock():
            end = self._end()
            with reading(engine) as connection:
                self._compare(connection, end)
                self._assert_whole(connection, end, self.reach.known)
                done = acts.continued(connection, end.act)
            self._append(end, [act.line for act in done])
            self.reach.note(done[-1].number if done else end.act.number)

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

    def assert_whole(self, connection: Connection) -> None:
        """That nothing of the journal is missing but what a crash may have kept from it. Connection as for `compare`.

        Raises
        ------
        StoreDamaged
            `journal-short`: the file is gone, or ends before a line that was in it.
        """
        # in this order: others append meanwhile, and count afterwards
        known = self.reach.known
        self._assert_whole(connection, self._end(), known)

    def expected(self, held: int, known: int | None) -> int:
        """To which act's line it must reach beside a database of so many acts, by what is known of how far it did."""
        if not self.path.exists():
            return max(held, known or 0)
        return held if known is None else known

    def _assert_whole(self, connection: Connection, end: _End, known: int | None) -> None:
        held = _held(connection)
        if end.reached >= self.expected(held, known):
            return
        lacking = list(acts.since(connection, end.act.number)) if held else []
        receipts = sum(act.kind == "submission" for act in lacking)
        missing = max(len(lacking), self.expected(held, known) - end.reached)
        raise StoreDamaged("journal-short", file=self.path.name, acts=missing, receipts=receipts)

    def _compare(self, connection: Connection, end: _End) -> None:
        if end.torn and _held(connection) < end.act.number + end.torn:
            raise StoreDamaged("journal-unreadable", number=end.act.number + 1)
        if end.act is FIRST:
            return
        found = acts.numbered(connection, end.act.number) if _held(connection) else None
        if found != end.act:
            raise StoreDamaged("store-behind", number=end.act.number, time=acts.stamp(end.act.at))

    def last(self) -> Act:
        """The act of the last line that is one; `FIRST` for a journal without."""
        return self._end().act

    def _end(self) -> _End:
        size = self.whole()
        begun = self.unfinished
        if not size:
            return _End(FIRST, 0, begun=begun)
        act = _act(self._last_line())
        if act is not None:
            return _End(act, size, begun=begun)
        lines, torn = self.path.read_bytes()[:size].split(b"\n")[:-1], 0
        while lines and (act := _act(lines[-1])) is None:
            size -= len(lines.pop()) + 1
            torn += 1
        return _End(act or FIRST, size, torn, begun)

    def rewrite(self, done: Sequence[Act]) -> None:
        """Make the journal anew where it does not hold exactly these acts; the caller holds the lock."""
        lines = [act.line for act in done]
        if list(self.lines()) == lines and not self.unfinished:
            self.reach.note(len(lines))
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
        self.reach.note(len(lines))

    def copied(self, until: int) -> str:
        """Keep the journal as it is under a name of its own, which is given back; "" where there is none."""
        if not self.path.exists():
            return ""
        names = (f"{self.path.name}.until-{until}{'' if n == 1 else f'-{n}'}" for n in count(1))
        name = next(name for name in names if not self.path.with_name(name).exists())
        with self.path.open("rb") as stream, self.path.with_name(name).open("xb") as kept:
            shutil.copyfileobj(stream, kept)
            kept.flush()
            os.fsync(kept.fileno())
        sync_folder(self.path.parent)
        return name

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
            log.warning("torn end of %s (%d bytes) written anew, kept in %s", self.path.name, len(left), self.torn.name)

    @property
    def unfinished(self) -> bool:
        """Whether it ends in a line without an end."""
        return self.path.exists() and self.path.stat().st_size > self.whole()

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


def _held(connection: Connection) -> int:
    """How many acts the database holds."""
    return acts.last(connection).number if inspect(connection).has_table(schema.acts.name) else 0


def _act(line: bytes) -> Act | None:
    try:
        return acts.parsed(line.decode())
    except ValueError:
        return None

"""Warm reading processes: started once, reused, watched, replaced. Callable from any thread."""

import atexit
import json
import queue
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

import psutil

from dashboard.errors import UnreadableWorkbook
from loaders import limits, wire
from loaders.grid import Book
from loaders.limits import Limits

# The package's own __init__ opens the public door and with it every table library; a worker needs only the readers.
_START = (
    "import json, sys, types; sys.path[:] = json.loads(sys.argv[1]); "
    "package = types.ModuleType('loaders'); package.__path__ = [sys.argv[2]]; sys.modules['loaders'] = package; "
    "from loaders.worker import serve; from loaders.limits import Limits; serve(Limits(**json.loads(sys.argv[3])))"
)
_WATCH_SECONDS = 0.1
_FAREWELL_SECONDS = 1.0


class _Worker:
    """One reading process and its pipes."""

    def __init__(self, bounds: Limits) -> None:
        self.bounds = bounds
        here = Path(__file__).resolve().parent
        path = [str(here.parent), *(p for p in sys.path if p)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(path), str(here), json.dumps(asdict(bounds))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        # Popen types its pipes as perhaps absent, which those asked for above are not
        self.requests = cast(BinaryIO, self.process.stdin)
        self.replies = cast(BinaryIO, self.process.stdout)
        self.usage = _Usage(self.process.pid)
        self.reads = 0
        self.grown = False
        """Whether the last file took long enough for the process to have grown much."""

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def read(self, name: str, content: bytes) -> Book:
        """The worker's answer as a book. Raises `UnreadableWorkbook`; the worker may be dead afterwards."""
        self.reads += 1
        watch = _Watch(self.process, self.usage, self.bounds, len(content))
        _watchman.watch(watch)
        try:
            wire.send_request(self.requests, name, content)
            status, payload = wire.receive_reply(self.replies, self.bounds.reply_bytes)
        except (EOFError, OSError, ValueError) as error:
            self.end()
            raise _gone(watch.verdict, name, watch) from error
        finally:
            _watchman.dismiss(watch)
            self.grown = watch.work_ends is not None
        try:
            return _told(status, payload, name, self.bounds)
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableWorkbook("reader-failed", name=name, reason="malformed reply") from error

    def end(self) -> None:
        """Closes the pipes, which ends the process; kills it by its id if it stays."""
        for pipe in (self.requests, self.replies):
            try:
                pipe.close()
            except OSError:
                continue
        try:
            self.process.wait(_FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _gone(verdict: str, name: str, watch: "_Watch") -> UnreadableWorkbook:
    """Why a worker is no more: the limit that it was ended at, else nobody knows."""
    seconds = f"{watch.seconds:,.1f}".removesuffix(".0")
    most = {"reader-timeout": seconds, "reader-memory": f"{watch.bounds.memory_mb:,}"}.get(verdict)
    return UnreadableWorkbook(verdict, name=name, most=most) if most else UnreadableWorkbook("reader-failed", name=name)


def _told(status: int, payload: bytes, name: str, bounds: Limits) -> Book:
    if status == wire.READ:
        return wire.unpacked_book(payload)
    if status == wire.REFUSED:
        said = json.loads(payload)
        raise UnreadableWorkbook(said["code"], **said["detail"])
    if status == wire.OUT_OF_MEMORY:
        raise UnreadableWorkbook("reader-memory", name=name, most=f"{bounds.memory_mb:,}")
    raise UnreadableWorkbook("reader-failed", name=name, reason=json.loads(payload))


class _Usage:
    """What a process has used so far; 0 when it has gone."""

    def __init__(self, pid: int) -> None:
        try:
            self._process: psutil.Process | None = psutil.Process(pid)
        except psutil.Error:
            self._process = None

    def resident_bytes(self) -> int:
        try:
            return int(self._process.memory_info().rss) if self._process else 0
        except psutil.Error:
            return 0

    def work_seconds(self) -> float:
        """Processor time."""
        try:
            used = self._process.cpu_times() if self._process else None
        except psutil.Error:
            return 0.0
        return float(used.user + used.system) if used else 0.0


class _Watch:
    """One request under watch: how long and how large its process may get."""

    def __init__(self, process: subprocess.Popen[bytes], usage: _Usage, bounds: Limits, size: int) -> None:
        self.process, self.usage, self.bounds = process, usage, bounds
        self.seconds = bounds.work_seconds(size)
        self.deadline = time.monotonic() + self.seconds * limits.WALL_CLOCK_TIMES
        self.work_ends: float | None = None
        """None until the first look: most files are read before it, and need no question to the system."""
        self.verdict = ""

    def look(self) -> None:
        """Kills the process, by its id, when the request takes too long or too much memory."""
        worked = self.usage.work_seconds()
        if self.work_ends is None:
            self.work_ends = worked + self.seconds
        if time.monotonic() > self.deadline or worked > self.work_ends:
            self.verdict = "reader-timeout"
        elif self.usage.resident_bytes() > self.bounds.resident_bytes:
            self.verdict = "reader-memory"
        if self.verdict:
            self.process.kill()


class _Watchman:
    """One thread that looks at every request under way; a thread a file would cost more than most files."""

    def __init__(self) -> None:
        self._watches: set[_Watch] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def watch(self, watch: _Watch) -> None:
        with self._changed:
            self._watches.add(watch)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._walk, name="reading-watch", daemon=True)
                self._thread.start()
            elif len(self._watches) == 1:
                self._changed.notify()

    def dismiss(self, watch: _Watch) -> None:
        """Ends the watch; afterwards the process is not touched any more."""
        with self._changed:
            self._watches.discard(watch)

    def _walk(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._watches))
            time.sleep(_WATCH_SECONDS)
            with self._changed:
                for watch in self._watches:
                    if not watch.verdict:
                        watch.look()


_watchman = _Watchman()


class Workers:
    """Reading processes within `bounds`; a caller waits while all are at work."""

    def __init__(self, bounds: Limits | None = None) -> None:
        self.bounds = bounds or Limits()
        self._free = threading.Semaphore(self.bounds.readers)
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()

    def read(self, name: str, content: bytes) -> Book:
        """The book in `content`, read in a worker. Raises `UnreadableWorkbook`."""
        with self._free:
            try:
                return self._read_once(name, content)
            except UnreadableWorkbook as error:
                if error.code != "reader-failed" or "reason" in error.detail:
                    raise
                # a worker that died without a word may have died of something else than this file
                return self._read_once(name, content)

    def _read_once(self, name: str, content: bytes) -> Book:
        worker = self._taken()
        try:
            return worker.read(name, content)
        finally:
            self._returned(worker)

    def _taken(self) -> _Worker:
        while True:
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return _Worker(self.bounds)
            if worker.alive:
                return worker
            worker.end()

    def _returned(self, worker: _Worker) -> None:
        large = worker.grown and worker.usage.resident_bytes() > self.bounds.resident_bytes // 2
        if worker.reads >= limits.READS_PER_WORKER or large or not worker.alive:
            worker.end()
        else:
            self._idle.put(worker)

    def processes(self) -> list[int]:
        """Ids of the idle workers' processes."""
        return [worker.process.pid for worker in list(self._idle.queue)]

    def close(self) -> None:
        """Ends the idle workers; one that is reading ends when its read does or its parent goes."""
        while True:
            try:
                self._idle.get_nowait().end()
            except queue.Empty:
                return


@cache
def workers() -> Workers:
    """The reading processes of this interpreter, within the limits of its settings; none is started before a file."""
    own = Workers(limits.configured())
    atexit.register(own.close)
    return own

"""The Nth write, sync, rename or commit that fails, for N = 1, 2, ... until all goes well, and a full disk.

Whatever fails, the store stands before or after, never between: the next opening is sound, and the same file sent
again has exactly one receipt.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from dashboard.config import Settings
from dashboard.errors import DispatchError
from dashboard.store import Receipt, Store, check
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, leaders, settings, trip

ROOT = Path(__file__).resolve().parents[3]


class _Nth:
    """Counts what might fail and lets the Nth fail, or it and all after it."""

    def __init__(self, number: int, *, lasting: bool) -> None:
        self.number = number
        self.lasting = lasting
        self.seen = 0

    @property
    def happened(self) -> bool:
        return self.seen >= self.number

    def __call__(self) -> None:
        self.seen += 1
        if self.seen == self.number or (self.lasting and self.happened):
            raise OSError(28, "No space left on device")

    def before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self()
            return real(*given, **named)

        return call


class _Stream:
    """A file whose writes may fail, after half of what was to be written."""

    def __init__(self, real: Any, nth: _Nth) -> None:
        self._real = real
        self._nth = nth

    def write(self, content: bytes) -> int:
        try:
            self._nth()
        except OSError:
            self._real.write(content[: len(content) // 2])
            self._real.flush()
            raise
        return int(self._real.write(content))

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@contextmanager
def _failing(store: Store, nth: _Nth) -> Iterator[None]:
    """Every write, truncation, sync, rename and folder outside the database may fail; in it statements and commits."""

    def of_engine(*_: Any) -> None:
        try:
            nth()
        except OSError as full:
            raise OperationalError("", None, full) from full

    opened, handled = Path.open, os.fdopen
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "mkdir")):
            patch.setattr(owner, name, nth.before(getattr(owner, name)))
        patch.setattr(os, "fdopen", lambda *given, **named: _Stream(handled(*given, **named), nth))
        patch.setattr(
            Path,
            "open",
            lambda path, mode="r", *given, **named: (
                _Stream(opened(path, mode, *given, **named), nth)
                if "a" in mode
                else opened(path, mode, *given, **named)
            ),
        )
        for name in ("before_cursor_execute", "commit"):
            event.listen(store.books.engine, name, of_engine)
        try:
            yield
        finally:
            for name in ("before_cursor_execute", "commit"):
                event.remove(store.books.engine, name, of_engine)


def _send(store: Store) -> Receipt:
    return Desk(store, NOON).send(MARCH_15, content=b"second", name="二.xlsx", visits=[trip("王二", MARCH_15)])


def _seen(store: Store) -> tuple[int, list[str]]:
    return len(store.submissions()), leaders(store.snapshot(MARCH_15))


BEFORE, AFTER = (1, ["王一"]), (2, ["王二"])


def _tried(place: Settings, number: int, *, lasting: bool) -> bool:
    """Let the Nth fail while the second file is committed; whether anything did."""
    with Store(place, DISTRICT) as store:
        nth = _Nth(number, lasting=lasting)
        try:
            with _failing(store, nth):
                _send(store)
            assert not nth.happened, f"failure {number} was passed over in silence"
        except (OSError, OperationalError, DispatchError):
            assert nth.happened
        assert _seen(store) in (BEFORE, AFTER)
    return nth.happened


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with one receipt."""
    folder = tmp_path_factory.mktemp("first")
    with Store(settings(folder), DISTRICT) as store:
        Desk(store).send(MARCH_8, content=b"first", visits=[trip("王一", MARCH_8)])
    return folder


def _all_or_nothing(first: Path, folder: Path, numbers: Iterable[int], *, lasting: bool) -> set[int]:
    """Try it for each N on a copy until nothing fails; returns how many receipts the next opening found."""
    found = set()
    for number in numbers:
        kept = settings(folder / str(number))
        shutil.copytree(first, kept.data_dir)
        failed = _tried(kept, number, lasting=lasting)
        with Store(kept, DISTRICT) as store:
            seen = _seen(store)
            assert seen in (BEFORE, AFTER)
            found.add(seen[0])
            assert (_send(store).number, _seen(store)) == (2, AFTER)
        if not failed:
            break
    assert check(kept) == []
    assert not failed and number > 30
    return found


def test_whatever_fails_once_the_store_stands_before_or_after(first: Path, tmp_path: Path) -> None:
    assert _all_or_nothing(first, tmp_path, range(1, 400, 3), lasting=False) == {1, 2}


def test_whatever_fails_from_then_on_the_store_stands_before_or_after(first: Path, tmp_path: Path) -> None:
    assert _all_or_nothing(first, tmp_path, range(1, 400, 5), lasting=True) == {1, 2}


@pytest.mark.slow
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_every_single_failure_leaves_before_or_after(first: Path, tmp_path: Path, lasting: bool) -> None:
    assert _all_or_nothing(first, tmp_path, range(1, 400), lasting=lasting) == {1, 2}


def _limited(limit: int) -> Callable[[], None]:
    def limit_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return limit_files


def test_a_full_disk_costs_nothing_that_was_acknowledged(tmp_path: Path, empty_file: Path) -> None:
    """No file may grow beyond a limit just above what is there: the database is full before long."""
    (tmp_path / "dispatch.sqlite3").write_bytes(empty_file.read_bytes())
    command = [sys.executable, "-m", "tests.dashboard.store.clerk", str(tmp_path), "甲", "500"]
    clerk = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=_limited(empty_file.stat().st_size + 40_000),
    )  # fmt: skip
    said = [int(line.split()[0]) for line in clerk.stdout.splitlines()]
    assert said and len(said) < 500
    assert "full" in clerk.stderr or "File too large" in clerk.stderr or "disk I/O" in clerk.stderr
    assert check(settings(tmp_path)) == []
    with Store(settings(tmp_path), DISTRICT) as store:
        assert sorted(store.submissions()["number"])[: len(said)] == said
        assert Desk(store).send(MARCH_15, visits=[trip("王二", MARCH_15)]).number in (len(said) + 1, len(said) + 2)

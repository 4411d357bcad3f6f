"""The warm workers: one result whoever reads, and a worker's death is one sentence."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from datetime import time as clock

import pytest

from dashboard.errors import UnreadableWorkbook
from loaders import warm, wire, worker
from loaders.grid import Book, Merge, Sheet
from loaders.limits import Limits
from loaders.warm import Workers
from loaders.workbook import open_book
from tests.loaders.packages import package, parts, styled


@pytest.fixture
def workers() -> Iterator[Workers]:
    own = Workers()
    yield own
    own.close()


def strict(workers: Workers, **bounds: float) -> Workers:
    """The same workers within other limits."""
    workers.bounds = replace(workers.bounds, **bounds)
    return workers


def everything() -> Book:
    return Book(
        "xlsx",
        [
            Sheet(
                "表",
                [["甲\n", 1.5, True, datetime(2024, 3, 20, 8, 30)], [], [None, clock(12, 0), 3]],
                merges=[Merge(1, 1, 2, 3)],
                hidden=True,
                hidden_rows=frozenset({2}),
                hidden_columns=frozenset({9}),
                errors={(4, 1): "#N/A", (5, 1): "#N/A"},
                unvalued=frozenset({(2, 2)}),
                formats={(1, 2): '0.00"万元"'},
                coloured={(1, 1): "strike"},
            )
        ],
    )


def test_a_book_survives_the_wire_unchanged() -> None:
    assert wire.unpacked_book(wire.packed_book(everything())) == everything()


def test_worker_and_this_process_read_the_same() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1" s="0"><v>45371.5</v></c><c r="B1" t="e"><v>#N/A</v></c>'
        '<c r="C1"><f>A1</f></c><c r="D1" s="1"><v>3.2</v></c></row>'
    )
    content = package(parts(rows, styles=styled(14, '0.00"亿元"')))
    assert open_book(content, "a.xlsx") == open_book(content, "a.xlsx", isolated=False)


def test_many_threads_get_their_own_books(workers: Workers) -> None:
    def first(number: int) -> object:
        return workers.read("a.csv", f"{number},x".encode()).sheets[0].rows[0][0]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(first, range(60))) == [str(n) for n in range(60)]


def test_a_warm_worker_is_reused(workers: Workers) -> None:
    workers.read("a.csv", b"a,b")
    pid = workers._idle.queue[0].process.pid
    begun = time.monotonic()
    workers.read("a.csv", b"a,b")
    assert workers._idle.queue[0].process.pid == pid
    assert time.monotonic() - begun < 1


def test_a_worker_that_died_idle_is_replaced(workers: Workers) -> None:
    workers.read("a.csv", b"a,b")
    victim = workers._idle.queue[0].process
    victim.kill()
    victim.wait()
    assert workers.read("a.csv", b"a,b").kind == "text"


def test_a_worker_that_dies_at_work_is_reader_failed(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_START", "import os, sys; sys.stdin.buffer.read(20); os.abort()")
    with pytest.raises(UnreadableWorkbook, match="reader-failed"):
        workers.read("a.csv", b"a,b")


def test_a_worker_that_takes_too_long_is_killed(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_START", "import time; time.sleep(60)")
    with pytest.raises(UnreadableWorkbook, match="reader-timeout"):
        strict(workers, seconds=0.3).read("a.csv", b"a,b")


def test_a_worker_that_takes_too_much_memory_is_killed(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_START", "import time; ballast = b'x' * 200_000_000; time.sleep(60)")
    with pytest.raises(UnreadableWorkbook, match=r"reader-memory name=a\.csv most=143"):
        strict(workers, memory_mb=143).read("a.csv", b"a,b")


def test_a_worker_that_babbles_is_not_believed(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_START", "print('x' * 5000, flush=True); import sys; sys.stdin.read()")
    with pytest.raises(UnreadableWorkbook, match="reader-failed"):
        workers.read("a.csv", b"a,b")


def test_a_worker_ends_when_its_parent_closes(workers: Workers) -> None:
    workers.read("a.csv", b"a,b")
    process = workers._idle.queue[0].process
    workers.close()
    assert process.returncode == 0


def test_a_panic_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """As pyo3 raises it: no `Exception`."""

    def panic(content: bytes, name: str, bounds: Limits) -> Book:
        raise Panic("range end index")

    monkeypatch.setattr(worker, "book_of", panic)
    assert worker.answer("a.xlsx", b"PK", Limits()) == (wire.FAILED, b'"Panic: range end index"')


def test_no_more_workers_than_allowed(workers: Workers) -> None:
    threads = [threading.Thread(target=workers.read, args=("a.csv", b"a,b")) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert workers._idle.qsize() <= workers.bounds.readers

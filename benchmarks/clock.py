"""One reader in a process of its own, timed round by round: `python -m benchmarks.clock READER FOLDER`.

Ours reads to tidy tables; the others hand over the cells, which is where a script of one's own begins.

Every line on its input is a round over the folder's files; it answers with seconds by the clock and of processor time.
Alone in its process a reader meets the heap that a script of its own would have: what another one left behind would
slow or quicken the garbage collector's work for it.
"""

import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import psutil
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from dashboard.config import SAMPLE_DISTRICT, district
from dashboard.contract import District
from loaders import ingest

_TICK_SECONDS = 0.05


def main(reader: str, folder: Path) -> None:
    read = READERS[reader]
    files = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
    # workers and tables of synonyms are warm in a running dashboard
    read(files[0][1], files[0][0])
    print("ready", flush=True)
    for _ in sys.stdin:
        start, before = time.perf_counter(), worked()
        for name, content in files:
            read(content, name)
        print(time.perf_counter() - start, worked() - before, flush=True)


def worked() -> float:
    """Seconds of processor time of this process and of all that it started, those that have ended included."""
    own = os.times()
    alive = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    started: float = sum(times.user + times.system for times in alive)
    return own.user + own.system + own.children_user + own.children_system + started


@contextmanager
def watched(look: Callable[[], None]) -> Iterator[None]:
    """Calls `look` every so often in a thread of its own: what a process uses shows only while it lives."""
    over = threading.Event()

    def again() -> None:
        while not over.wait(_TICK_SECONDS):
            look()

    thread = threading.Thread(target=again, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def ours(content: bytes, name: str) -> None:
    ingest(content, name, district=_registry())


@cache
def _registry() -> District:
    return district(SAMPLE_DISTRICT)


def openpyxl_reading(content: bytes, _: str) -> None:
    """As a script would read: with merges, of which openpyxl's read-only way knows nothing."""
    _walk(load_workbook(io.BytesIO(content), data_only=True))


def _streaming(content: bytes, _: str) -> None:
    book = load_workbook(io.BytesIO(content), data_only=True, read_only=True)
    _walk(book)
    book.close()


def _walk(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            for _value in row:
                pass


def _calamine(content: bytes, _: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _pandas(content: bytes, _: str) -> None:
    """With openpyxl, which is what pandas takes for xlsx unless told otherwise."""
    pd.read_excel(io.BytesIO(content), sheet_name=None, header=None, engine="openpyxl")


def _polars(content: bytes, _: str) -> None:
    """With fastexcel, which is what polars takes for every kind of workbook."""
    import polars

    polars.read_excel(io.BytesIO(content), sheet_id=0, has_header=False, raise_if_empty=False)


READERS: dict[str, Callable[[bytes, str], None]] = {
    "ours": ours,
    "openpyxl": openpyxl_reading,
    "read-only": _streaming,
    "pandas": _pandas,
    "calamine": _calamine,
} | ({"polars": _polars} if find_spec("polars") and find_spec("fastexcel") else {})
"""Polars only where it is installed: the product does without it."""

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""The readers against a second one, cell by cell: openpyxl for packages, calamine for the BIFF files that xlrd reads.

No difference is known on the samples and the corpus; any is a failure. Where openpyxl is the one that errs (Chinese
built-in date formats) `test_workbook.py` says what is right.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from benchmarks.corpus.build import build
from dashboard.config import ROOT
from loaders.grid import Book, Merge, Sheet
from loaders.workbook import open_book
from tests.loaders.packages import differences

SAMPLES = sorted(path for path in (ROOT / "sample_data").rglob("*") if path.suffix in (".xlsx", ".xls", ".xlsm"))
PACKAGES = [path for path in SAMPLES if path.read_bytes()[:2] == b"PK"]
BINARIES = [path for path in SAMPLES if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_every_cell_of_a_package_is_what_openpyxl_reads(path: Path) -> None:
    content = path.read_bytes()
    book = open_book(content, path.name)
    assert differences(book, content) == []
    assert facts(book) == openpyxl_facts(content)


def test_every_cell_of_the_corpus_is_what_openpyxl_reads(tmp_path: Path) -> None:
    build(tmp_path, per_mess=1)
    for path in sorted(tmp_path.iterdir()):
        content = path.read_bytes()
        if content[:2] == b"PK":
            book = open_book(content, path.name)
            assert differences(book, content) == [], path.name
            assert facts(book) == openpyxl_facts(content), path.name


@pytest.mark.parametrize("path", BINARIES, ids=lambda path: path.stem)
def test_every_cell_of_a_binary_file_is_what_calamine_reads(path: Path) -> None:
    content = path.read_bytes()
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in open_book(content, path.name).sheets:
        theirs = other.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        assert dict(cells(sheet)) == {
            (row, column): value if not isinstance(value, date) or isinstance(value, datetime) else midnight(value)
            for row, line in enumerate(theirs, 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }


def cells(sheet: Sheet) -> Iterator[tuple[tuple[int, int], object]]:
    for row, line in enumerate(sheet.rows, 1):
        for column, value in enumerate(line, 1):
            if value is not None:
                yield (row, column), value


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def facts(book: Book) -> dict[str, tuple[set[Merge], bool, frozenset[int]]]:
    """By sheet: merges, whether it is hidden, hidden rows."""
    return {s.name: (set(s.merges), s.hidden, s.hidden_rows) for s in book.sheets}


def openpyxl_facts(content: bytes) -> dict[str, tuple[set[Merge], bool, frozenset[int]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: (
            {Merge(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges},
            sheet.sheet_state != "visible",
            frozenset(row for row, size in sheet.row_dimensions.items() if size.hidden),
        )
        for sheet in book.worksheets
    }

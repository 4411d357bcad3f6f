"""A part of a sheet as somebody typed it, with what each row was taken for."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Literal

from loaders import TableReading
from loaders.grid import Book, Sheet, Value, letter
from loaders.values import without_personal_numbers
from loaders.workbook import open_book

RowKind = Literal["title", "header", "data", "total", "note", "ignored", "blank"]
BLOT = "▒▒▒"
"""Stands where a telephone or identity number was."""
PAGE_ROWS, PAGE_COLUMNS = 400, 120
"""How much of a sheet is drawn: a browser shows no more at once, and one far cell makes a sheet of 16384 columns."""
_EXACT = 1e15
"""Up to here a whole number is written in all its digits."""
_A1 = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Facsimile:
    """A window on a sheet. `cells[i][j]` is what stands in row `top + i`, column `left + j`; "" is empty.

    `kinds` gives one entry a row, or nothing where it was not asked; `marked` the addresses (row, column) that somebody
    should look at.
    """

    sheet: str
    top: int
    left: int
    cells: tuple[tuple[str, ...], ...]
    kinds: tuple[RowKind, ...] = ()
    marked: frozenset[tuple[int, int]] = frozenset()
    total_rows: int = 0
    total_columns: int = 0
    """Rows and columns of the whole sheet, so that a cut window can say so."""

    @property
    def cut(self) -> bool:
        """Whether the sheet goes on below or beside the window."""
        return (self.top - 1 + len(self.cells), self.left - 1 + len(self.letters)) != (
            self.total_rows,
            self.total_columns,
        )

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(letter(self.left + j) for j in range(max((len(row) for row in self.cells), default=0)))


@dataclass(frozen=True)
class Marks:
    """What the rows of one sheet were taken for, and the cells that findings name."""

    header: frozenset[int] = frozenset()
    data: frozenset[int] = frozenset()
    total: frozenset[int] = frozenset()
    note: frozenset[int] = frozenset()
    cells: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def kind(self, row: int, blank: bool) -> RowKind:
        if row in self.header:
            return "header"
        if row in self.total:
            return "total"
        if row in self.data:
            return "data"
        if row in self.note:
            return "note"
        if blank:
            return "blank"
        return "title" if row < min(self.header, default=0) else "ignored"


def position(cell: str) -> tuple[int, int]:
    """(row, column) of an A1 address or of a range's first cell, both 1-based; (0, 0) when it is none."""
    found = _A1.match(cell.upper())
    if not found:
        return (0, 0)
    column = 0
    for character in found.group(1):
        column = column * 26 + ord(character) - 64
    return (int(found.group(2)), column)


def book(content: bytes, name: str) -> Book:
    """The archived or dropped workbook as cell grids.

    Raises
    ------
    UnreadableWorkbook
    """
    return open_book(content, name)


def around(opened: Book, sheet: str, cell: str, rows: int = 6, columns: int = 4) -> Facsimile | None:
    """The window of up to `rows` rows and `columns` columns on each side of a cell, that cell marked.

    None when the workbook has no such sheet.
    """
    found = next((s for s in opened.sheets if s.name == sheet), None)
    if found is None:
        return None
    row, column = position(cell)
    top, left = max(1, row - rows), max(1, column - columns)
    part = _window(found, top, left, row + rows, column + columns, Marks(cells=frozenset({(row, column)})))
    return replace(part, kinds=())


def page(
    opened: Book, sheet: str, marks: Marks, limit: int = PAGE_ROWS, columns: int = PAGE_COLUMNS
) -> Facsimile | None:
    """A whole sheet, cut after `limit` rows and so many columns, with the kind of every row; None when there is no
    such sheet."""
    found = next((s for s in opened.sheets if s.name == sheet), None)
    if found is None:
        return None
    return _window(found, 1, 1, limit, min(_width(found), columns), marks)


def marks(entries: Sequence[Mapping[str, Any]], records: Collection[int], cells: Collection[str]) -> Marks:
    """Marks of one sheet from its tables' entries, the rows of its records and the cells of its findings."""

    def rows(name: str) -> frozenset[int]:
        return frozenset(int(row) for entry in entries for row in entry.get(name) or ())

    return Marks(
        rows("header_rows"), frozenset(records), rows("total_rows"), rows("note_rows"),
        frozenset(position(cell) for cell in cells if cell),
    )  # fmt: skip


def samples(opened: Book, table: TableReading, n: int = 3) -> dict[str, str]:
    """The first few different values under each heading of a table, by column letter; totals and notes left out."""
    sheet = next((s for s in opened.sheets if s.name == table.name), None)
    if sheet is None or not table.range:
        return {}
    apart = {*table.header_rows, *table.total_rows, *table.note_rows}
    last = position(table.range.partition(":")[2])[0]
    rows = [sheet.rows[row - 1] for row in range(max(table.header_rows) + 1, last + 1) if row not in apart]
    found = {}
    for entry in table.mapping:
        column = position(f"{entry.letter}1")[1]
        values = (printed(row[column - 1]) for row in rows if column <= len(row) and row[column - 1] is not None)
        found[entry.letter] = " · ".join(islice(_different(values), n))
    return found


def _different(values: Iterable[str]) -> Iterator[str]:
    """Each value once, as it comes: nobody reads a long column to its end for its first three."""
    seen: set[str] = set()
    for value in values:
        if value and value not in seen:
            seen.add(value)
            yield value


def _window(sheet: Sheet, top: int, left: int, bottom: int, right: int, marks: Marks) -> Facsimile:
    last = min(bottom, len(sheet.rows))
    cells: list[tuple[str, ...]] = []
    kinds: list[RowKind] = []
    for number in range(top, last + 1):
        values = sheet.rows[number - 1]
        texts = tuple(
            sheet.errors.get((number, column)) or printed(values[column - 1] if column <= len(values) else None)
            for column in range(left, right + 1)
        )
        cells.append(texts)
        kinds.append(marks.kind(number, not any(texts)))
    return Facsimile(sheet.name, top, left, tuple(cells), tuple(kinds), marks.cells, len(sheet.rows), _width(sheet))


def _width(sheet: Sheet) -> int:
    return max(map(len, sheet.rows), default=0)


def printed(value: Value) -> str:
    """A cell as a person would have seen it: dates without a midnight, whole numbers without a point.

    Telephone and identity numbers are blotted out: they are shown no more than they are counted.
    """
    words = _printed(value)
    kept, private = without_personal_numbers(words)
    return f"{kept} {BLOT}".strip() if private else words


def _printed(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not isinstance(value, bool):
        # a telephone number is whole and has eleven digits: in fewer it would not be known for one
        return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT else f"{value:.10g}"
    return str(value)

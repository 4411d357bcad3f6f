"""The list of findings in a marked workbook that comes back: no ledger, but what the corrected file is held against."""

from dataclasses import dataclass

from dashboard.contract import FINDING_CLOSED, FINDINGS_COLUMNS, FINDINGS_SHEET
from loaders.grid import Book, Sheet, Value
from loaders.values import text

REASON = "findings-sheet"
"""Why the cells of the list are ignored."""
_HEAD_ROWS = 30
"""Rows in which the list's heading is looked for; it stands in one of the first."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """One line of the list, as it was written when the file was marked."""

    number: int
    code: str
    sheet: str
    cell: str
    found: str
    closed: bool
    """Whether an earlier round had already put it right."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The list: the name of its sheet, and its lines."""

    sheet: str
    lines: tuple[Numbered, ...]


def returned(book: Book) -> Returned | None:
    """The list of findings that the workbook carries; None when it is no marked one. Of several the first counts."""
    lists = (Returned(sheet.name, _lines(sheet, *at)) for sheet in book.sheets if (at := _heading(sheet)))
    return next(lists, None)


def is_list(sheet: Sheet) -> bool:
    """Whether a sheet is a list of findings, whatever it is called and wherever it stands."""
    return _heading(sheet) is not None


def _heading(sheet: Sheet) -> tuple[int, int] | None:
    """(row, column) of the heading that the list is known by."""
    for row, cells in enumerate(sheet.rows[:_HEAD_ROWS], start=1):
        if FINDINGS_SHEET in cells:
            return row, cells.index(FINDINGS_SHEET) + 1
    return None


def _lines(sheet: Sheet, row: int, column: int) -> tuple[Numbered, ...]:
    """Every line with a number and a code; lines that somebody emptied or added are passed over."""
    left = column - len(FINDINGS_COLUMNS)
    found = []
    for cells in sheet.rows[row:]:
        said = dict(zip(FINDINGS_COLUMNS, _padded(cells, left, column), strict=True))
        number = text(said["number"])
        code, _, closed = text(said["code"]).partition(" ")
        if number.isdecimal() and code:
            found.append(
                Numbered(
                    int(number), code, text(said["sheet"]), text(said["cell"]), text(said["found"]),
                    closed.strip() == FINDING_CLOSED,
                )
            )  # fmt: skip
    return tuple(found)


def _padded(cells: list[Value], left: int, right: int) -> list[Value]:
    """The cells of the list's columns; None where the sheet has none."""
    return [cells[i] if 0 <= i < len(cells) else None for i in range(left, right)]

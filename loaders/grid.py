"""What the readers hand over: cell grids with the facts that matter, and nothing about any format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache

Value = str | int | float | bool | datetime | time | None
Address = tuple[int, int]
"""(row, column), both 1-based as in the sheet."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, edges 1-based and included."""

    top: int
    left: int
    bottom: int
    right: int


def within(merges: Iterable[Merge], height: int, width: int) -> list[Merge]:
    """Merges cut to the used cells, without those that join a single one, or all of them as no table does.

    Merges never overlap, so together they cover no more than the grid; what a damaged file has beyond that is left out.
    """
    found: list[Merge] = []
    left = height * width
    for merge in merges:
        bottom, right = min(merge.bottom, height), min(merge.right, width)
        area = (bottom - merge.top + 1) * (right - merge.left + 1) if bottom >= merge.top and right >= merge.left else 0
        everything = area == height * width and min(height, width) > 1
        if 1 < area <= left and not everything:
            left -= area
            found.append(Merge(merge.top, merge.left, bottom, right))
    return found


@dataclass
class Sheet:
    """One sheet. `rows[0]` is sheet row 1; rows may be ragged; empty cells and empty strings are None.

    Only the top left cell of a merge holds its value. Error cells hold None in `rows` and their text in `errors`;
    formulas without a cached value hold None and stand in `unvalued`.
    """

    name: str
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[Address, str] = field(default_factory=dict)
    unvalued: frozenset[Address] = frozenset()
    formats: dict[Address, str] = field(default_factory=dict)
    """Number formats that say more than the number: a literal unit (0.00"万元"), fixed decimals, a date part."""
    coloured: dict[Address, str] = field(default_factory=dict)
    """Fill or font colour of body cells, and "strike" for struck-through text, where the format can tell."""


@dataclass
class Book:
    """A workbook as read: its sheets in order, and by which format its bytes were recognised."""

    kind: str
    sheets: list[Sheet]

    @property
    def values_only(self) -> bool:
        """Whether the format's reader knows values alone: no merges, hidden rows, error cells, number formats."""
        return self.kind in ("xlsb", "ods")


@lru_cache(maxsize=1024)
def letter(column: int) -> str:
    """Column letter of a 1-based column: 1 -> A, 27 -> AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(cell: str) -> Address:
    """(row, column) of an A1 address."""
    letters = cell.rstrip("0123456789")
    column = 0
    for character in letters:
        column = column * 26 + ord(character) - 64
    return int(cell[len(letters) :]), column


def a1(row: int, column: int) -> str:
    return f"{letter(column)}{row}"

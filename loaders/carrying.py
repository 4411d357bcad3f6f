"""Blank cells of a unit column: whose the row is, and whether anything but the row above says so.

A blank is the unit's above it. That is certain where the sheet's habit says so: a name stands once over the rows of
its unit, in every unit or in several of them, and is never typed twice in succession; where the serial numbers do (one
for all rows of a unit, or counted anew in each); and where no other unit stands before or after it. Elsewhere somebody
may as well have forgotten the name: the row counts for the unit above, and that is said (`unit-assumed`).
"""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from dashboard.names import key, unit_named
from loaders.grid import Address, Value
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.values import text

_ADDED = re.compile(r"(小计|合计|总计|共计|汇总)数?$")
_SEVERAL = 2
_SHARE = 3
"""Where a name has no rows but its own in some units, one of so many must have some for it to be a habit."""


class Carried:
    """The unit column of a table, row by row, with the blanks filled from above; `heads` are the subtotals whose unit
    holds for the rows below them."""

    def __init__(self, table: TableReader, column: int, rows: Sequence[int], heads: Container[int] = ()) -> None:
        self.table, self.rows = table, rows
        self.named: dict[int, tuple[str, Address]] = {}
        for row in rows if column else ():
            value, at = table.value(row, column)
            if words := text(value):
                self.named[row] = _ADDED.sub("", words) if row in heads else words, at
        self._above = _nearest(rows, self.named)
        self._below = _nearest(list(reversed(rows)), self.named)
        self.names = {words for words, _ in self.named.values()}
        self._habit = typed_once([self.named[row][0] if row in self.named else "" for row in rows])

    def above(self, row: int) -> int:
        """The row whose name holds for this one: its own, the nearest above, 0 for none."""
        return self._above.get(row, 0)

    def doubtful(self, row: int) -> bool:
        """Whether nothing but the row above says whose a row is."""
        above, below = self.above(row), self._below.get(row, 0)
        if not above or above == row or self._habit or self._numbered(above, row, below):
            return False
        return len(self.names) > 1 and (not below or self.named[above][0] != self.named[below][0])

    def _numbered(self, above: int, row: int, below: int) -> bool:
        """Whether the serial numbers count units, or count anew in each."""
        first, own, following = (self._serial(each) for each in (above, row, below))
        if first is None:
            return False
        return own is None or own == first or (first == following == 1 and own != 1)

    def _serial(self, row: int) -> Value:
        column = self.table.columns.serial
        return self.table.peek(row, column)[0] if column and row else None


def unit_totals(table: TableReader, column: int, lines: Iterable[Line]) -> dict[int, str]:
    """Row -> unit of the totals that name a street, town or park under its column: 板浦镇 | 小计."""
    found: dict[int, str] = {}
    for line in lines:
        if column and line.kind == "total" and (words := text(table.peek(line.row, column)[0])):
            unit = unit_named(_ADDED.sub("", key(words)), table.district)
            found |= {line.row: unit} if unit and unit != table.district.name else {}
    return found


def heading_totals(table: TableReader, column: int, lines: Sequence[Line]) -> frozenset[int]:
    """Rows of the subtotals that stand above the records of their unit, which leave its cell blank.

    Where blank records stand above the first of them the subtotals may as well close what they add up.
    """
    totals, found, unit = unit_totals(table, column, lines), set[int](), ""
    if not totals:
        return frozenset()
    kept = [line for line in lines if line.kind == "data" or line.row in totals]
    for line, below in pairwise(kept):
        own = totals.get(line.row) or text(table.peek(line.row, column)[0])
        if not own and not unit:
            return frozenset()
        blank = below.kind == "data" and not text(table.peek(below.row, column)[0])
        if line.row in totals and blank and own != unit_named(unit, table.district):
            found.add(line.row)
        unit = own or unit
    return frozenset(found)


def _nearest(rows: Sequence[int], named: Container[int]) -> dict[int, int]:
    """Row -> the last row up to it, in this order, that is named."""
    found: dict[int, int] = {}
    last = 0
    for row in rows:
        last = row if row in named else last
        found[row] = last
    return found


def typed_once(names: Sequence[str]) -> bool:
    """Whether names stand once over the rows of their unit: 新海街道, "", 板浦镇, "" but not 新海街道, 新海街道, ""."""
    if any(first and first == second for first, second in pairwise(names)):
        return False
    units = sum(map(bool, names))
    grouped = sum(bool(first and not second) for first, second in pairwise(names))
    return grouped == units or (grouped >= _SEVERAL and grouped * _SHARE >= units)

"""A sheet seen through its merges: whose value a cell shows, and which cells exist."""

import re
from functools import cached_property
from itertools import islice

from loaders.grid import Merge, Sheet, Value, within

_NUMERIC = re.compile(r"[-+(]?[\d,.\s]+%?\)?")


def numeric(value: Value) -> bool:
    """A number or date, typed as such or as text; what stands in data rows and hardly ever in headings."""
    if isinstance(value, str):
        return bool(_NUMERIC.fullmatch(value.strip()))
    return value is not None and not isinstance(value, bool)


class Canvas:
    """Reads cells of one sheet by 1-based row and column, merges resolved on demand."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self.merges = within(sheet.merges, self.height, self.width)

    @cached_property
    def covered(self) -> dict[tuple[int, int], Merge]:
        """Every cell of every merge, within the used grid."""
        return {
            (row, column): merge
            for merge in self.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }

    def own(self, row: int, column: int) -> Value:
        """What is typed in this very cell; None where it is empty or covered by a merge."""
        if not 0 < row <= self.height or column < 1:
            return None
        line = self.rows[row - 1]
        return line[column - 1] if column <= len(line) else None

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell that was typed: the merge's top left cell, else the cell itself."""
        merge = self.covered.get((row, column))
        return (merge.top, merge.left) if merge else (row, column)

    def shown(self, row: int, column: int) -> Value:
        """What a reader sees in the cell, also inside a merge."""
        value = self.own(row, column)
        merge = self.covered.get((row, column)) if value is None else None
        return self.own(merge.top, merge.left) if merge else value

    def typed(self, row: int, left: int = 1, right: int = 0) -> list[tuple[int, Value]]:
        """(column, value) of the cells typed in a row, left to right; error cells count as typed."""
        line = self.rows[row - 1] if 0 < row <= self.height else []
        stop = right or len(line)
        return [(c, v) for c, v in enumerate(line[left - 1 : stop], left) if v is not None]

    def first(self, row: int, left: int = 1) -> Value:
        """The row's first typed value, without a list of the others: most rows begin with a serial number."""
        line = self.rows[row - 1]
        if left <= len(line) and line[left - 1] is not None:
            return line[left - 1]
        return next((v for v in islice(line, left, None) if v is not None), None)

    def holds(self, row: int, left: int, right: int) -> bool:
        """Whether anything is typed in the row between these columns."""
        cells = self.rows[row - 1][left - 1 : right]
        return cells.count(None) < len(cells)

    def span(self, row: int, column: int) -> int:
        """How many columns the cell covers; one that a damaged file typed inside a merge covers no other."""
        merge = self.covered.get((row, column))
        return merge.right - column + 1 if merge and merge.left == column else 1

"""A sheet filled cell by cell in reading order, for formats in which spans shift what follows."""

from loaders import limits
from loaders.grid import Merge, Sheet, Value
from loaders.limits import Limits
from loaders.refusing import too_many_cells


class Filling:
    """A sheet being filled in reading order, where spans from above keep their places."""

    def __init__(self, sheet: Sheet, name: str, bounds: Limits) -> None:
        self.sheet, self.name, self.bounds = sheet, name, bounds
        self.taken: dict[int, set[int]] = {}
        self.area = 0

    def put(self, row: int, column: int, value: Value, down: int = 1, across: int = 1) -> None:
        """Writes a value (1-based) that covers `down` rows and `across` columns, within the limits."""
        self.area += down * across
        bottom, right = row + down - 1, column + across - 1
        box = max(bottom, len(self.sheet.rows)) * right
        if max(self.area, box) > self.bounds.cells or right > limits.COLUMNS:
            raise too_many_cells(self.name, self.sheet.name, box, self.bounds)
        if down * across > 1:
            self.sheet.merges.append(Merge(row, column, bottom, right))
            for line in range(row, bottom + 1):
                self.taken.setdefault(line, set()).update(range(column, right + 1))
        if value is None:
            return
        while len(self.sheet.rows) < row:
            self.sheet.rows.append([])
        cells = self.sheet.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def free(self, row: int, column: int) -> int:
        taken = self.taken.get(row, ())
        while column in taken:
            column += 1
        return column

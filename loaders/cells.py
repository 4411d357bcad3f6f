"""The cells of one table as its reader sees them: through merges and dittos, and as text without personal numbers."""

from loaders.canvas import Canvas
from loaders.grid import Address, Value
from loaders.layout import Block
from loaders.notebook import Notebook
from loaders.values import text, without_personal_numbers

_DITTO = frozenset({"同上", "〃", "″", "''", "同前", "ditto"})
"""What repeats the cell above."""
_SHORT = 12
"""No longer cell can be a ditto, white space around it included."""


def repeats_above(value: str) -> bool:
    return len(value) < _SHORT and value.strip() in _DITTO


class Cells:
    """The cells of one table, read again and again."""

    def __init__(self, canvas: Canvas, block: Block, notes: Notebook) -> None:
        self._canvas, self._block, self._notes = canvas, block, notes
        self._head = block.header_rows[-1]
        self._known: dict[Value | tuple[type, Value], tuple[str, bool]] = {}
        self._texts: dict[int, frozenset[str]] = {}
        self._repeated: dict[Address, Value] = {}
        """What the dittos met so far stand for: a list may repeat one cell a thousand times."""

    def peek(self, row: int, column: int) -> tuple[Value, Address]:
        """What the cell shows, and the cell that was typed; not counted as understood."""
        # `canvas.own` and `repeats_above` in place: every cell of a long list passes here several times
        line = self._canvas.rows[row - 1]
        value = line[column - 1] if 0 < column <= len(line) else None
        at = (row, column)
        if value is None and at in self._canvas.covered:
            at = self._canvas.origin(row, column)
            value = self._canvas.own(*at)
        if type(value) is str and len(value) < _SHORT and value.strip() in _DITTO and row - 1 > self._head:
            return self._above(row, column), at
        return value, at

    def _above(self, row: int, column: int) -> Value:
        """What a ditto repeats: the nearest cell above it that is none, or the first ditto of the table."""
        start = row
        value: Value = None
        while row > self._head and (row, column) not in self._repeated:
            value = self._canvas.shown(row, column)
            if not (isinstance(value, str) and repeats_above(value)):
                break
            row -= 1
        value = self._repeated.get((row, column), value)
        self._repeated |= {(below, column): value for below in range(row + 1, start + 1)}
        return value

    def texts(self, column: int) -> frozenset[str]:
        """Every text that a cell of the column shows in the table's body, as typed.

        What no text of a column says need not be looked for row by row.
        """
        known = self._texts.get(column)
        if known is None:
            lines = [self._canvas.rows[row - 1] for row in self._block.body]
            shown = {line[column - 1] for line in lines if column <= len(line)}
            merges = [merge for merge in self._canvas.merges if merge.left <= column <= merge.right]
            shown |= {self._canvas.own(merge.top, merge.left) for merge in merges}
            known = self._texts[column] = frozenset(value for value in shown if isinstance(value, str))
        return known

    def plainly(self, column: int) -> dict[int, str]:
        """Row -> what `words` makes of the column's cells that need no second look, "" of an empty one: no personal
        number, no ditto, under no merge.

        The whole column at once, and a text met before not looked at again: a long list says few things many times.
        """
        found: dict[int, str] = {}
        rows, words, covered = self._canvas.rows, self._known, self._canvas.covered
        for row in self._block.body:
            line = rows[row - 1]
            raw = line[column - 1] if column <= len(line) else None
            if type(raw) is str:
                known = words.get(raw)
                if known is None and not repeats_above(raw):
                    known = words[raw] = without_personal_numbers(text(raw))
                if known and not known[1]:
                    found[row] = known[0]
            elif raw is None and (row, column) not in covered:
                found[row] = ""
        return found

    def words(self, value: Value, at: Address) -> str:
        """A cell's text, personal numbers left out with a finding."""
        # 1, 1.0 and True are one key of a dictionary and three texts
        place = value if isinstance(value, str) else (type(value), value)
        known = self._known.get(place)
        if known is None:
            known = without_personal_numbers(text(value))
            if not (isinstance(value, str) and repeats_above(value)):
                self._known[place] = known
        if known[1]:
            self._notes.find("personal-number-left-out", at)
        return known[0]

"""Rows typed one cell too far to the right or left, told by figures and dates that fit the next column."""

import re
from collections.abc import Sequence

from loaders import headings
from loaders.canvas import numeric
from loaders.grid import Value
from loaders.lines import Line
from loaders.profiles import Profile
from loaders.reader import TableReader
from loaders.values import text

_CHECKED = ("date", "money", "area", "count")
_ANCHORS = ("name", "title", "organisation", "investor", "leader")


def shifted_rows(table: TableReader, lines: Sequence[Line]) -> set[int]:
    """The rows typed beside their columns, with `shifted-columns` on the first cell that is.

    What stands in them is not what their headings say, so that no record can be made of it. Only rows with unreadable
    cells are looked at.
    """
    found: set[int] = set()
    rows = {row for row, _ in table.notes.flagged} & {line.row for line in lines if line.kind == "data"}
    if not rows:
        return found
    kinds = {
        c: kind
        for name, columns in table.columns.fields.items()
        if (kind := headings.word(table.columns.ledger, name).kind) in _CHECKED
        for c in columns
    }
    anchor = min((table.columns.column(name) for name in _ANCHORS if table.has(name)), default=0)
    for row in sorted(rows):
        step = next((step for step in (1, -1) if anchor and _shifted(table, row, kinds, anchor, step)), 0)
        if step:
            first = next(c for c, _ in table.canvas.typed(row, table.block.left) if c >= anchor or step < 0)
            table.notes.find("shifted-columns", (row, first))
            found.add(row)
    return found


def _shifted(table: TableReader, row: int, kinds: dict[int, str], anchor: int, step: int) -> bool:
    own, beside = table.canvas.own(row, anchor), table.canvas.own(row, anchor + step)
    if not isinstance(beside, str) or numeric(beside) or (step > 0 and own is not None and not numeric(own)):
        return False
    typed = [(c, kind) for c, kind in kinds.items() if table.canvas.own(row, c) is not None]
    wrong = [c for c, kind in typed if _foreign(table.canvas.own(row, c), kind)]
    moved = [(table.canvas.own(row, c + step), kind) for c, kind in typed]
    return bool(wrong) and all(value is None or Profile([value]).fits(kind) for value, kind in moved)


def _foreign(value: Value, kind: str) -> bool:
    """Words among figures or dates, a date among figures, or a telephone number; 2月30日 is only a mistake."""
    if re.fullmatch(r"1\d{10}", text(value)):
        return True
    wordy = isinstance(value, str) and sum(c.isdigit() for c in value) * 3 < len(value)
    dated = kind != "date" and Profile([value]).fits("date")
    return (wordy or dated) and not Profile([value]).fits(kind)

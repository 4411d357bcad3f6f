"""The value of a field that a table keeps as a column for each value, ticked where it holds."""

from collections.abc import Callable, Sequence

from loaders.entry import Entry
from loaders.enumerations import is_tick


def enumerated(entry: Entry, name: str, meaning: Callable[[str], str]) -> str:
    """The field's value from its cell, or from the one column that is ticked; "" when several are."""
    if name not in entry.table.columns.ticks:
        return meaning(entry.text(name))
    found = _ticked(entry, name)
    return found[0] if len(set(found)) == 1 else ""


def furthest(entry: Entry, name: str, order: Sequence[str]) -> str:
    """The ticked value that comes last in `order`, "" when none is ticked: who signed and started has started."""
    return max(_ticked(entry, name), key=order.index, default="")


def _ticked(entry: Entry, name: str) -> list[str]:
    columns = entry.table.columns.ticks.get(name)
    if not columns:
        return []
    shown = ((entry.table.peek(row, column)[0], value) for row in entry.rows for column, value in columns.items())
    return [value for cell, value in shown if cell is not None and is_tick(cell)]

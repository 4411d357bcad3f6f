"""Days that head columns of figures: 2024年3月8日 | 2024年3月15日 over numbers, typed as words or as dates."""

from datetime import datetime

from loaders.canvas import Canvas, numeric
from loaders.forms import names_day
from loaders.grid import Value
from loaders.values import text

_ENOUGH = 2


def days_over_figures(canvas: Canvas, row: int, cells: list[tuple[int, Value]]) -> frozenset[int]:
    """The columns that days head in this row, none where anything but figures and blanks stands below one of them.

    A record's days stand over those of the next record, or over the words of its row.
    """
    days = [c for c, v in cells if names_day(v)]
    below = [canvas.own(row + 1, c) for c in days]
    typed = [v for v in below if v is not None]
    figures = bool(typed) and all(numeric(v) and not isinstance(v, datetime) for v in typed)
    alike = len({text(v) for c, v in cells if c in days}) < len(days)
    return frozenset(days) if figures and len(days) >= _ENOUGH and not alike else frozenset()

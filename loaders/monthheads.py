"""Months across a row that the program took for dates: 2024年1月 typed into a cell is stored as a day.

Such headings are written out as the sheet shows them, before anything looks for headings.
"""

import re
from collections import defaultdict
from datetime import datetime
from itertools import pairwise

from loaders.grid import Sheet, Value
from loaders.numberformats import is_date

_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_COUNTED = re.compile(r'[0#]+(?:"月份?"|[\\!]?月份?)')
_ENOUGH = 3
"""Months one after the other that no record holds: its signing and its start may well be two."""


def write_out_months(sheet: Sheet) -> None:
    """Replaces the months that head columns by their words, in place."""
    rows: dict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
    for (row, column), pattern in sheet.formats.items():
        value = sheet.rows[row - 1][column - 1] if row <= len(sheet.rows) else None
        if month := _month(value, pattern):
            rows[row][column] = month
    for row, months in rows.items():
        longest = _run([months[column][0] for column in sorted(months)])
        if longest >= _ENOUGH or (longest > 1 and _over_figures(sheet, row, sorted(months))):
            for column, (_, words) in months.items():
                sheet.rows[row - 1][column - 1] = words


def _run(months: list[int]) -> int:
    """How many months run one after the other, also several times from the first one; 0 where anything else stands
    between them."""
    longest = length = 1
    for earlier, later in pairwise(months):
        if later not in (earlier + 1, months[0]):
            return 0
        length = length + 1 if later == earlier + 1 else 1
        longest = max(longest, length)
    return longest


def _month(value: Value, pattern: str) -> tuple[int, str] | None:
    """The month as a running number, and how it is shown; None for what shows a day, or no month."""
    if isinstance(value, datetime):
        letters = _LETTERS.sub("", pattern.split(";")[0].lower())
        if not is_date(pattern) or "m" not in letters or re.search(r"[dhs]", letters):
            return None
        year = f"{value.year}年" if re.search(r"[ye]", letters) else ""
        return value.year * 12 + value.month, f"{year}{value.month}月"
    if isinstance(value, int | float) and value in range(1, 13) and _COUNTED.fullmatch(pattern.split(";")[0]):
        return int(value), f"{value:g}月"
    return None


def _over_figures(sheet: Sheet, row: int, columns: list[int]) -> bool:
    """Whether figures, and no further dates, stand below."""
    line = sheet.rows[row] if row < len(sheet.rows) else []
    below = [line[column - 1] if column <= len(line) else None for column in columns]
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in below)

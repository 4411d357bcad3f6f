"""A date kept in columns of its parts: 外出日期 > 月 | 日, or 年 | 月 | 日."""

from collections.abc import Sequence

from loaders import headings
from loaders.grid import Value
from loaders.headings import Heading
from loaders.values import text

_PARTS = {"年": "year", "年份": "year", "月": "month", "月份": "month", "日": "day", "号": "day"}


def split_dates(heads: Sequence[Heading], ledger: str) -> dict[int, tuple[str, tuple[int, int, int]]]:
    """Column of the month -> (field, columns of year, month and day); year is 0 where the sheet gives it."""
    found: dict[int, tuple[str, tuple[int, int, int]]] = {}
    for i, head in enumerate(heads[:-1]):
        if _part(head) != "month" or _part(heads[i + 1]) != "day" or head.bases[:-1] != heads[i + 1].bases[:-1]:
            continue
        before = heads[i - 1] if i else None
        year = before.column if before and _part(before) == "year" and before.bases[:-1] == head.bases[:-1] else 0
        match = headings.match(head.bases[-2:-1] or ("时间",), ledger)
        if match and headings.word(ledger, match[0]).kind == "date":
            found[head.column] = (match[0], (year, head.column, heads[i + 1].column))
    return found


def joined(year: Value, month: Value, day: Value) -> str:
    """The parts as one text: 3, 15 -> 3月15日; a part that says more keeps its words."""
    y, m, d = (text(part).rstrip("年月日号") for part in (year, month, day))
    if not m or not d:
        return text(month) or text(day)
    return (f"{y}年" if y else "") + f"{m}月{d}日"


def _part(head: Heading) -> str:
    return _PARTS.get(head.bases[-1], "") if head.bases else ""

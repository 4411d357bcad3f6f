"""A date kept in columns of its parts: 外出日期 > 月 | 日, or 年 | 月 | 日."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders import headings
from loaders.grid import Value
from loaders.headings import Heading
from loaders.profiles import Profile
from loaders.values import text

_PARTS = {"年": "year", "年份": "year", "月": "month", "月份": "month", "日": "day", "号": "day"}
_SHARE = 0.8
_DAYS = re.compile(r"\d{1,2}(\.0)?[日号]?([-—~～至到、]\d{1,2}[日号]?)?")


def split_dates(
    heads: Sequence[Heading], ledger: str, shapes: Mapping[int, Profile]
) -> dict[int, tuple[str, tuple[int, int, int]]]:
    """Column of the day -> (field, columns of year, month and day); year is 0 where the sheet gives it."""
    found: dict[int, tuple[str, tuple[int, int, int]]] = {}
    for i, (head, following) in enumerate(pairwise(heads)):
        if _part(head) != "month" or head.bases[:-1] != following.bases[:-1]:
            continue
        dated = following.bases[-1:]
        if _part(following) == "day":
            dated = head.bases[-2:-1] or ("时间",)
        elif not _holds_days(shapes[following.column]):
            continue
        before = heads[i - 1] if i else None
        year = before.column if before and _part(before) == "year" and before.bases[:-1] == head.bases[:-1] else 0
        match = headings.match(dated, ledger)
        if match and headings.word(ledger, match[0]).kind == "date":
            found[following.column] = (match[0], (year, head.column, following.column))
    return found


def _holds_days(shape: Profile) -> bool:
    """Whether a column headed 日期 beside 月份 holds days alone: 19日, 10日-13日."""
    return bool(shape.filled) and shape.share(lambda v: bool(_DAYS.fullmatch(text(v)))) >= _SHARE


def joined(year: Value, month: Value, day: Value) -> str:
    """The parts as one text: 3, 15 -> 3月15日; a part that says more keeps its words."""
    y, m, d = (text(part).rstrip("年月日号") for part in (year, month, day))
    if not m or not d:
        return text(month) or text(day)
    return (f"{y}年" if y else "") + f"{m}月{d}日"


def _part(head: Heading) -> str:
    return _PARTS.get(head.bases[-1], "") if head.bases else ""

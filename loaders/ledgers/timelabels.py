"""What a row's label says of the part of the year that its figures are of: 本周, 3月, 一季度, 3月23日-29日, 上周."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loaders.canvas import numeric
from loaders.dates import day
from loaders.grid import Value
from loaders.headings import Heading, speaks_of_before
from loaders.ledgers.covering import WEEK_DAYS
from loaders.ledgers.slots import MONTH, bracketed, role_of
from loaders.roles import quarter_in
from loaders.spelling import normal
from loaders.values import text

_HEADS = re.compile(
    r"(统计|报告|填报|报送|考核|数据|所属|所在)?(周期|时段|时间段|时间范围|时期|期间|期别|期次|月份|月度|季度|周次|周别|周数|年份)"
)
_SUFFIX = {"月份": "月", "月度": "月", "季度": "季度", "周次": "周", "周别": "周", "周数": "周", "年份": "年"}
"""What a bare number under a heading stands for: 季度 > 1 is 1季度."""
_QUARTER = re.compile(r"(20\d\d年?)?(前?第?[一二三四1-4]个?季度|q[1-4]|[上下]半年|半年度?)(数|值)?", re.IGNORECASE)
_MONTHS = re.compile(r"(?:20\d\d年)?1月?[-—–~～至到](1[0-2]|[1-9])月份?")
_OF_MONTH = re.compile(r"(?:(20\d\d)年)?(1[0-2]|0?[1-9])月份?")
_NUMBERED_WEEK = re.compile(r"第?[\d一二三四五六七八九十]{1,3}周")
_YEAR = re.compile(r"(20\d\d)年?度?")
_SOME_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Label:
    """The part of the year that a label names; empty where it names none."""

    role: str = ""
    month: int = 0
    quarter: int = 0
    until: int = 0
    """Last month of a sum from January on: 1-3月."""
    year: int = 0
    on: tuple[int, int, int] | None = None
    """Last day of a span that is a week or runs from 1 January."""
    before: bool = False
    """Whether it is of another period or the difference to it."""

    def beside(self, other: "Label") -> "Label":
        """Both as one; where both name the same, the other one's holds."""
        named = {name: getattr(other, name) or getattr(self, name) for name in self.__slots__}
        return Label(**named)


@lru_cache(maxsize=4096)
def label(words: str) -> Label:
    """What a label says; a span of days is the week's, the month's or the year's so far, else it says nothing."""
    form = normal(words)
    if speaks_of_before(form) or any(map(speaks_of_before, bracketed(words))):
        return Label(before=True)
    if role := role_of((form,)):
        return Label(role)
    if found := _OF_MONTH.fullmatch(text(words)):
        return Label(month=int(found.group(2)), year=int(found.group(1) or 0))
    if found := _MONTHS.fullmatch(text(words)):
        return Label("cumulative", until=int(found.group(1)))
    if _QUARTER.fullmatch(form):
        return Label(quarter=quarter_in(form)) if quarter_in(form) else Label()
    if found := _YEAR.fullmatch(form):
        return Label(year=int(found.group(1)))
    return _span(words)


def _span(words: str) -> Label:
    read = day(words, year=_SOME_YEAR)
    if read.problem or read.precision != "day" or not (read.start and read.end):
        return Label()
    on = (0 if read.inferred else read.end.year, read.end.month, read.end.day)
    if (read.end - read.start).days < WEEK_DAYS:
        return Label("week", on=on)
    if (read.start.month, read.start.day) == (1, 1):
        return Label("cumulative", on=on)
    of_month = read.start.day == 1 and (read.start.year, read.start.month) == (read.end.year, read.end.month)
    return Label(month=read.end.month) if of_month else Label()


def labels_rows(head: Heading, values: Sequence[Value]) -> bool:
    """Whether a column names the part of the year of each row: by its heading, or because most of its cells do."""
    headed = bool(head.bases) and bool(_HEADS.fullmatch(head.bases[-1]))
    shown = [label_text(head, value) for value in values]
    if not shown:
        return False
    if head.bases and head.bases[-1] == "年份":
        return len(set(shown)) > 1
    if headed:
        return not any(isinstance(value, date) for value in values)
    return sum(map(_names_part, filter(lambda words: not numeric(words), shown))) * 2 >= len(shown)


def _names_part(words: str) -> bool:
    """A day or a span of days alone may as well date an event."""
    said = label(words)
    part = bool(said.role or said.month or said.quarter or said.before)
    return (part and said.on is None) or bool(MONTH.fullmatch(words) or _NUMBERED_WEEK.fullmatch(normal(words)))


def label_text(head: Heading, value: Value) -> str:
    """The words of a label; a bare number under 月份 or 季度 with what it numbers."""
    words = text(value)
    suffix = _SUFFIX.get(head.bases[-1] if head.bases else "", "")
    return f"{words}{suffix}" if suffix and words.isdigit() else words

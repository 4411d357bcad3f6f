"""What a heading says about the figures under it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dashboard.contract import District
from dashboard.names import plain, unit_named
from loaders import headings
from loaders.headings import Heading
from loaders.ledgers.otherwise import counts_otherwise
from loaders.ledgers.titled import says_reached
from loaders.phrases import TOTAL
from loaders.roles import quarter_in, role_inside, without_month, without_role
from loaders.spelling import BRACKETS, normal
from loaders.subjects import counted

_QUARTER = 3
VALUE_ROLES = ("target", "cumulative", "week", "month")
MONTH = re.compile(r"(?<![-—~至到\d])(1[0-2]|[1-9])月(份)?(?![-—~至到])")
_TO_REACH = re.compile(r"(任务|考核|下达|年度|全年)?指标(数|值|任务)?")
_UNTIL = re.compile(r"(?<!\d)1\s*月?\s*[-—–~～至到]\s*(1[0-2]|[1-9])\s*月")
_MONTH_END = re.compile(r"(?<![-—–~～\d])(1[0-2]|0?[1-9])月份?[底末]")
_DONE_BY = re.compile(r"[底末](?:实际|实绩|已|完成|达到|止|数)")
"""3月底实际, 3月末数: what was reached by then."""
_DONE_IN = re.compile(r"月份?(?!.*(?:累计|以来|至今|截[至止])).*(?:完成|实际|实绩)")
"""3月完成: what was done in that month."""
_DAY = re.compile(
    r"(?:(?P<y1>20\d\d)年)?(?<!\d)(?P<m1>\d{1,2})月(?P<d1>\d{1,2})(?!\d)|(?P<y2>20\d\d)([./-])(?P<m2>\d{1,2})\5(?P<d2>\d{1,2})(?!\d)"
)
_DOTTED_SPAN = re.compile(
    r"(?<![\d.])(\d{1,2})\.(\d{1,2})\s*[-—–~～至到]+\s*(?:(\d{1,2})\.)?(\d{1,2})(?![\d.%亿万千元亩倍])"
)
"""第13周（3.23-3.29）, 3.16-22."""
_LAST_OF_SPAN = re.compile(r"月\d{1,2}[日号]?\s*[-—–~～至到]+\s*(\d{1,2})[日号]")
_WEEK_OF_MONTH = re.compile(r"月份?\s*(?:第?[一二三四五六1-6]|[首末上中下])个?周")
"""3月第一周."""
_TELLS_PART = re.compile(r"[本当]?周|累计|截[至止]|以来|至今|率|进度|占比|total|cumulative|week")
"""Words that say which part of the year a column counts that names a day."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of figures and what its heading says about them; "" or 0 where it says nothing."""

    column: int
    indicator: str = ""
    role: str = ""
    unit: str = ""
    month: int = 0
    quarter: int = 0
    year: int = 0
    total: bool = False
    """A column that adds the units beside it."""
    until: int = 0
    """Last month of a column that counts from January on: 1-3月, 3月底, 3月累计. Without a role it may be planned."""

    on: tuple[int, int, int] | None = None
    """Year (0 where it says none), month and day up to which a column counts: 3月8日, 截至3月8日."""
    since: tuple[int, int, int] | None = None
    """The first day of a column that names its span: 3月2日-3月8日."""

    @property
    def parts_year(self) -> bool:
        """Whether it is of a quarter, of a month, or of the year up to one's end without saying it was reached."""
        return bool(self.quarter or self.month or (self.until and self.role in ("", "target")))


def planned(head: Heading) -> Slot | None:
    """指标 heads a column of figures to be reached where its neighbour tells what has been."""
    return Slot(head.column) if head.bases and _TO_REACH.fullmatch(head.bases[-1]) else None


def bracketed(words: str) -> tuple[str, ...]:
    """The comparing forms of what stands in brackets: 走出去（本周）."""
    return tuple(normal(found.group(0)[1:-1]) for found in BRACKETS.finditer(plain(words)))


def sharper(role: str, in_brackets: str) -> str:
    """Of the role that words say and the one in their brackets the one that says more: 完成数（本周） is the week's."""
    return in_brackets if in_brackets and role in ("", "cumulative") else role


def role_of(forms: tuple[str, ...]) -> str:
    """target, cumulative, week, month or rate; "" when a text names no role."""
    match = headings.match(forms, "roles")
    return match[0] if match and match[0] in (*VALUE_ROLES, "rate") else ""


def _indicator(levels: Sequence[str], measure: str) -> str:
    """What the parts of a heading count together, the lowest before those above it."""
    # 项目 > 签约 is 签约项目
    turned = [child + parent for parent, child in pairwise(levels)]
    forms = ("".join(levels), *reversed(turned), *reversed(levels))
    found = next((i for form in forms if (i := counted(form, measure))), "")
    return found or next((i for form in levels if (i := counted(without_role(form), measure))), "")


def says_otherwise(head: Heading) -> bool:
    """Whether a heading counts something else than the indicator it names, of which nothing is kept."""
    levels = tuple(map(without_month, head.bases))
    named = [counted(form, "") for form in levels]
    return counts_otherwise(_indicator(levels, head.unit), levels, named, head.unit)


@lru_cache(maxsize=4096)
def slot_of(head: Heading, district: District) -> Slot | None:
    """What a heading says about the figures under it; None when it says nothing a figure needs."""
    if head.compares:
        return None
    levels = tuple(map(without_month, head.bases))
    if len(levels) > 1 and headings.match(levels[-1:], "ignore"):
        # 新开工项目 > 排名 counts nothing
        return None
    raw = plain(head.unbroken.replace(" > ", " "))
    if _WEEK_OF_MONTH.search(raw) and not _days(raw)[1]:
        # nobody knows from which day to which, and it is not the month
        return None
    indicator = _indicator(levels, head.unit)
    if counts_otherwise(indicator, levels, [counted(form, "") for form in levels], head.unit):
        return None
    role = _role(head, levels)
    unit = next((u for text_ in head.path if (u := unit_named(text_, district))), "")
    since, on = _days(raw) if role != "target" else (None, None)
    month, until = (0, 0) if on else _months(raw)
    role = _of_day(raw, role) if on else _of_month(raw, role, month, until)
    quarter = quarter_in(raw)
    if quarter == 1 and role == "cumulative" and says_reached(raw, besides="累计"):
        # 一季度完成 is what was done since January, as 1-3月完成
        quarter, until = 0, _QUARTER
    year = re.search(r"20\d\d(?=年)", raw)
    total = bool(TOTAL.fullmatch(levels[-1])) if levels else False
    matched = headings.match(head.forms, "roles")
    figure = quarter or (matched is not None and matched[0] in ("figure", "part"))
    if not (indicator or role or unit or month or until or on or total or figure):
        return None
    return Slot(
        head.column,
        indicator,
        role,
        unit,
        month,
        quarter,
        int(year.group(0)) if year else 0,
        total and not unit,
        until or (month if role == "cumulative" else 0),
        on,
        since,
    )


def _role(head: Heading, levels: Sequence[str]) -> str:
    """The part of the year that the parts of a heading name, the lowest first, or what stands in their brackets."""
    role = next((r for form in (*reversed(levels), "".join(levels)) if (r := role_of((form,)))), "")
    role = role or next((r for form in reversed(levels) if (r := role_inside(form))), "")
    return sharper(role, next((r for words in head.path for form in bracketed(words) if (r := role_of((form,)))), ""))


def _named_day(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(found[f"{part}1"] or found[f"{part}2"] or 0) for part in "ymd")
    return year, month, day


def _dotted(raw: str) -> list[tuple[int, int, int]]:
    """The first and last day of a span that is written with points alone."""
    if not (found := _DOTTED_SPAN.search(raw)):
        return []
    first, day, last, end = found.groups()
    return [(0, int(first), int(day)), (0, int(last or first), int(end))]


def _days(raw: str) -> tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]:
    """(first, last) day that a heading names, as year or 0, month and day; the first one of a span alone."""
    named = [_named_day(found) for found in _DAY.finditer(raw)] or _dotted(raw)
    if len(named) == 1 and (end := _LAST_OF_SPAN.search(raw)):
        named.append((*named[0][:2], int(end.group(1))))
    valid = [day for day in named if 1 <= day[1] <= 12 and 1 <= day[2] <= 31]
    if not valid or len(valid) != len(named) or len(valid) > 2:
        return None, None
    return (valid[0] if len(valid) > 1 else None), valid[-1]


def _months(raw: str) -> tuple[int, int]:
    """The month a heading names and the one it counts to from January on; 0 for none."""
    if found := _UNTIL.search(raw) or _MONTH_END.search(raw):
        return 0, int(found.group(1))
    month = MONTH.search(raw)
    return int(month.group(1)) if month else 0, 0


def _of_day(raw: str, role: str) -> str:
    """The role of a column that names a day: 3月8日完成 may be of the day, of its week or of the year so far."""
    return role if role != "month" and _TELLS_PART.search(raw) else ""


def _of_month(raw: str, role: str, month: int, until: int) -> str:
    """The role of a column beside the month it names: 3月底实际 is reached by then, 3月完成 done in it."""
    if until and not role and _DONE_BY.search(raw):
        return "cumulative"
    return "month" if month and role in ("", "cumulative") and _DONE_IN.search(raw) else role

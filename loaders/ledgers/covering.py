"""What part of the year a table of figures speaks of where its headings leave it open: the title and the lines under
it, the sheet's name, without a title the file's.

A span of at most seven days is a week, one within a calendar month that begins on its first day is that month, one from
1 January on is cumulative; any other span is none of what is counted, and its figures stay out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.ledgers.slots import Slot
from loaders.ledgers.titled import says_reached
from loaders.metadata import Terms
from loaders.stated import Said

_PLANNED = re.compile(r"目标|任务|计划|责任[书状]|考核指标|指标(分解|下达)|分解(表|方案|落实)")
"""A title that sets figures to be reached: 招商任务一览表, 年度指标分解表."""
_DONE = re.compile(r"完成|累计|进展|进度|推进(?!.{0,4}计划)|实绩|截[至止]|通报|(?<![起始])执行|落实情况|成效|排名")
"""Words of a title that tell what has been reached of it."""
_ALLOTTED = re.compile(r"分解|下达|责任[书状]")
"""Words of a title that no table of what has been reached bears, whatever day it also names."""
_SO_FAR = re.compile(r"累计|截[至止]|(年初|今年|本年|开年)以来|至今|(?<!\d)1月?[-—–~～至到](1[0-2]|[2-9])月(?!\d)")
_TASK = re.compile(r"目标|任务|计划|指标")
_NEXT = re.compile(r"下一?个?[周月]|下一?步|下(?:一?个)?阶段|下(?:一?个)?季度|明年")
_BEFORE = re.compile(r"上周|上月|上季度|去年|上年")
_WEEK = re.compile(
    r"[本当一]周(?!年)|第?\d{1,2}周(?!年|岁)|第[一二三四五六七八九十]+周|(?<![每逐按])周(统计|汇总|情况|进展|动态|招商|工作)"
)
_MONTH = re.compile(
    r"[本当]月|(?<![-—–~～至到\d./])(?:20\d\d年)?(?P<month>1[0-2]|0?[1-9])月份?"
    r"(?=(?!上旬|中旬|下旬|底|末|初|前|以|至|到|日)[\u4e00-\u9fff“])"
)
"""A month that what follows is of: 各镇3月招商活动, 3月份接待客商批次, but neither 1-3月 nor 3月29日."""
_MONTH_IN_BRACKETS = re.compile(r"[(（](?:20\d\d年)?(?P<month>1[0-2]|0?[1-9])月份?[)）]")
_SHEET_OF_MONTH = re.compile(r"(?:20\d\d年)?(?P<month>1[0-2]|0?[1-9])月份?")
_BY_MONTHS = re.compile(r"[分按逐]月|月度(目标|任务|计划)")
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Covering:
    """week, month, cumulative or target; "" where the sheet states a part of the year that is none of them."""

    role: str
    end: date | None = None
    """Last day of a stated span."""
    month: int = 0


def covering(terms: Terms, *, done: bool, parted: bool) -> Covering:
    """`done`: some headings say 累计 or 完成 themselves; `parted`: some name quarters or months."""
    title = terms.title or terms.file
    told = f"{title}\n{terms.sheet}"
    words = [found[0] for found in _DONE.finditer(title.replace("累计", "") if parted else title)]
    dated = bool(words) and all(word.startswith("截") for word in words)
    reached = bool(words) and not (dated and _PLANNED.search(title))
    if _PLANNED.search(title) and not reached and not done:
        # 目标任务分解表（截至3月29日） tells when the table was drawn up; 任务表（截至3月29日） may be either
        doubtful = dated and not _ALLOTTED.search(title)
        return Covering("" if doubtful or _WEEK.search(told) or _NEXT.search(told) else "target")
    if _SO_FAR.search(title):
        return Covering("cumulative")
    if _BEFORE.search(title):
        return Covering("")
    if terms.said and terms.said.start:
        return _of_span(terms.said, terms.said.start)
    if _WEEK.search(told):
        return Covering("week")
    # 3月任务完成情况 tells how far the year's task has come by March
    month = None if reached and _TASK.search(title) else _MONTH.search(title) or _MONTH_IN_BRACKETS.search(title)
    if month := month or _SHEET_OF_MONTH.fullmatch(terms.sheet):
        return Covering("month", month=int(month["month"] or 0))
    return Covering("cumulative")


def says_progress(title: str) -> bool:
    """Whether a title tells how far something has come: 3月招商工作完成情况."""
    return bool(_DONE.search(title))


def says_so_far(terms: Terms) -> bool:
    """Whether title or lines under it say that everything since January is told: 1-3月, 截至3月29日."""
    return bool(_SO_FAR.search(terms.title or terms.file))


def counts_on(slot: Slot, heading: str, slots: Sequence[Slot], terms: Terms) -> bool:
    """Whether 累计 only says that a part of a plan counts on: 一季度累计 | 二季度累计, 1-2月累计 | 1-3月累计.

    Months may as well tell what was done, unless they reach beyond the period or the title divides the year by months.
    """
    if says_reached(heading, besides="累计"):
        return False
    alike = [other for other in slots if other.indicator == slot.indicator]
    if slot.quarter:
        return len({other.quarter for other in alike} - {0}) > 1
    months = {other.until or other.month for other in alike} - {0}
    ahead = terms.period is not None and max(months, default=0) > terms.period.month
    return bool(slot.until or slot.month) and len(months) > 1 and (ahead or bool(_BY_MONTHS.search(terms.title)))


def _of_span(said: Said, start: date) -> Covering:
    if (said.end - start).days < WEEK_DAYS:
        return Covering("week", said.end)
    if start.day == 1 and (start.year, start.month) == (said.end.year, said.end.month):
        return Covering("month", said.end, said.end.month)
    return Covering("cumulative" if (start.month, start.day) == (1, 1) else "", said.end)

"""What the words above a table of figures say of them: to be reached or reached, and in which part of the year."""

import re
from datetime import date

from loaders.roles import quarter_in

_ONE_MONTH = r"本月|^(?!.*(截至|截止)).*(?<![-—~至到\d])(1[0-2]|[1-9])月份"
"""A title that speaks of one month: 3月份接待客商批次, but not 1-3月份 and not 截至3月份."""
_PLANNED = re.compile(r"目标|任务|计划|责任[书状]|考核指标|指标(分解|下达)|分解(表|方案|落实)")
"""A title that sets figures to be reached: 招商任务一览表, 年度指标分解表."""
_DONE = re.compile(r"完成|累计|进展|进度|推进|实绩|截[至止]|通报|执行|落实情况|成效|排名")
"""Words of a title that tell what has been reached of it."""
_REACHED = re.compile(r"完成|累计|已|实际|实现|实绩|以来|至今|目前|截[至止]|年初|开年|done|cumulative|total")
"""Words of a heading that tell what has been reached; 总数 and 盘活 alone may as well be planned."""


def titled_role(title: str) -> str:
    """The role of figures whose headings name none: cumulative, week, target or month."""
    if re.search(r"完成|累计", title):
        return "cumulative"
    if "本周" in title:
        return "week"
    if _PLANNED.search(title) and not _DONE.search(title):
        return "target"
    return "month" if re.search(_ONE_MONTH, title) else "cumulative"


def says_reached(heading: str) -> bool:
    """Whether a heading tells of what has been reached: 累计, 已签约, but not 签约 > 总数."""
    return bool(_REACHED.search(heading.casefold()))


def titled_part(title: str, period: date | None) -> str:
    """The part of the year a title gives its targets for: 3月目标 -> 03, 一季度目标 -> Q1, else year."""
    if period and (now := re.search(r"[本当](月|季)度?", title)):
        return f"{period.month:02d}" if now.group(1) == "月" else f"Q{(period.month + 2) // 3}"
    month = re.search(r"(?<!\d)(1[0-2]|[1-9])月(份)?(盘活|招商|工作)?(目标|任务|计划)", title)
    if month:
        return f"{int(month.group(1)):02d}"
    quarter = re.search(r"第?[一二三四1-4]季度(?=.{0,6}(目标|任务|计划))", title)
    return f"Q{quarter_in(quarter.group(0))}" if quarter else "year"

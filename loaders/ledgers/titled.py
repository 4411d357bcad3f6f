"""What the words beside figures say of them: whether reached, and for which part of the year they are planned."""

import re
from datetime import date

from loaders.roles import quarter_in

_REACHED = re.compile(r"完成|累计|已|实际|实现|实绩|以来|至今|目前|截[至止]|年初|开年|done|cumulative|total")
"""Words of a heading that tell what has been reached; 总数 and 盘活 alone may as well be planned."""


def says_reached(heading: str, *, besides: str = "") -> bool:
    """Whether a heading tells of what has been reached, `besides` one word: 累计, 已签约, but not 签约 > 总数."""
    return any(found[0] != besides for found in _REACHED.finditer(heading.casefold()))


def titled_part(title: str, period: date | None) -> str:
    """The part of the year a title gives its targets for: 3月目标 -> 03, 一季度目标 -> Q1, else year."""
    if period and (now := re.search(r"[本当](月|季)度?", title)):
        return f"{period.month:02d}" if now.group(1) == "月" else f"Q{(period.month + 2) // 3}"
    month = re.search(r"(?<!\d)(1[0-2]|[1-9])月(份)?(盘活|招商|工作)?(目标|任务|计划)", title)
    if month:
        return f"{int(month.group(1)):02d}"
    quarter = re.search(r"第?[一二三四1-4]季度(?=.{0,6}(目标|任务|计划))", title)
    return f"Q{quarter_in(quarter.group(0))}" if quarter else "year"

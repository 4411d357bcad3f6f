"""Headings whose words stand in two cells below each other without a merge: 签约 over 时间."""

import re
from datetime import datetime

from loaders.canvas import Canvas
from loaders.grid import Value
from loaders.headings import is_measure, known
from loaders.spelling import normal

_ENDING = re.compile(
    r"(时间|日期|年月|情况|进展|进度|状态|阶段|名称|全称|单位|企业|主体|公司|面积|金额|额|数量?|方式|类型|类别|性质|内容|规模"
    r"|地址|地点|位置|原因|问题|计划|打算|领导|人员?|姓名|职务|事由|成果|成效|结果|次数|批次)"
)
"""What such a heading ends in."""


def completes(canvas: Canvas, row: int, above: int) -> bool:
    """Whether a row ends the words that the row above it begins."""
    pairs = [(typed_text(v), canvas.own(above, c)) for c, v in canvas.typed(row)]
    ends = [(normal(end), begin) for end, begin in pairs if not is_measure(end)]
    if len(ends) < 2 or not all(isinstance(begin, str) and len(begin) <= 8 for _, begin in pairs):
        return False
    return all(len(end) <= 4 and _ENDING.fullmatch(end) and known(f"{begin}{end}") for end, begin in ends)


def typed_text(value: Value) -> str:
    """A heading cell as text: a day without its hour, numbers without a needless .0."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d")
    return f"{value:g}" if isinstance(value, float) else str(value).strip()

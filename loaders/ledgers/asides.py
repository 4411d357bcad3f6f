"""Columns of a table of figures that hold none, and of which nobody need be asked what they are."""

import re
from collections.abc import Sequence

from loaders import headings
from loaders.categories import asset_kind
from loaders.grid import Value
from loaders.headings import Heading
from loaders.subjects import indicator_named
from loaders.values import text

_GROUPING = re.compile(r"[^0-9]{0,6}(类别|类型|分类|种类|分组|组别|性质|属性|级别|层级|梯队|片区|板块|条线)")
_FIGURE = re.compile(r"\d")
_LONGEST = 10
"""No longer word names a group; a sentence may tell something, and so does the name of what is counted."""


def beside_figures(head: Heading) -> bool:
    """Whether its heading sets a column aside: 序号, 备注, an empty 单位."""
    role = headings.match(head.forms, "roles")
    return bool(headings.match(head.forms, "ignore")) or (role is not None and role[0] == "unit")


def groups_rows(head: Heading, shown: Sequence[Value]) -> bool:
    """Whether a column of words only says which group each row belongs to: 类别 with 园区, 街道, 镇."""
    if not head.bases or not _GROUPING.fullmatch(head.bases[-1]):
        return False
    words = [text(value) for value in shown]
    telling = any(
        _FIGURE.search(word) or len(word) > _LONGEST or indicator_named(word) or asset_kind(word) for word in words
    )
    return not telling

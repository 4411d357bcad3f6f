"""Columns of a table of figures that hold none, and of which nobody need be asked what they are."""

import re
from collections.abc import Sequence

from loaders import headings
from loaders.categories import asset_kind
from loaders.grid import Value
from loaders.headings import Heading
from loaders.ledgers.slots import says_otherwise
from loaders.subjects import indicator_named
from loaders.values import text

_GROUPING = re.compile(r"[^0-9]{0,6}(类别|类型|分类|种类|分组|组别|性质|属性|级别|层级|梯队|片区|板块|条线)")
_FIGURE = re.compile(r"\d")
_LONGEST = 10
"""No longer word names a group; a sentence may tell something, and so does the name of what is counted."""


_ANSWERING = re.compile(r"(责任|分管|牵头|包保|挂钩)(人|领导|科室|部门)")
_DEADLINE = re.compile(r"(完成|办结)(时限|期限)|时间节点|时限要求|(?:完成)?时限")
_YEAR_END = re.compile(r"(?:20\d\d年)?(?:12月(?:31日)?(?:底|末)?前?|[年全]?年(?:底|内|末|度)前?|全年)")
"""The year's end, which every target has anyway."""


def beside_figures(head: Heading, shown: Sequence[Value]) -> bool:
    """Whether its heading sets a column aside: 序号, 责任人, an empty 单位; or 完成时限 over nothing but 12月底."""
    role = headings.match(head.forms, "roles")
    own = head.bases[-1] if head.bases else ""
    if _ANSWERING.fullmatch(own) or says_otherwise(head):
        return True
    if _DEADLINE.fullmatch(own):
        return all(_YEAR_END.fullmatch(text(value)) for value in shown)
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

"""Columns that count something else than the indicator that stands above them, and of which nothing is kept.

签约项目 > 个数 | 投资额 are two indicators; 在谈项目 > 投资额, 低效用地 > 宗数 and 请进来 > 人次 are none.
"""

import re
from collections.abc import Sequence

from loaders.ledgers.measured import quantity

_PIECES = re.compile(r"(?:盘活|闲置|累计)*(?:宗|处|栋|幢|块|地块|项目|厂房|楼宇|个)(?:数量?|个数)|[宗处栋幢块]")
"""How many parcels or buildings, under what is measured in areas."""
_VISITS = frozenset({"outbound_trips", "leader_trips", "inbound_groups", "leader_receptions"})
_PERSONS_OR_FIRMS = frozenset({"人次", "人", "名", "位", "家", "户", "条"})
_PEOPLE = re.compile(r".{0,8}(?:人数|人次)")


def counts_otherwise(indicator: str, levels: Sequence[str], named: Sequence[str], unit: str) -> bool:
    """Whether a column with this indicator counts something else: by the lowest part of its heading, the indicators
    that its parts name (`named`, from top to bottom) and the unit of measure in it."""
    leaf = levels[-1] if levels else ""
    if quantity(indicator) == "area":
        return len(levels) > 1 and bool(_PIECES.fullmatch(leaf))
    if indicator == "investment_signed":
        others = {name for name in named if name.startswith("projects_")}
        return bool(others) and not any(name.startswith("projects_signed") for name in others)
    return indicator in _VISITS and (unit in _PERSONS_OR_FIRMS or bool(_PEOPLE.fullmatch(leaf)))

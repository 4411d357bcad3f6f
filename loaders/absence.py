"""Words that say a cell holds nothing: 无, —, 待定, 面议, 保密."""

import re
from functools import lru_cache

from loaders.numerals import dashed, folded

_WORDS = frozenset(
    """
    无 空 缺 暂无 暂缺 面议 待议 另议 商议 待商议 洽谈中 待洽谈 待定 未定 暂定
    待确定 未确定 暂未确定 尚未确定 未明确 待明确 暂未明确 尚未明确 暂不明确 未确认 待确认
    待核 待核实 待统计 保密 不详 未知 不明 未提供 未填 无数据 n/a na null none nil … ...... ... * × x \\
    """.split()  # noqa: SIM905 - sixty words read better without sixty pairs of quotes
)
_SPACE = re.compile(r"\s+|'")


@lru_cache(maxsize=16384)
def says_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell: blank, 无, —, /, 待定, 面议, 保密 ..."""
    bare = _SPACE.sub("", dashed(folded(text)))
    return bare in _WORDS or bare.strip("。.()") in _WORDS or not bare.strip("-/_。.()")

"""What figures are about where no heading says it: in a row of their own, or in the title (各镇街外出招商次数)."""

import re
from functools import lru_cache

from loaders.headings import indicator, vocabulary
from loaders.roles import without_role
from loaders.spelling import normal

_YEARS = re.compile(r"20\d\d年?度?|(截至|截止).*$")
_OF_WHOM = re.compile(r"^.*(各镇街|各街镇|各单位|各街道|各乡镇|各板块|各园区|全区|全街|全镇)")
_KIND_OF_SHEET = re.compile(r"(分(季度|月份?|解)|推进|工作|情况|统计|汇总|明细|一览|年度|表|任务|目标|数据)+$")
_TELLING = 3
"""Characters a word must have to name an indicator inside a title: 走出去, but not 推介."""


@lru_cache(maxsize=16_384)
def indicator_named(words: str) -> str:
    """The indicator that a row's cell names, also beside its part of the year: 走出去累计（次）."""
    base = normal(words)
    return indicator((base,)) or indicator((without_role(base),))


@lru_cache(maxsize=16_384)
def indicator_within(title: str) -> str:
    """The one indicator a title is about, "" when it names none or several; the longest words decide."""
    for line in title.split("\n"):
        base = _YEARS.sub("", normal(line))
        bare = without_role(_KIND_OF_SHEET.sub("", _OF_WHOM.sub("", base)))
        found = indicator((bare,)) or _contained(base)
        if found:
            return found
    return ""


def _contained(base: str) -> str:
    named = [(text, w.name) for w in vocabulary()["indicators"].values() for text in w.words if text in base]
    telling = [(text, name) for text, name in named if len(text) >= _TELLING]
    names = {name for text, name in telling if not any(text != t and text in t for t, _ in telling)}
    return names.pop() if len(names) == 1 else ""

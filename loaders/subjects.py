"""What figures are about where no heading says it: in a row of their own, or in the title (各镇街外出招商次数)."""

import re
from functools import lru_cache

from loaders.headings import indicator, vocabulary
from loaders.measures import unit_in, unit_ratio
from loaders.roles import without_role
from loaders.spelling import normal

_YEARS = re.compile(r"20\d\d年?度?|(截至|截止).*$")
_OF_WHOM = re.compile(r"^.*(各镇街|各街镇|各单位|各街道|各乡镇|各板块|各园区|全区|全街|全镇)")
_KIND_OF_SHEET = re.compile(
    r"(分(季度|月份?|解)|推进|工作|情况|统计|汇总|明细|一览|年度|月度|季度|表|任务|目标|数据|计划|进度|进展|执行|完成)+$"
)
_TELLING = 3
"""Characters a word must have to name an indicator inside a title: 走出去, but not 推介."""


SIGNING = "signing"
"""签约 alone, which no unit of measure tells to be of projects or of events; the table it stands in may."""
_SIGNING = "签约"
_SIGNED = {
    **dict.fromkeys(("个", "项", "宗", "件"), "projects_signed"),
    **dict.fromkeys(("次", "场", "场次", "批", "批次"), "signing_events"),
}


@lru_cache(maxsize=16_384)
def counted(form: str, measure: str) -> str:
    """The indicator that a form names, counted in this unit: 签约 in 个 are projects, in 次 events, in 亿元 money;
    without a unit it is `SIGNING`."""
    if form != _SIGNING:
        return indicator((form,))
    known = unit_ratio(measure) if measure else None
    if known is None:
        return SIGNING
    return "investment_signed" if known[0] == "money" else _SIGNED.get(known[2], "")


@lru_cache(maxsize=16_384)
def indicator_named(words: str, measure: str = "") -> str:
    """The indicator that a row's cell names, also beside its part of the year: 走出去累计（次）; `measure` is the unit
    that another cell of the row gives."""
    base, unit = normal(words), unit_in(words) or measure
    return counted(base, unit) or counted(without_role(base), unit)


@lru_cache(maxsize=16_384)
def indicator_within(title: str) -> str:
    """The one indicator a title is about, "" when it names none or several; the longest words decide."""
    for line in title.split("\n"):
        base = _YEARS.sub("", normal(line))
        bare = without_role(_KIND_OF_SHEET.sub("", _OF_WHOM.sub("", base)))
        found = counted(bare, unit_in(line)) or _contained(base)
        if found and found != SIGNING:
            return found
    return ""


def _contained(base: str) -> str:
    named = [(text, w.name) for w in vocabulary()["indicators"].values() for text in w.words if text in base]
    telling = [(text, name) for text, name in named if len(text) >= _TELLING]
    names = {name for text, name in telling if not any(text != t and text in t for t, _ in telling)}
    return names.pop() if len(names) == 1 else ""

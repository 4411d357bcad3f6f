"""The comparing form of a heading: NFKC, Simplified, without pinyin residue, brackets, unit of measure, translation,
numbering or white space.
"""

import re
from functools import lru_cache

from dashboard.names import key
from loaders import limits
from loaders.measures import quantity_of_unit
from loaders.questions import formal

_REMEMBERED = 16_384
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕|<[^<>]*>")
_LAST_DAY = re.compile(r"(?<=时间|日期)\((止|终|至|到|结束|截止|返回)\)")
"""外出时间（止） beside 外出时间（起）: brackets that say which of two days a column holds."""
_EDGES = re.compile(r"^[\s*★☆▲●#其中:]*(?=.)|[\s*★:%、/]+$")
_NUMBER = re.compile(
    r"^\s*(?:[(（]?\d{1,2}[)）]?[.、．:：]\s*(?=\D)|[一二三四五六七八九十]{1,3}[、.．]\s*|[(（][一二三四五六七八九十]{1,3}[)）]\s*)"
)
_UNIT_TAIL = re.compile(r"/(亿元|万元|亩|㎡|m2|平方米|万平方米|万㎡|个|次|家|批次|场次|%|万美元|平米)$")
_UNIT_AT_END = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?<![每均百千万亿])[-—_:·]?"
    r"((百|千|百万|千万|万|亿)(元|美元|美金|平方米|平米|m2|㎡|亩)|人民币|平方米|平米|m2|㎡|平方公里|公顷|(?<!每)亩|(?<=[额资金])元)$"
)
"""总投资亿元, 建筑面积㎡: a unit of measure without brackets, behind a noun."""
_LATIN = re.compile(r"[A-Za-z]{2}")
_TRANSLATION = re.compile(
    r"(?<=[\u4e00-\u9fff)）])[\s/|]+[A-Za-z][A-Za-z0-9 .,'&/()-]+$"
    r"|(?<=[\u4e00-\u9fff)）])(?!Logo|Email|Wechat|App)[A-Z][a-z]{2,}(?: [A-Za-z]+)*"
    r"(?=\s*[(（][^()（）A-Za-z]+[)）]$|$)"
    r"|^[A-Z][a-z]{2,}(?: [A-Za-z]+)*(?=[\u4e00-\u9fff]{2})"
    r"|^[A-Za-z][A-Za-z0-9 .,'&/()-]{2,}?[\s/|]+(?=[\u4e00-\u9fff])"
)
"""项目名称 Project Name, No./序号, 总投资Total Investment（亿元）: what follows or precedes the Chinese heading."""
_CODED = re.compile(r"[:：]?(?:[①-⑳]\s*[\u4e00-\u9fff]{1,6}[、,，;；/ ]*){2,}$")
"""A legend without brackets: 当前状态 ①洽谈②签约."""
YEAR_FIRST = re.compile(r"^(20\d\d)年度?(?=[^\d\W底末初以起至前后])(?!.{0,4}投资)")
"""The year before what a heading says: 2024年目标, 2024年签约项目; neither 2024年底 nor 2024年3月, and what is to be
invested in a year is not the whole investment."""


@lru_cache(maxsize=_REMEMBERED)
def normal(text: str) -> str:
    """The comparing form of a heading, without brackets, unit, decoration or white space; "" when nothing is left.

    A text longer than any heading is none.
    """
    if len(text) > limits.WORDS:
        return ""
    folded = _LAST_DAY.sub(r"\1", key(_CODED.sub("", _NUMBER.sub("", _untranslated(text).replace("\n", "")))))
    bare = _UNIT_AT_END.sub("", _UNIT_TAIL.sub("", BRACKETS.sub("", YEAR_FIRST.sub("", folded))))
    return formal(_EDGES.sub("", bare) or _EDGES.sub("", folded).strip("()[]【】〔〕<>"))


def _untranslated(text: str) -> str:
    """A heading in two languages without the second one: 项目名称↵Project Name; a unit of measure is none."""
    found = _TRANSLATION.search(text.strip()) if _LATIN.search(text) else None
    if not found or quantity_of_unit(found.group(0)):
        return text
    return text.strip().replace(found.group(0), "", 1)

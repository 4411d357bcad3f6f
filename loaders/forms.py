"""Rows that are a form to fill in and no part of a table: who reports, for which day, who signs."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from loaders import limits
from loaders.grid import Value
from loaders.measures import quantity_of_unit

Cells = list[tuple[int, Value]]

SIGNED = re.compile(r"签字|签名|签章|盖章|公章|签批|审签")
_STAMP = re.compile(r"[(（]\s*(签字|签名|签章|盖章|公章)\s*[)）]")
_LABEL = re.compile(
    r"(单位|时间|日期|人|部门|电话|盖章|签字|填报|制表|审核|报送|编制|领导|报告期|统计期)\s*(\([^)]*\)|（[^）]*）)?\s*[:：]"
)
_MEASURED = re.compile(r"[(（\[【]?\s*(计量|金额|面积|投资|数量)?单位\s*[:：]\s*([^\s()（）:：]{1,8})\s*[)）\]】]?")
_LABELLED = re.compile(
    r"[(（]?((单位|部门|本单位|街道|镇|园区)?(主要|分管|主管|挂钩|带班)?(领导|负责人|负责同志|责任人)"
    r"|(填报|填表|制表|审核|审批|审定|复核|校核|经办|报送|上报|申报|签发|联系|统计|编制)(人员?|单位|部门|时间|日期|情况|意见|电话)?"
    r"|报告期|统计期|(联系|办公)?电话|手机(号码?)?|传真|邮箱|日\s*期|时\s*间|单位(名称)?|部门)?"
    r"\s*[(（]?(签字|签名|签章|盖章|公章|签批|审签)?[)）]?\s*([:：].*)?"
    r"|.{1,10}[(（]?(签字|签名|签章|盖章|公章|签批|审签)[)）]?\s*([:：].*)?"
)
REPORTER = re.compile(r"(填报|填表|制表|报送|上报|申报|编制)(单位|部门|镇街|街道)|单位名称")
_DAY = re.compile(r"20\d\d\s*[年./-]\s*\d{0,2}\s*[月./-]\s*\d{0,2}\s*[日号]?|年\s*月\s*日")
_UNTIL = re.compile(
    r"[(（]?\s*(数据|统计|时间|日期)*\s*[:：]?\s*截[至止]到?(时间|日期)?\s*[:：]?\s*(20\d\d\s*[年./-])?"
    r"\s*\d{1,2}\s*[月./-]\s*(\d{0,2}\s*[日号]?|底|末)\s*[)）]?(\s.*)?"
)
"""The day that a table runs to, alone in a cell."""
_TITLE = re.compile(
    r"(报?表|台账|汇总|统计|一览|清单|通报|报告|周报|月报|日报|明细|名单|进展|.{2,}情况)([(（][^()（）]*[)）])?$|20\d\d年.{2,}"
)
_OFFICE = re.compile(r".{1,10}(街道|镇|乡|园区|开发区|局|办|办事处|管委会|招商办|中心|公司|专班|小组)")
_ATTACHED = re.compile(r"附[件表]?\s*[\d一二三四五六七八九十]{0,2}[:：]?")
_MONTH = re.compile(
    r"[(（]?(20\d\d年)?(\d{1,2}月(份|\d{1,2}[日号])?|第?[一二三四1-4]季度|第[\d一二三四五六七八九十]+周)?[)）]?"
)
_TITLE_PARTS = 4
"""More cells than a title is spread over."""
_WIDEST = 10
"""More cells than any row of labels has."""


@lru_cache(maxsize=16_384)
def labelled(text: str) -> bool:
    """Whether a cell is a place to sign or to fill in, filled in or not: 审核：, 联系人：张某, （盖章）."""
    bare = text.strip().replace("\n", "")
    return bool(bare) and len(bare) < 60 and bool(_LABELLED.fullmatch(bare))


def names_day(value: Value) -> bool:
    """Whether a cell is a whole date and nothing else: 2024年3月29日, 年 月 日."""
    return isinstance(value, datetime) or (isinstance(value, str) and bool(_DAY.fullmatch(value.strip())))


@lru_cache(maxsize=16_384)
def has_label(text: str) -> bool:
    """Whether a text holds a label with its colon; the unit of measure in a heading (单位：亿元) is none.

    A label stands at the beginning: of a longer text only that is looked at.
    """
    bare = unmeasured(text[: limits.WORDS])
    return bool(_LABEL.search(bare) or _STAMP.search(bare))


def unmeasured(text: str) -> str:
    """A text without the unit of measure that it states: 闲置厂房（单位：平方米） -> 闲置厂房."""
    return _MEASURED.sub(lambda m: "" if quantity_of_unit(m.group(2)) else m.group(0), text)


def is_measure_line(text: str) -> bool:
    """Whether a cell says how the figures below are measured, and nothing else: 单位：亿元."""
    found = _MEASURED.fullmatch(text.strip())
    return bool(found and quantity_of_unit(found.group(2)))


def is_term(value: Value) -> bool:
    """Whether a cell above a table says how it is measured or to which day it runs, and nothing else."""
    return isinstance(value, str) and (is_measure_line(value) or bool(_UNTIL.fullmatch(value.strip())))


def states_terms(cells: Cells, known: Callable[[str], bool]) -> bool:
    """Whether a row above a table says how its figures are measured or to which day they run: 单位：亿元.

    `known` tells headings: a day among them heads a column of figures (单位 | 目标 | 截至3月29日).
    """
    texts = [v.strip() for _, v in cells if isinstance(v, str)]
    if any(map(is_measure_line, texts)):
        return True
    rest = [text for text in texts if not is_term(text)]
    return len(rest) < len(texts) and len(texts) == len(cells) <= 3 and not any(map(known, rest))


def names_table(cells: Cells, names_unit: Callable[[str], bool], known: Callable[[str], bool]) -> bool:
    """Whether a row above a table is its title spread over cells: 板浦镇 | 2024年3月招商情况表, 附件1 | 外出招商情况.

    Parts of a sentence about the table stand beside each other, each at most once; headings that group columns are
    several of a kind.
    """
    texts = [v.strip() if isinstance(v, str) else "" for _, v in cells]
    if not 1 < len(texts) <= _TITLE_PARTS or not all(texts):
        return False
    whose = [text for text in texts if names_unit(text) or (_OFFICE.fullmatch(text) and not known(text))]
    rest = [
        text for text in texts if text not in whose and not _ATTACHED.fullmatch(text) and not _MONTH.fullmatch(text)
    ]
    if len(whose) > 1 or len(rest) > 1:
        return False
    titled = bool(rest) and bool(_TITLE.search(rest[0]))
    apart = len(texts) > len(rest)
    return apart and (titled if rest else len(whose) == 1)


def signatures(cells: Cells) -> bool:
    """Whether a row holds labels to be signed or filled in, and what was filled in, and nothing else."""
    if not 0 < len(cells) <= _WIDEST or not isinstance(cells[0][1], str):
        return False
    labels = [isinstance(v, str) and labelled(v) for _, v in cells]
    if not labels[0] or not all(label or _filled_in(v) for label, (_, v) in zip(labels, cells, strict=True)):
        return False
    return sum(labels) > 1 or any(isinstance(v, str) and (SIGNED.search(v) or ":" in v or "：" in v) for _, v in cells)


def metadata(cells: Cells, names_unit: Callable[[str], bool]) -> bool:
    """Whether a row above a table pairs labels with values: 单位名称 | 板浦镇 | 填表日期 | 2024年3月29日.

    Headings hold the same words, so one pair must prove itself: a day, or the unit that reports.
    """
    if not 1 < len(cells) <= _WIDEST or not all(isinstance(v, str | datetime) for _, v in cells):
        return False
    proven = False
    before = ""
    for _, value in cells:
        label = isinstance(value, str) and labelled(value)
        if not label and not before:
            return False
        if not label:
            named = isinstance(value, str) and bool(REPORTER.search(before)) and names_unit(value)
            proven = proven or named or names_day(value)
        before = str(value) if label else ""
    return proven


def _filled_in(value: Value) -> bool:
    """What may stand beside such a label: a name, a day (also as a serial), a telephone number."""
    if not isinstance(value, str):
        return isinstance(value, datetime) or (isinstance(value, int | float) and value > 2e4)
    return len(value.strip()) <= 16

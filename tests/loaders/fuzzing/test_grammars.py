"""Cells and headings put together from the words of their grammars and from what belongs in none: a parser answers."""

import math
from datetime import date, time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import headings
from loaders.dates import day
from loaders.figures import number
from loaders.values import is_absent, items, stated_count, text, without_personal_numbers

EXAMPLES = 250
DATES = [
    "2024",
    "24",
    "3",
    "03",
    "13",
    "20",
    "31",
    "29",
    "0",
    "年",
    "月",
    "日",
    "号",
    "/",
    "-",
    ".",
    "至",
    "到",
    "、",
    "起",
    "止",
    "前",
    "后",
    "左右",
    "约",
    "拟",
    "去年",
    "今年",
    "上旬",
    "中旬",
    "底",
    "初",
    "季度",
    "第",
    "上半年",
]
FIGURES = [
    "约",
    "近",
    "超",
    "余",
    "多",
    "左右",
    "以上",
    "不超过",
    "百分之",
    "1,200",
    "3.5",
    "三",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "元",
    "万元",
    "美元",
    "平方米",
    "亩",
    "㎡",
    "%",
    "个",
    "家",
    "1e9",
    "-",
]
LISTS = [
    "甲公司",
    "乙集团",
    "、",
    "，",
    "；",
    "/",
    "等",
    "5家企业",
    "1.",
    "（1）",
    "①",
    "及",
    "Siemens",
    "AG",
    ",",
    "Ltd.",
    "何清",
    "（",
    "）",
    "【",
    "】",
    "“",
    "\n",
]
NOWHERE = (
    "\u202e", "\u200b", "\x00", "\ud800", "\ufffe", "²", "٣", "Ⅷ", "㎡", "𠮷", "{0.__class__}", "%s", "%", "=1+1",
    "<b>", "![x](y)",
    "|", "\\", "\t", "\r\n", "　", "", "'", '"', "1" * 40, "9" * 400, "(" * 60, "十" * 90,
)  # fmt: skip
HEADS = [
    "企业名称",
    "走访日期",
    "投资额",
    "（万元）",
    "(亿元)",
    "本周",
    "累计",
    "3月",
    "2024年",
    "目标",
    "完成率",
    "序号",
    "备注",
    "及",
    "/",
    ">",
    "：",
    "上周",
    "同比",
    "单位",
    "面积",
    "项目",
    "其中：",
]
SECTIONS = tuple(headings.vocabulary())
PROBLEMS = {"", "not-a-date", "ambiguous-date", "date-without-year", "value-out-of-range"}
WRONG = {"", "not-a-number", "unit-of-measure-missing", "value-out-of-range"}


def written(*words: list[str]) -> st.SearchStrategy[str]:
    """Up to a dozen words in any order, now and then one that belongs nowhere."""
    known = [word for each in words for word in each]
    one = st.one_of(*[st.sampled_from(known)] * 6, st.sampled_from(NOWHERE), st.characters())
    return st.lists(one, min_size=1, max_size=12).map("".join)


cells = st.one_of(
    written(DATES), written(FIGURES), written(LISTS), written(DATES, FIGURES, LISTS), st.floats(), st.integers(),
    st.booleans(), st.none(), st.datetimes(), st.times(),
)  # fmt: skip
formats = st.one_of(
    st.just(""), written(['0.00"万元"', "yyyy", "m", "d", "[$-804]", "General", ";", "@", '"拟"', "\\", "#,##0"])
)
years = st.none() | st.integers(2000, 2035)


@settings(max_examples=EXAMPLES)
@given(cells, years, st.none() | st.integers(1, 12), formats)
def test_every_cell_is_a_day_or_says_why_not(cell: Any, year: int | None, month: int | None, shown: str) -> None:
    read = day(cell, year=year, month=month, number_format=shown)
    assert read.problem in PROBLEMS
    if read.start is not None:
        assert date(1999, 1, 1) <= read.start <= date(2036, 12, 31)
        assert read.end is None or read.end >= read.start
    else:
        assert read.end is None


@settings(max_examples=EXAMPLES)
@given(
    cells,
    st.sampled_from(["count", "area", "money", "usd", "share"]),
    st.sampled_from(["", "万元", "亩", "%", "x"]),
    formats,
)
def test_every_cell_is_a_figure_or_says_why_not(cell: Any, quantity: str, unit: str, shown: str) -> None:
    read = number(cell, quantity=quantity, unit=unit, unit_format=shown)
    assert read.problem in WRONG
    assert all(
        math.isfinite(value)
        for value in (read.value, read.low, read.high, read.usd, *read.several)
        if value is not None
    )
    assert read.low is None or read.high is None or read.low <= read.high


@settings(max_examples=EXAMPLES)
@given(cells)
def test_every_cell_is_plain_text_and_a_list(cell: Any) -> None:
    plain = text(cell)
    assert not set(plain) & set(map(chr, (*range(9), *range(14, 32), 127, 0x200B)))
    entries = items(cell)
    assert all(entries)
    assert not entries or not is_absent(cell)
    assert stated_count(plain)[0] >= 0
    assert text(plain) == plain
    assert len(without_personal_numbers(plain)[0]) <= len(plain) + 12


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(1, 9), written(HEADS, FIGURES, DATES)), min_size=1, max_size=4))
def test_every_heading_is_a_field_or_left_open(texts: list[tuple[int, str]]) -> None:
    head = headings.heading(3, texts)
    for section in SECTIONS:
        found = headings.match(head.forms, section)
        assert found is None or headings.has_field(section, found[0])
    assert set(headings.likely_fields(head, "projects", ())) == set(headings.fields("projects"))
    assert isinstance(headings.of_year(head, (2024,)).compares, bool)
    assert {headings.known(part) for _, part in texts} <= {True, False}
    assert headings.measures_columns([(1, texts[0][1]), (2, time(8))]) in (True, False)

"""No sheet is read with a crash, whatever its headings promise and its cells hold."""

import random
from typing import Any

import pytest

from loaders.headings import LISTS, vocabulary
from tests.loaders.sheets import findings, read, records

_COLUMNS: tuple[tuple[Any, ...], ...] = (
    (0, 15, 3.6, -9, 1e12, "27%", "0%", "+33.2", "无", "—", "约3万", "3.20", "2024年3月", "甲公司、乙公司", "是", True),
    ("√", None, "√"),
    ("是", "否", "无"),
    ("甲公司一行3人", "乙商会（会长张三）", "丙集团"),
    ("27%", "0%", 0.5),
    (1, 2, 3),
    ("在谈", "终止", "签约"),
    ("2024.3.5", "3月上旬", 45350),
)
"""What a column may hold: of everything something, or one kind of cell."""


@pytest.mark.parametrize("section", [*LISTS, "roles", "indicators"])
@pytest.mark.parametrize("grouped", [False, True])
def test_any_headings_over_any_cells(section: str, grouped: bool) -> None:
    chance = random.Random(f"{section}{grouped}")
    words = [text for word in vocabulary()[section].values() for text in word.words]
    for _ in range(25):
        heads = ["单位", *chance.sample(words, min(7, len(words)))]
        columns = [chance.choice(_COLUMNS) for _ in heads[1:]]
        rows = [["板浦镇", *map(chance.choice, columns)] for _ in range(3)]
        groups = [[None, *(chance.choice((*words, None)) for _ in heads[1:])]] if grouped else []
        got = read([*groups, heads, *rows])
        assert got.cells.nonempty == got.cells.parsed + got.cells.flagged + got.cells.ignored


def test_rates_below_counts_measure_nothing() -> None:
    got = read(
        [
            ["2024年目标完成情况"],
            ["单位", "类别", "走出去（次）", "请进来（批次）"],
            ["板浦镇", "目标值", 15, 34],
            [None, "完成值", 4, 0],
            [None, "完成率", "27%", "0%"],
        ],
        ["A3:A5"],
        name="目标.xlsx",
    )
    assert records(got, "targets", "value") == [(15.0,), (34.0,)]
    assert records(got, "counters", "value") == [(4.0,), (0.0,)]
    assert findings(got) == []


def test_points_ahead_of_the_clock_are_no_rate() -> None:
    got = read(
        [
            ["2024年闲置楼宇盘活目标完成情况（单位：平方米）"],
            ["排名", "单位", "年度目标", "累计完成", "完成进度", "较序时进度（±百分点）"],
            [1, "板浦镇", 8000, 4600, "57.5%", "+33.2"],
            [2, "新海街道", 10000, 0, "0%", "-24.3"],
        ],
        name="目标.xlsx",
    )
    assert records(got, "counters", "value") == [(4600.0,), (0.0,)]
    assert findings(got) == []


def test_dollars_without_a_unit_of_measure_are_asked_about() -> None:
    got = read([["项目名称", "投资方", "总投资（亿元）", "合同外资"], ["甲项目", "甲公司", 3, 500]])
    assert [(q.about, q.found, q.choices[0]) for q in got.questions] == [("unit-of-measure", "合同外资", "万美元")]


def test_a_list_of_which_little_is_understood_is_asked_about_and_no_visit() -> None:
    head = ["厂房", "甲栏", "乙栏", "丙栏", "丁栏", "哪天", "戊栏"]
    rows = [
        ["原水泵厂", "工业路", 12000, 4500, "租", "3月11日", "甲公司"],
        ["原丝绸厂", "新民路", 6800, 0, "", "3月12日", ""],
    ]
    got = read([head, *rows])
    assert got.tables == {}
    assert [question.about for question in got.questions] == ["ledger"]


def test_a_list_that_its_title_names_is_read_though_most_headings_are_unknown() -> None:
    head = ["厂房名称", "总面积（㎡）", "甲栏", "乙栏", "丙栏", "丁栏"]
    got = read([["闲置厂房情况"], head, ["原水泵厂", 12000, "子", "丑", "寅", "卯"]])
    assert records(got, "assets", "name", "area") == [("原水泵厂", 12000.0)]


@pytest.mark.parametrize(
    "title", ["差旅费报销明细", "公务用车派遣登记", "外出报备登记", "企业招聘需求", "安全生产检查台账"]
)
def test_a_register_that_calls_itself_otherwise_is_asked_about(title: str) -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "洽谈内容"]
    rows = [head, [1, "张三", "3月5日", "南京", "甲公司", "某项目"]]
    assert len(read([["外出招商台账"], *rows]).tables["visits"]) == 1
    for asked in (read([[title], *rows]), read(rows, name=f"{title}.xlsx")):
        assert (asked.tables, [question.about for question in asked.questions]) == ({}, ["ledger"])
    assert len(read([["外出招商台账"], *rows], name=f"{title}.xlsx").tables["visits"]) == 1

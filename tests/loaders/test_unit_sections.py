"""Sections of units in a table of figures: where one ends, and whose the figures below it are."""

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records


def below(*sections: str) -> Reading:
    """板浦镇 with 2 trips, then each section with 9 of its own."""
    rows = [row for section in sections for row in ([section], ["走出去（次）", 9])]
    return read([["招商情况"], ["指标", "数值"], ["一、板浦镇"], ["走出去（次）", 2], *rows], name="区.xlsx")


@pytest.mark.parametrize("somebody", ["二、城投公司", "区直部门", "二、区直部门", "二、其他"])
def test_a_section_of_somebody_unknown_ends_the_unit_above(somebody: str) -> None:
    got = below(somebody)
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("", 9.0)]
    assert ("unknown-unit", "A5") in findings(got)


@pytest.mark.parametrize("whole", ["二、全区合计", "合计", "全区合计"])
def test_a_section_that_adds_the_units_is_the_districts_own(whole: str) -> None:
    got = below(whole)
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("示例区", 9.0)]
    assert findings(got) == []


def test_the_next_unit_takes_over_after_somebody_unknown() -> None:
    got = below("二、城投公司", "三、新海街道")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("", 9.0), ("新海街道", 9.0)]


@pytest.mark.parametrize("part", ["（二）重点工作", "二、走出去", "（一）外出招商"])
def test_a_section_of_what_is_counted_stays_the_units(part: str) -> None:
    rows = [["一、板浦镇"], ["走出去（次）", 2], [part], ["请进来（批次）", 3]]
    got = read([["招商情况"], ["指标", "数值"], *rows], name="区.xlsx")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("板浦镇", 3.0)]


TRIPS = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]


@pytest.mark.parametrize("somebody", ["二、城投公司", "二、区直部门", "区商务委员会", "二、其他"])
@pytest.mark.parametrize("merged", [True, False])
def test_a_list_under_somebody_unknown_is_not_the_unit_aboves(somebody: str, *, merged: bool) -> None:
    rows = [
        ["一、板浦镇"],
        [1, "李强", "3月2日", "上海", "甲公司"],
        [somebody],
        [2, "王芳", "3月3日", "上海", "乙公司"],
    ]
    rows += [["三、新海街道"], [3, "张敏", "3月4日", "上海", "丙公司"]]
    areas = ["A3:E3", "A5:E5", "A7:E7"] if merged else []
    got = read([["各镇街外出"], TRIPS, *rows], areas, name="区.xlsx")
    assert records(got, "visits", "unit", "leader") == [("板浦镇", "李强"), ("", "王芳"), ("新海街道", "张敏")]
    assert findings(got) == [("unknown-unit", "A5")]


def test_a_part_of_a_units_own_list_stays_the_units() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    rows = [
        ["一、板浦镇"],
        ["（一）在谈项目"],
        [1, "甲项目", "甲公司", 2],
        ["（二）签约项目"],
        [2, "乙项目", "乙公司", 2],
    ]
    got = read([["各镇街项目"], head, *rows], name="区.xlsx")
    assert records(got, "projects", "unit", "stage") == [("板浦镇", "negotiating"), ("板浦镇", "signed")]


def test_a_company_alone_in_the_column_of_names_heads_nobody() -> None:
    head = ["拜访企业", "带队领导", "外出时间", "目的地"]
    rows = [["一、板浦镇"], ["甲公司", "李强", "3月2日", "上海"], ["乙公司"], ["丙公司", "王芳", "3月4日", "苏州"]]
    got = read([["各镇街外出"], head, *rows], name="区.xlsx")
    assert records(got, "stops", "unit", "organisation") == [("板浦镇", f"{n}公司") for n in "甲乙丙"]


def _blocks_of_units(**options: str) -> Reading:
    rows = [
        ["2024年3月招商统计"],
        ["序号", "工作指标", "计量单位", "本月", "累计"],
        ["新海街道"],
        [1, "走出去", "次", 4, 8],
        ["板浦镇"],
        [1, "走出去", "次", 3, 9],
    ]
    return read(rows, ["A3:E3", "A5:E5"], name="统计.xlsx", **options)


def test_figures_under_a_section_that_names_a_unit_are_that_units() -> None:
    got = _blocks_of_units()
    assert records(got, "counters", "unit", "period", "value") == [
        ("新海街道", "month", 4.0),
        ("新海街道", "cumulative", 8.0),
        ("板浦镇", "month", 3.0),
        ("板浦镇", "cumulative", 9.0),
    ]
    assert findings(got) == []


def test_a_section_of_another_unit_than_the_one_that_sends_is_said() -> None:
    assert ("unit-differs", "A5") in findings(_blocks_of_units(unit="新海街道"))


def test_a_units_name_alone_above_its_figures_is_no_signature() -> None:
    head = ["指标", "全年目标", "累计"]
    rows = [["板浦镇"], ["走出去", 10, 3], ["请进来", 8, 2], ["新海街道"], ["走出去", 9, 4]]
    got = read([["招商统计"], head, *rows, ["区招商局"], ["2024年3月29日"]], name="统计.xlsx")
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("板浦镇", "outbound_trips", 3.0),
        ("板浦镇", "inbound_groups", 2.0),
        ("新海街道", "outbound_trips", 4.0),
    ]


@pytest.mark.parametrize("merges", [["B3:E3", "B6:E6"], []])
def test_a_numbered_unit_merged_over_the_columns_heads_its_trips_and_counts_them(merges: list[str]) -> None:
    rows = [
        ["一", "新海街道（2次）"],
        [1, "李强", "3月2日", "上海", "甲公司"],
        [2, "李强", "3月5日", "上海", "乙公司"],
        ["二", "板浦镇（3次）"],
        [1, "张敏", "3月4日", "上海", "丙公司"],
    ]
    got = read([["各镇街外出招商情况"], TRIPS, *rows], merges, name="区.xlsx")
    assert records(got, "visits", "unit", "leader", "start") == [
        ("新海街道", "李强", "2024-03-02"),
        ("新海街道", "李强", "2024-03-05"),
        ("板浦镇", "张敏", "2024-03-04"),
    ]
    assert findings(got) == [("subtotal-mismatch", "B6")]


def test_trips_of_several_rows_are_counted_once_by_their_section() -> None:
    rows = [
        ["一、新海街道（1次）"],
        [1, "李强", "3月2日", "上海", "甲公司"],
        [None, None, None, None, "乙公司"],
        ["二、板浦镇（共1批次）"],
        [1, "张敏", "3月4日", "上海", "丙公司"],
    ]
    got = read([["各镇街外出招商情况"], TRIPS, *rows], ["A3:E3", "A6:E6"], name="区.xlsx")
    assert records(got, "visits", "unit") == [("新海街道",), ("板浦镇",)]
    assert findings(got) == []

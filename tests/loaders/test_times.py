"""Of which part of the year a figure is whose heading leaves it open, and rows that name it under a blank corner."""

import pytest

from tests.loaders.sheets import findings, read, records

_GROUPS = ["单位", "走出去（次）", None, None]
_PARTS = [None, "当周", "当月", "本年累计"]
_MERGES = ["A2:A3", "B2:D2", "E2:E3"]


def _beside_groups(heading: str) -> list[list[object]]:
    title = "招商活动周统计（3月23日-3月29日）"
    return [[title], [*_GROUPS, heading], [*_PARTS, None], ["新海街道", 1, 4, 11, 15], ["板浦镇", 0, 2, 6, 12]]


@pytest.mark.parametrize("heading", ["在谈项目（个）", "在手洽谈项目（个）"])
def test_what_stands_at_the_end_of_a_week_is_never_the_weeks(heading: str) -> None:
    got = read(_beside_groups(heading), _MERGES, name="周统计.xlsx")
    assert [
        r for r in records(got, "counters", "unit", "indicator", "period", "value") if r[1] != "outbound_trips"
    ] == [
        ("新海街道", "projects_discussed", "cumulative", 15.0),
        ("板浦镇", "projects_discussed", "cumulative", 12.0),
    ]
    assert findings(got) == []


def test_a_bare_column_of_figures_is_of_the_week_that_the_title_names() -> None:
    rows = [["走出去（次）", 3], ["在谈项目（个）", 12], ["请进来本年累计（批次）", 7]]
    got = read([["招商周报（3月23日-3月29日）"], ["指标", "数值"], *rows])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 3.0),
        ("projects_discussed", "cumulative", 12.0),
        ("inbound_groups", "cumulative", 7.0),
    ]
    year = read([["招商情况（截至3月29日）"], ["指标", "数值"], *rows[:1]])
    assert records(year, "counters", "indicator", "period") == [("outbound_trips", "cumulative")]


def test_what_stands_is_no_weeks_figure_where_no_other_names_its_part_either() -> None:
    got = read([["招商周报（3月23日-3月29日）"], ["单位", "走出去", "在谈项目"], ["板浦镇", 3, 12]], name="周报.xlsx")
    assert records(got, "counters", "indicator", "period") == [
        ("outbound_trips", "week"),
        ("projects_discussed", "cumulative"),
    ]


@pytest.mark.parametrize("heading", ["新增在谈项目", "新在谈项目（个）"])
def test_what_is_new_in_talks_is_not_what_stands(heading: str) -> None:
    got = read([["招商周报（3月23日-3月29日）"], ["单位", "走出去", heading], ["板浦镇", 3, 2]], name="周报.xlsx")
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 3.0),
        ("projects_discussed", "week", 2.0),
    ]
    assert findings(got) == []


@pytest.mark.parametrize("heading", ["新增在谈项目", "新在谈项目（个）"])
def test_what_is_new_in_talks_in_a_table_of_the_year_is_since_nobody_knows_when(heading: str) -> None:
    got = read([["招商情况（截至3月29日）"], ["单位", "走出去", heading], ["板浦镇", 3, 2]], name="统计.xlsx")
    assert records(got, "counters", "indicator", "period") == [("outbound_trips", "cumulative")]
    assert findings(got) == [("period-unclear", "C2")]


def test_what_is_new_in_talks_is_the_weeks() -> None:
    got = read(
        [["招商周报（3月23日-3月29日）"], ["单位", "走出去", "本周新增在谈项目"], ["板浦镇", 3, 2]], name="周报.xlsx"
    )
    assert records(got, "counters", "indicator", "period") == [
        ("outbound_trips", "week"),
        ("projects_discussed", "week"),
    ]


def test_a_figure_without_a_part_beside_groups_that_name_theirs_is_asked_about() -> None:
    got = read(_beside_groups("签约项目（个）"), _MERGES, name="周统计.xlsx")
    assert {r[0] for r in records(got, "counters", "indicator")} == {"outbound_trips"}
    assert findings(got) == [("period-unclear", "E2")]


def test_rows_under_a_blank_corner_name_the_part_of_the_year() -> None:
    head = ["", "走出去（次）", "请进来（批次）", "签约项目（个）"]
    got = read([["招商数据汇总（3月23日-3月29日）"], head, ["本周", 1, 0, 0], ["本年累计", 12, 25, 3]])
    assert records(got, "counters", "unit", "indicator", "period", "value") == [
        ("新海街道", "outbound_trips", "week", 1.0),
        ("新海街道", "inbound_groups", "week", 0.0),
        ("新海街道", "projects_signed", "week", 0.0),
        ("新海街道", "outbound_trips", "cumulative", 12.0),
        ("新海街道", "inbound_groups", "cumulative", 25.0),
        ("新海街道", "projects_signed", "cumulative", 3.0),
    ]
    assert findings(got) == []


def test_a_monthly_plan_of_what_its_title_names_is_of_targets_to_the_end_of_each_month() -> None:
    head = ["单位", "全年任务", "到3月底", "到6月底", "到12月底", "1-3月实绩"]
    title = "2024年厂房盘活月度推进计划（累计数，单位：平方米）"
    got = read([[title], head, ["板浦镇", 15000, 3000, 7000, 15000, 3600]], name="计划表.xlsx")
    assert records(got, "targets", "indicator", "period", "value") == [
        ("factory_m2", "year", 15000.0),
        ("factory_m2", "03", 3000.0),
        ("factory_m2", "06", 7000.0),
        ("factory_m2", "12", 15000.0),
    ]
    assert records(got, "counters", "indicator", "period", "value") == [("factory_m2", "cumulative", 3600.0)]
    assert findings(got) == []

"""A row's own label says which part of the year its figure is of, where the column's heading says only 数值."""

import pytest

from tests.loaders.sheets import findings, read, records


def test_the_part_in_a_row_label_stands_before_a_heading_that_names_none() -> None:
    got = read([["招商情况"], ["指标", "数值"], ["走出去本周（次）", 2], ["请进来本周（批次）", 3]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 2.0),
        ("inbound_groups", "week", 3.0),
    ]


def test_week_sum_and_target_of_one_indicator_in_rows_are_three_figures() -> None:
    rows = [["走出去目标（次）", 100], ["请进来本周（批次）", 3], ["请进来累计（批次）", 30], ["请进来本月累计", 7]]
    got = read([["招商情况"], ["指标", "数量"], *rows])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("inbound_groups", "week", 3.0),
        ("inbound_groups", "cumulative", 30.0),
        ("inbound_groups", "month", 7.0),
    ]
    assert records(got, "targets", "indicator", "period", "value") == [("outbound_trips", "year", 100.0)]
    assert findings(got) == []


@pytest.mark.parametrize("heading", ["本周", "累计完成"])
def test_a_heading_that_names_its_part_keeps_it(heading: str) -> None:
    got = read([["招商情况"], ["指标", heading], ["走出去（次）", 2]])
    assert records(got, "counters", "period", "value") == [("week" if heading == "本周" else "cumulative", 2.0)]


def test_a_row_label_without_a_part_is_filed_as_before() -> None:
    got = read([["招商情况"], ["指标", "数值"], ["走出去（次）", 60]])
    assert records(got, "counters", "period", "value") == [("cumulative", 60.0)]


@pytest.mark.parametrize("bracket", ["（{}）", "({})"])
@pytest.mark.parametrize(
    ("measure", "indicator"),
    [("个", "projects_signed"), ("项", "projects_signed"), ("场", "signing_events"), ("次", "signing_events")],
)
def test_signing_counted_in_items_is_of_projects_and_in_times_of_events(
    bracket: str, measure: str, indicator: str
) -> None:
    head = "签约" + bracket.format(measure)
    down = read([["2024年招商情况"], ["指标", "本周", "本月", "累计", "全年目标"], [head, 1, 2, 3, 9]])
    beside = read([["招商情况"], ["指标", "计量单位", "本周", "累计"], ["签约", measure, 1, 3]])
    across = read([["2024年"], ["单位", f"本周{head}", f"累计{head}", f"{head}目标"], ["新海街道", 1, 3, 9]])
    for got in (down, beside, across):
        assert {i for (i,) in records(got, "counters", "indicator")} == {indicator}
        assert findings(got) == []
    assert records(down, "counters", "period", "value") == [("week", 1.0), ("month", 2.0), ("cumulative", 3.0)]
    assert records(down, "targets", "indicator", "value") == [(indicator, 9.0)]
    assert records(across, "targets", "indicator", "value") == [(indicator, 9.0)]


def test_signing_in_a_unit_that_counts_neither_is_asked_about_and_in_money_is_the_investment() -> None:
    got = read([["招商情况"], ["指标", "本周", "累计"], ["签约（亿元）", 1, 3], ["签约（家）", 1, 2], ["走出去", 1, 3]])
    assert records(got, "counters", "indicator", "value")[:2] == [
        ("investment_signed", 1.0),
        ("investment_signed", 3.0),
    ]
    assert findings(got) == [("unmapped-column", "A4")]


@pytest.mark.parametrize("corner", [None, " ", "项"])
@pytest.mark.parametrize("title", [[], [["新海街道周报"]]])
def test_a_blank_corner_over_the_names_of_what_is_counted_is_read(corner: str | None, title: list[list[str]]) -> None:
    rows = [["外出招商（次）", 1, 3], ["接待客商（批次）", 2, 5]]
    got = read([*title, [corner, "本周新增", "今年累计"], *rows])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 3.0),
        ("inbound_groups", "week", 2.0),
        ("inbound_groups", "cumulative", 5.0),
    ]
    assert (findings(got), got.questions) == ([], [])


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("出去（次）", "outbound_trips"),
        ("出去招商（趟）", "outbound_trips"),
        ("进来（批）", "inbound_groups"),
        ("接待来客（批）", "inbound_groups"),
        ("跑商会（家）", "chambers"),
        ("签下来的项目（个）", "projects_signed"),
        ("新签（个）", "projects_signed"),
        ("新开（个）", "projects_started"),
        ("动工（个）", "projects_started"),
        ("启用厂房（平方米）", "factory_m2"),
        ("用起来的厂房（平方米）", "factory_m2"),
        ("去化厂房（㎡）", "factory_m2"),
        ("楼宇去化（㎡）", "building_m2"),
        ("盘活楼（万㎡）", "building_m2"),
        ("盘活地（亩）", "land_m2"),
        ("公众号推送（条）", "promotions"),
    ],
)
def test_everyday_names_of_what_is_counted(label: str, indicator: str) -> None:
    got = read([["新海街道周报"], ["指标", "本周", "累计"], [label, 1, 3]])
    assert records(got, "counters", "indicator", "period") == [(indicator, "week"), (indicator, "cumulative")]
    assert (findings(got), got.questions) == ([], [])

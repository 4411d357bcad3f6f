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

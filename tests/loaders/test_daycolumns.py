"""Columns of a counter sheet headed by a day: weeks by the day that ends them, or nothing at all."""

from datetime import datetime

import pytest

from tests.loaders.sheets import findings, read, records

DAYS = ["3月8日", "3月15日", "3月22日", "3月29日"]
TYPED = [datetime(2024, 3, 8), datetime(2024, 3, 15), datetime(2024, 3, 22), datetime(2024, 3, 29)]
WEEKS = [
    ("week", "2024-03-08", 1.0),
    ("week", "2024-03-15", 2.0),
    ("week", "2024-03-22", 0.0),
    ("week", "2024-03-29", 3.0),
]
FIELDS = ("period", "as_of", "value")


@pytest.mark.parametrize("days", [DAYS, TYPED], ids=["words", "dates"])
def test_days_a_week_apart_beside_the_years_figure_are_weeks(days: list[object]) -> None:
    got = read([["2024年招商工作统计"], ["指标", *days, "年度累计"], ["走出去", 1, 2, 0, 3, 20]])
    assert records(got, "counters", *FIELDS) == [*WEEKS, ("cumulative", "2024-03-29", 20.0)]
    assert findings(got) == []


def test_days_a_week_apart_under_a_weekly_title_are_weeks() -> None:
    got = read([["招商工作周统计"], ["单位", "指标", *DAYS], ["新海街道", "走出去", 1, 2, 0, 3]])
    assert records(got, "counters", *FIELDS) == WEEKS


def test_spans_of_days_are_weeks() -> None:
    got = read([["招商统计"], ["指标", "3月2日-3月8日", "3月9日-15日", "3月16日—22日"], ["走出去", 1, 2, 0]])
    assert records(got, "counters", *FIELDS) == WEEKS[:3]


@pytest.mark.parametrize("heads", [["第12周（3.16-3.22）", "第13周（3.23-3.29）"], ["3.16-22", "3.23-3.29"]])
def test_spans_written_with_points_are_weeks(heads: list[str]) -> None:
    got = read([["走出去情况"], ["单位", *heads, "累计"], ["新海街道", 1, 2, 9]])
    assert records(got, "counters", *FIELDS) == [
        ("week", "2024-03-22", 1.0),
        ("week", "2024-03-29", 2.0),
        ("cumulative", "2024-03-29", 9.0),
    ]
    assert findings(got) == []


def test_a_range_of_amounts_is_no_span_of_days() -> None:
    got = read([["签约项目统计"], ["单位", "签约项目（1.5-2.5亿元）"], ["新海街道", 4]])
    assert records(got, "counters", "indicator", "value") == [("projects_signed", 4.0)]


def test_days_that_nothing_calls_weeks_are_left_out_and_said() -> None:
    got = read([["2024年招商工作统计"], ["指标", *DAYS], ["走出去", 1, 2, 4, 7]])
    assert records(got, "counters", *FIELDS) == []
    assert findings(got) == [("period-unclear", f"{column}2") for column in "BCDE"]


def test_figures_up_to_several_days_stand_at_those_days() -> None:
    got = read([["招商统计"], ["指标", "截至3月15日", "截至3月22日"], ["走出去", 1, 4]])
    assert records(got, "counters", *FIELDS) == [("cumulative", "2024-03-15", 1.0), ("cumulative", "2024-03-22", 4.0)]


def test_weeks_still_to_come_hold_no_figures_yet() -> None:
    got = read([["招商周统计"], ["指标", "3月22日", "3月29日", "4月5日", "累计"], ["走出去", 1, 2, 0, 9]])
    assert records(got, "counters", *FIELDS) == [
        ("week", "2024-03-22", 1.0),
        ("week", "2024-03-29", 2.0),
        ("cumulative", "2024-03-29", 9.0),
    ]
    assert findings(got) == [("period-unclear", "D2")]


def test_weeks_of_the_year_before_are_of_that_year() -> None:
    got = read(
        [["招商周统计"], ["指标", "12月29日", "1月5日", "累计"], ["走出去", 1, 2, 2]],
        period=datetime(2024, 1, 5).date(),
    )
    assert records(got, "counters", "as_of")[:2] == [("2023-12-29",), ("2024-01-05",)]


def test_days_in_the_rows_of_a_list_stay_days() -> None:
    head = ["项目名称", "签约时间", "开工时间", "竣工时间"]
    got = read([["项目台账"], head, ["甲项目", *TYPED[:3]], ["乙项目", *TYPED[:3]]])
    assert (
        records(got, "projects", "signed_on", "started_on", "completed_on")
        == [("2024-03-08", "2024-03-15", "2024-03-22")] * 2
    )

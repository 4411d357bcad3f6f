"""Figures reported as figures: counter sheets and target tables in every layout."""

import pytest

from tests.loaders.sheets import findings, read, records

FIELDS = ("unit", "indicator", "period", "as_of", "value", "cell")


def test_units_down_and_indicators_across_with_week_and_total() -> None:
    got = read(
        [
            ["全区招商引资情况统计表（截至2024年3月29日）"],
            ["单位", "走出去（次）", None, "请进来（批次）", None],
            [None, "本周", "累计", "本周", "累计"],
            ["新海街道", 1, 7, 2, 9],
            ["板浦镇", 0, 3, None, "—"],
            ["合计", 1, 10, 2, 9],
        ],
        ["A2:A3", "B2:C2", "D2:E2"],
        name="统计.xlsx",
    )
    assert records(got, "counters", *FIELDS) == [
        ("新海街道", "outbound_trips", "week", "2024-03-29", 1.0, "B4"),
        ("新海街道", "outbound_trips", "cumulative", "2024-03-29", 7.0, "C4"),
        ("新海街道", "inbound_groups", "week", "2024-03-29", 2.0, "D4"),
        ("新海街道", "inbound_groups", "cumulative", "2024-03-29", 9.0, "E4"),
        ("板浦镇", "outbound_trips", "week", "2024-03-29", 0.0, "B5"),
        ("板浦镇", "outbound_trips", "cumulative", "2024-03-29", 3.0, "C5"),
    ]
    assert findings(got) == []
    assert got.sheets[0].total_rows == (6,)


def test_indicators_down_with_their_unit_of_measure() -> None:
    got = read(
        [
            ["序号", "指标", "单位", "本周", "累计"],
            [1, "走出去", "次", 2, 12],
            [2, "盘活闲置厂房", "万平方米", 0.1, "约2"],
            [3, "新签约项目计划总投资", "亿元", 1, 5.5],
        ]
    )
    assert records(got, "counters", "unit", "indicator", "period", "value", "hedged") == [
        ("新海街道", "outbound_trips", "week", 2.0, ""),
        ("新海街道", "outbound_trips", "cumulative", 12.0, ""),
        ("新海街道", "factory_m2", "week", 1000.0, ""),
        ("新海街道", "factory_m2", "cumulative", 20000.0, "value"),
        ("新海街道", "investment_signed", "week", 1.0, ""),
        ("新海街道", "investment_signed", "cumulative", 5.5, ""),
    ]


def test_indicators_down_and_units_across() -> None:
    got = read([["指标", "新海街道", "板浦镇"], ["走出去（次）", 4, 2], ["请进来（批次）", 6, 1]], name="统计.xlsx")
    assert records(got, "counters", "unit", "indicator", "value", "cell") == [
        ("新海街道", "outbound_trips", 4.0, "B2"),
        ("板浦镇", "outbound_trips", 2.0, "C2"),
        ("新海街道", "inbound_groups", 6.0, "B3"),
        ("板浦镇", "inbound_groups", 1.0, "C3"),
    ]


def test_months_as_columns_are_monthly_counters_to_the_end_of_each_month_or_of_the_file() -> None:
    got = read([["2024年走出去统计"], ["指标", "1月", "2月", "3月"], ["走出去", 3, 1, 4], ["请进来", 1, 1, 2]])
    assert records(got, "counters", "indicator", "period", "as_of", "value")[:3] == [
        ("outbound_trips", "month", "2024-01-31", 3.0),
        ("outbound_trips", "month", "2024-02-29", 1.0),
        ("outbound_trips", "month", "2024-03-29", 4.0),
    ]


@pytest.mark.parametrize("blank", [None, "", "—", "/", "待定"])
def test_no_figure_is_no_row_and_never_zero(blank: str | None) -> None:
    got = read([["单位", "走出去", "请进来"], ["新海街道", blank, 5]])
    assert records(got, "counters", "indicator", "value") == [("inbound_groups", 5.0)]


def test_an_area_without_a_unit_of_measure_is_not_guessed() -> None:
    got = read([["单位", "盘活闲置厂房", "走出去"], ["新海街道", 2, 5]])
    assert records(got, "counters", "indicator") == [("outbound_trips",)]
    assert findings(got) == [("unit-of-measure-missing", "B1")]


def test_unit_words_in_the_cells_of_a_long_sheet_stay_figures() -> None:
    got = read([["指标", "累计"], ["走出去", "40次"], ["推介", "50余批次"], ["洽谈项目", "140余个"]])
    assert records(got, "counters", "indicator", "value", "hedged") == [
        ("outbound_trips", 40.0, ""),
        ("promotions", 50.0, "value"),
        ("projects_discussed", 140.0, "value"),
    ]
    assert got.sheets[0].hedges == {"B3": "over", "B4": "over"}


def test_a_planned_figure_is_no_figure_of_what_was_done() -> None:
    got = read([["新海街道周报"], ["指标", "单位", "本周", "累计"], ["走出去", "次", "计划3", 12]])
    assert records(got, "counters", "period", "value") == [("cumulative", 12.0)]
    assert findings(got) == [("planned-figure", "C3")]


def test_nobody_went_out_in_a_counter_cell_is_zero() -> None:
    got = read([["单位", "走出去", "请进来"], ["新海街道", "未外出", 5]])
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 0.0), ("inbound_groups", 5.0)]


def test_none_beside_figures_is_zero_and_remarks_take_nothing_away() -> None:
    rows = [["新海街道", 1, None, "未外出"], ["板浦镇", "未外出", "未接待客商", None], ["南城街道", "无", 2, None]]
    got = read([["单位", "走出去", "请进来", "备注"], *rows], name="统计.xlsx")
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("新海街道", "outbound_trips", 1.0),
        ("板浦镇", "outbound_trips", 0.0),
        ("板浦镇", "inbound_groups", 0.0),
        ("南城街道", "outbound_trips", 0.0),
        ("南城街道", "inbound_groups", 2.0),
    ]


def test_months_down_are_monthly_counters() -> None:
    got = read([["2024年统计"], ["月份", "走出去", "请进来"], ["1月", 3, 5], ["2月", 2, 4], ["合计", 5, 9]])
    assert records(got, "counters", "indicator", "period", "as_of", "value") == [
        ("outbound_trips", "month", "2024-01-31", 3.0),
        ("inbound_groups", "month", "2024-01-31", 5.0),
        ("outbound_trips", "month", "2024-02-29", 2.0),
        ("inbound_groups", "month", "2024-02-29", 4.0),
    ]
    assert findings(got) == []


def test_cumulative_months_run_to_the_end_of_their_last() -> None:
    got = read([["2024年统计"], ["指标", "1月", "1-2月"], ["走出去", 3, 5], ["请进来", 2, 4]])
    assert records(got, "counters", "indicator", "period", "as_of", "value")[:2] == [
        ("outbound_trips", "month", "2024-01-31", 3.0),
        ("outbound_trips", "cumulative", "2024-02-29", 5.0),
    ]


def test_the_same_figure_twice_counts_once_and_is_said() -> None:
    got = read([["单位", "走出去", "请进来"], ["新海街道", 3, 4], ["新海街道", 7, 8]], name="统计.xlsx")
    assert [v for (v,) in records(got, "counters", "value")] == [3.0, 4.0]
    assert findings(got) == [("duplicate-row", "B3"), ("duplicate-row", "C3")]


def test_a_telephone_number_is_no_count() -> None:
    got = read([["单位", "走出去", "请进来"], ["新海街道", 13800138000, 4]])
    assert records(got, "counters", "value") == [(4.0,)]
    assert findings(got) == [("value-out-of-range", "B2")]
    assert "13800138000" not in str(got.findings)


def test_the_title_names_the_indicator_where_no_heading_does() -> None:
    months = read(
        [
            ["2024年各镇街外出招商次数（次）"],
            ["单位", "1月", "2月", "3月", "累计"],
            ["板浦镇", 2, 6, 6, 14],
        ],
        name="月报.xlsx",
    )
    assert records(months, "counters", "unit", "indicator", "period", "as_of", "value") == [
        ("板浦镇", "outbound_trips", "month", "2024-01-31", 2.0),
        ("板浦镇", "outbound_trips", "month", "2024-02-29", 6.0),
        ("板浦镇", "outbound_trips", "month", "2024-03-29", 6.0),
        ("板浦镇", "outbound_trips", "cumulative", "2024-03-29", 14.0),
    ]
    weeks = read([["各单位走出去情况统计（单位：次）"], ["单位", "本周", "累计"], ["板浦镇", 1, 2]], name="周报.xlsx")
    assert records(weeks, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 2.0),
    ]


def test_a_title_about_two_indicators_names_none() -> None:
    got = read([["外出招商和接待客商次数"], ["单位", "本周", "累计"], ["板浦镇", 1, 2]], name="周报.xlsx")
    assert records(got, "counters", "value") == []
    assert ("unknown-ledger", "A2") in findings(got)


@pytest.mark.parametrize("words", ["今年以来", "年内", "年初至今", "1-3月", "本年累计", "当年", "截至3月29日累计"])
def test_words_for_the_year_so_far_are_cumulative(words: str) -> None:
    down = read([["统计项目", "本周", words], ["外出招商次数", 2, 10]])
    across = read([["街镇", "本周外出招商", f"{words}外出招商"], ["板浦镇", 2, 10]], name="周报.xlsx")
    expected = [("outbound_trips", "week", 2.0), ("outbound_trips", "cumulative", 10.0)]
    assert records(down, "counters", "indicator", "period", "value") == expected
    assert records(across, "counters", "indicator", "period", "value") == expected


def test_rows_of_this_week_and_so_far_are_periods_and_no_totals() -> None:
    got = read([["类别", "走出去（次）", "请进来（批次）"], ["本周", 1, 2], ["累计", 12, 30]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("inbound_groups", "week", 2.0),
        ("outbound_trips", "cumulative", 12.0),
        ("inbound_groups", "cumulative", 30.0),
    ]
    assert findings(got) == []


def test_indicators_down_the_rows_may_be_numbered() -> None:
    got = read([["项目", "单位", "本周数", "累计数"], ["一、走出去", "次", 1, 9], ["（二）请进来", "批次", 2, 12]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 9.0),
        ("inbound_groups", "week", 2.0),
        ("inbound_groups", "cumulative", 12.0),
    ]


def test_columns_and_rows_that_compare_are_no_figures_of_this_period() -> None:
    got = read(
        [
            ["镇街", "走出去", None, None, None],
            [None, "本周", "上周", "累计", "去年同期"],
            ["板浦镇", 2, 1, 10, 8],
            ["合计", 2, 1, 10, 8],
            ["去年同期", 1, None, 8],
            ["同比增长", "100%", None, "25%"],
        ],
        ["A1:A2", "B1:E1"],
        name="统计.xlsx",
    )
    assert records(got, "counters", "period", "value") == [("week", 2.0), ("cumulative", 10.0)]
    assert findings(got) == []


def test_a_month_spread_over_the_indicators_is_a_heading() -> None:
    got = read(
        [
            ["2024年统计表"],
            ["单位", "2024年3月", None],
            [None, "走出去", "请进来"],
            ["新海街道", 1, 2],
            ["南城街道", 4, 5],
        ],
        ["B2:C2", "A2:A3"],
        name="统计.xlsx",
    )
    assert records(got, "counters", "unit", "indicator", "period", "value") == [
        ("新海街道", "outbound_trips", "month", 1.0),
        ("新海街道", "inbound_groups", "month", 2.0),
        ("南城街道", "outbound_trips", "month", 4.0),
        ("南城街道", "inbound_groups", "month", 5.0),
    ]


def test_an_indicator_beside_its_part_of_the_year_down_and_units_across() -> None:
    got = read(
        [
            ["招商工作数据（截至2024年3月29日）"],
            ["指标", "新海街道", "板浦镇", "合计"],
            ["走出去累计（次）", 6, 8, 14],
            ["请进来本周（批次）", 1, 2, 3],
            ["签约计划总投资累计（亿元）", 6.5, 3, 9.5],
        ],
        name="数据.xlsx",
    )
    assert records(got, "counters", "unit", "indicator", "period", "value") == [
        ("新海街道", "outbound_trips", "cumulative", 6.0),
        ("板浦镇", "outbound_trips", "cumulative", 8.0),
        ("新海街道", "inbound_groups", "week", 1.0),
        ("板浦镇", "inbound_groups", "week", 2.0),
        ("新海街道", "investment_signed", "cumulative", 6.5),
        ("板浦镇", "investment_signed", "cumulative", 3.0),
    ]


def test_a_month_that_is_expected_is_neither_done_nor_a_target() -> None:
    got = read([["新海街道走出去情况"], ["指标", "1月", "2月", "3月（预计）"], ["走出去", 1, 2, 3]])
    assert records(got, "counters", "as_of", "value") == [("2024-01-31", 1.0), ("2024-02-29", 2.0)]
    assert ("period-unclear", "D2") in findings(got)


@pytest.mark.parametrize("done", ["3月完成", "3月份完成数", "3月实际完成", "3月实际"])
@pytest.mark.parametrize("so_far", ["至今", "3月累计完成"])
def test_what_was_done_in_a_month_stands_beside_what_was_done_so_far(done: str, so_far: str) -> None:
    got = read([["2024年招商情况"], ["指标", done, so_far], ["走出去（次）", 1, 3]])
    assert records(got, "counters", "period", "as_of", "value") == [
        ("month", "2024-03-29", 1.0),
        ("cumulative", "2024-03-29", 3.0),
    ]
    assert findings(got) == []


def test_sums_to_the_ends_of_two_months_are_two_figures() -> None:
    head = [["2024年"], ["单位", "走出去", None, None, None], [None, "2月", "2月累计", "3月", "3月累计"]]
    got = read([*head, ["新海街道", 1, 2, 3, 5]], ["A2:A3", "B2:E2"])
    assert records(got, "counters", "period", "as_of", "value") == [
        ("month", "2024-02-29", 1.0),
        ("cumulative", "2024-02-29", 2.0),
        ("month", "2024-03-29", 3.0),
        ("cumulative", "2024-03-29", 5.0),
    ]


def test_what_is_counted_may_stand_behind_the_word_project() -> None:
    rows = [["项目签约", 1, 2], ["项目开工", 3, 4], ["项目洽谈", 5, 6], ["项目竣工", 7, 8]]
    got = read([["招商情况"], ["指标", "本周", "累计"], *rows])
    assert records(got, "counters", "indicator", "value")[1::2] == [
        ("projects_signed", 2.0),
        ("projects_started", 4.0),
        ("projects_discussed", 6.0),
        ("projects_completed", 8.0),
    ]

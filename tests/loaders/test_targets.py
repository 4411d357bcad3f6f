"""Figures to be reached: target tables in every layout, and what their titles say of them."""

import pytest

from tests.loaders.sheets import findings, read, records


def test_targets_with_done_and_rate_over_two_header_rows_and_the_total_first() -> None:
    got = read(
        [
            ["2024年盘活目标任务及完成情况（单位：万平方米）"],
            ["单位", "低效用地", None, None, "闲置厂房", None, None],
            [None, "目标值", "完成值", "完成率", "目标值", "完成值", "完成率"],
            ["合计", 60, 3, "5%", 15, 2, 0.1333],
            ["新海街道", 40, 3, "7.5%", 10, 2, 0.2],
            ["板浦镇", 20, None, None, 5, None, None],
        ],
        ["A2:A3", "B2:D2", "E2:G2"],
        name="目标.xlsx",
    )
    assert records(got, "targets", "unit", "indicator", "year", "period", "value", "cell") == [
        ("新海街道", "land_m2", 2024, "year", 400000.0, "B5"),
        ("新海街道", "factory_m2", 2024, "year", 100000.0, "E5"),
        ("板浦镇", "land_m2", 2024, "year", 200000.0, "B6"),
        ("板浦镇", "factory_m2", 2024, "year", 50000.0, "E6"),
    ]
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("新海街道", "land_m2", 30000.0),
        ("新海街道", "factory_m2", 20000.0),
    ]
    assert findings(got) == []


def test_a_target_of_zero_is_said() -> None:
    got = read([["2024年目标"], ["单位", "走出去目标值", "请进来目标值"], ["新海街道", 0, 12]])
    assert findings(got) == [("target-of-zero", "B3")]


def test_quarterly_targets_are_targets_to_the_end_of_each_quarter() -> None:
    got = read(
        [
            ["2024年季度目标分解（单位：万平方米）"],
            ["单位", "盘活闲置楼宇", None, None, None, None],
            [None, "一季度", "二季度", "三季度", "四季度", "全年"],
            ["新海街道", 1, 2, 3, 4, 4],
        ],
        ["A2:A3", "B2:F2"],
    )
    assert records(got, "targets", "period", "value") == [
        ("Q1", 10000.0),
        ("Q2", 20000.0),
        ("Q3", 30000.0),
        ("Q4", 40000.0),
        ("year", 40000.0),
    ]
    assert "counters" not in got.tables


@pytest.mark.parametrize(
    ("title", "part"), [("2024年3月目标任务", "03"), ("2024年一季度目标任务", "Q1"), ("2024年目标任务", "year")]
)
def test_the_title_says_for_which_part_of_the_year_targets_are(title: str, part: str) -> None:
    got = read([[title], ["单位", "走出去目标", "请进来目标"], ["新海街道", 3, 4]])
    assert [p for (p,) in records(got, "targets", "period")] == [part, part]


def test_a_target_column_belongs_to_the_only_indicator() -> None:
    got = read([["2024年"], ["单位", "年度目标", "走出去完成数", "完成率"], ["新海街道", 30, 6, "20%"]])
    assert records(got, "targets", "indicator", "value") == [("outbound_trips", 30.0)]


def test_the_districts_row_beside_units_is_its_own_target() -> None:
    got = read(
        [["2024年目标"], ["单位", "走出去目标", "请进来目标"], ["全区", 50, 60], ["新海街道", 30, 40]], name="目标.xlsx"
    )
    assert records(got, "targets", "unit", "value") == [
        ("新海街道", 30.0),
        ("新海街道", 40.0),
        ("示例区", 50.0),
        ("示例区", 60.0),
    ]


def test_a_title_gives_indicator_and_unit_of_measure_to_a_column_of_targets() -> None:
    got = read(
        [["2024年各镇街盘活闲置厂房目标任务（万平方米）"], ["序号", "单位", "年度目标"], [1, "板浦镇", 1.5]],
        name="目标.xlsx",
    )
    assert records(got, "targets", "unit", "indicator", "period", "value") == [
        ("板浦镇", "factory_m2", "year", 15000.0)
    ]


def test_targets_by_part_of_the_year_are_cumulative_to_its_end() -> None:
    got = read(
        [
            ["单位", "新签约项目目标", None, None, None],
            [None, "一季度", "上半年", "前三季度", "全年"],
            ["板浦镇", 2, 4, 6, 8],
        ],
        ["A1:A2", "B1:E1"],
        name="目标.xlsx",
    )
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "targets", "indicator", "period", "value") == [
        ("projects_signed", "Q1", 2.0),
        ("projects_signed", "Q2", 4.0),
        ("projects_signed", "Q3", 6.0),
        ("projects_signed", "year", 8.0),
    ]


def test_a_column_of_a_year_s_target_is_a_target() -> None:
    got = read([["单位", "闲置厂房年度目标（㎡）", "走出去全年任务"], ["板浦镇", 3000, 24]], name="台账.xlsx")
    assert records(got, "targets", "indicator", "value") == [("factory_m2", 3000.0), ("outbound_trips", 24.0)]
    assert records(got, "counters", "value") == []


def test_a_title_of_one_month_or_of_targets_says_what_its_figures_are() -> None:
    month = read([["3月份各街镇接待客商批次统计表"], ["序号", "街镇", "批次"], [1, "板浦镇", 3]], name="统计.xlsx")
    assert records(month, "counters", "unit", "indicator", "period", "as_of", "value") == [
        ("板浦镇", "inbound_groups", "month", "2024-03-29", 3.0)
    ]
    so_far = read([["各街镇接待客商批次（截至3月份）"], ["街镇", "批次"], ["板浦镇", 9]], name="统计.xlsx")
    assert records(so_far, "counters", "period", "value") == [("cumulative", 9.0)]
    parts = read([["2024年外出招商次数分月目标"], ["街镇", "1月", "2月"], ["板浦镇", 2, 4]], name="目标.xlsx")
    assert records(parts, "targets", "period", "value") == [("01", 2.0), ("02", 4.0)]
    assert records(parts, "counters", "value") == []


@pytest.mark.parametrize(
    "heads", [["一季度累计", "二季度累计", "三季度累计", "全年目标"], ["一季度", "上半年累计", "三季度累计", "全年"]]
)
def test_quarters_that_count_on_are_targets_under_a_title_of_targets(heads: list[str]) -> None:
    got = read([["2024年盘活闲置楼宇（万平方米）分季度目标"], ["序号", "单位", *heads], [1, "新海街道", 1, 2, 3, 4]])
    assert records(got, "targets", "indicator", "period", "value") == [
        ("building_m2", "Q1", 10000.0),
        ("building_m2", "Q2", 20000.0),
        ("building_m2", "Q3", 30000.0),
        ("building_m2", "year", 40000.0),
    ]
    assert findings(got) == []


def test_months_that_count_on_are_targets_where_the_title_divides_the_year() -> None:
    head, row = ["单位", "1月累计", "1-2月累计", "1-3月累计", "全年目标"], ["新海街道", 1, 2, 3, 10]
    planned = read([["2024年新签约项目分月目标"], head, row])
    assert records(planned, "targets", "period", "value") == [("01", 1.0), ("02", 2.0), ("03", 3.0), ("year", 10.0)]
    assert "counters" not in planned.tables
    done = read([["2024年新签约项目目标"], ["单位", "1-2月累计", "1-3月累计", "全年目标"], ["新海街道", 2, 3, 10]])
    assert records(done, "targets", "period", "value") == [("year", 10.0)]


def test_quarters_that_tell_what_was_done_are_no_targets() -> None:
    got = read([["2024年招商目标"], ["单位", "走出去目标", "一季度累计完成", "二季度累计完成"], ["新海街道", 9, 2, 5]])
    assert records(got, "targets", "period", "value") == [("year", 9.0)]
    # up to the end of the first quarter is since January; of the second it may be the quarter's alone
    assert records(got, "counters", "indicator", "period", "as_of", "value") == [
        ("outbound_trips", "cumulative", "2024-03-29", 2.0)
    ]
    assert findings(got) == [("period-unclear", "D2")]


@pytest.mark.parametrize(("heading", "part"), [("年度目标", "year"), ("全年任务", "year"), ("目标", "Q1")])
def test_a_heading_that_says_year_is_of_the_year_whatever_quarter_the_title_names(heading: str, part: str) -> None:
    got = read([["一季度招商目标完成情况"], ["指标", heading, "完成", "完成率"], ["走出去（次）", 14, 7, "50%"]])
    assert records(got, "targets", "period", "value") == [(part, 14.0)]


def test_two_units_of_measure_in_a_title_say_nothing() -> None:
    got = read([["2024年盘活厂房（亩）、楼宇（万平方米）目标"], ["单位", "盘活闲置楼宇"], ["新海街道", 3]])
    assert findings(got) == [("unit-of-measure-missing", "B2")]


@pytest.mark.parametrize("quarter", ["一季度目标", "一季度\n目标", "一季\n度目标", "一\n季度目标"])
def test_a_break_inside_a_word_of_a_heading_changes_nothing(quarter: str) -> None:
    got = read(
        [
            ["2024年招商目标"],
            ["指标", "计量单位", "年度目标", quarter, "累计完成", "完成率（%）"],
            ["新签约项目", "个", 120, 30, 26, 21.7],
        ]
    )
    assert records(got, "targets", "period", "value") == [("year", 120.0), ("Q1", 30.0)]
    assert records(got, "counters", "period", "value") == [("cumulative", 26.0)]
    assert findings(got) == []


@pytest.mark.parametrize(("rate", "wrong"), [(21.7, []), (86.7, []), (50, [("rate-mismatch", "F3")])])
def test_a_rate_may_be_of_the_year_or_of_the_quarter(rate: float, wrong: list[tuple[str, str]]) -> None:
    got = read(
        [
            ["2024年招商目标"],
            ["指标", "计量单位", "年度目标", "一季度目标", "累计完成", "完成率（%）"],
            ["新签约项目", "个", 120, 30, 26, rate],
        ]
    )
    assert findings(got) == wrong


@pytest.mark.parametrize(
    "head", ["3月底实际", "3月末实际", "3月末完成数", "到3月底", "截至3月底", "截至3月底实际", "3月底"]
)
def test_beside_targets_the_end_of_a_month_tells_what_was_reached_since_january(head: str) -> None:
    got = read([["2024年招商情况"], ["指标", "全年目标", "一季度目标", head], ["走出去（次）", 100, 25, 22]])
    assert records(got, "counters", "period", "as_of", "value") == [("cumulative", "2024-03-29", 22.0)]
    assert records(got, "targets", "period", "value") == [("year", 100.0), ("Q1", 25.0)]
    assert findings(got) == []


def test_ends_of_months_that_are_still_to_come_are_targets() -> None:
    got = read([["2024年招商情况"], ["指标", "3月底", "6月底", "全年目标"], ["走出去（次）", 25, 50, 100]])
    assert records(got, "targets", "period", "value") == [("03", 25.0), ("06", 50.0), ("year", 100.0)]
    assert "counters" not in got.tables


def test_what_is_expected_to_be_done_by_a_month_is_left_out() -> None:
    got = read([["2024年"], ["指标", "全年目标", "3月底预计完成"], ["走出去（次）", 100, 25]])
    assert "counters" not in got.tables
    assert findings(got) == [("period-unclear", "C2")]


def test_at_least_so_much_is_a_target_of_so_much_in_money_as_in_counts() -> None:
    rows = [
        ["新海街道", "6个以上", "20亿元"],
        ["板浦镇", "不少于7个", "不低于30亿元"],
        ["南城街道", "8个", "不超过9亿元"],
    ]
    got = read([["2024年招商引资任务分解表"], ["责任单位", "签约项目", "签约额"], *rows], name="任务.xlsx")
    assert records(got, "targets", "unit", "value", "hedged") == [
        ("新海街道", 6.0, "value"), ("新海街道", 20.0, ""), ("板浦镇", 7.0, "value"), ("板浦镇", 30.0, "value"),
        ("南城街道", 8.0, ""),
    ]  # fmt: skip
    assert findings(got) == [("not-a-number", "C5")]


@pytest.mark.parametrize("label", ["计量单位", "单位", "（单位）"])
def test_a_row_of_units_of_measure_under_the_headings_is_part_of_them(label: str) -> None:
    head = [["单位", "外出", "签约项目", "签约额"], [label, "次", "个", "亿元"]]
    got = read([["2024年招商统计"], *head, ["新海街道", 3, 1, 2.5]], name="统计.xlsx")
    assert records(got, "counters", "unit", "indicator", "value") == [
        ("新海街道", "outbound_trips", 3.0), ("新海街道", "projects_signed", 1.0),
        ("新海街道", "investment_signed", 2.5),
    ]  # fmt: skip
    assert findings(got) == []

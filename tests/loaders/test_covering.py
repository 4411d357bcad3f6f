"""What part of the year flat figures are of, whom they belong to, and figures that nobody may take for another's."""

import pytest

from loaders import ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, read, records, workbook

HEAD = ["单位", "走出去（次）", "请进来（批次）"]
ROWS = [["板浦镇", 2, 5], ["新海街道", 1, 3]]


def figures(title: list[str], sheet: str = "Sheet1", file: str = "表.xlsx") -> set[tuple[str, str]]:
    got = read([*([line] for line in title), HEAD, *ROWS], name=file, sheet=sheet)
    return set(records(got, "counters", "period", "as_of"))


@pytest.mark.parametrize(
    "title",
    [
        ["全区招商活动周统计表（3月23日-3月29日）"],
        ["2024年第13周招商活动统计表"],
        ["3月23日至3月29日各镇招商活动统计表"],
        ["各镇招商活动统计表", "统计时间：2024年3月23日至3月29日"],
        ["各镇招商活动统计表", "（2024.3.23-2024.3.29）"],
        ["本周招商活动完成情况"],
    ],
)
def test_a_span_of_seven_days_or_a_named_week_is_a_week(title: list[str]) -> None:
    assert figures(title) == {("week", "2024-03-29")}


def test_a_sheet_named_after_its_week_is_a_week() -> None:
    assert figures(["各镇招商活动统计表"], sheet="第13周") == {("week", "2024-03-29")}


def test_a_stated_week_ends_on_its_own_last_day() -> None:
    assert figures(["各镇招商活动统计表", "统计时间：3月16日至3月22日"]) == {("week", "2024-03-22")}


def test_figures_of_last_week_are_not_this_one_s() -> None:
    assert figures(["上周招商活动统计表"]) == set()


@pytest.mark.parametrize(
    ("title", "end"),
    [
        (["各镇3月招商活动统计表"], "2024-03-29"),
        (["各镇招商活动统计表", "统计时段：2024年3月1日—3月29日"], "2024-03-29"),
        (["本月招商活动统计表"], "2024-03-29"),
        (["2024年2月份招商活动统计表"], "2024-02-29"),
    ],
)
def test_a_named_month_or_a_span_from_its_first_day_is_that_month(title: list[str], end: str) -> None:
    assert figures(title) == {("month", end)}


@pytest.mark.parametrize(
    "title",
    [
        ["各镇招商活动累计情况（3月23日-3月29日）"],
        ["3月份招商活动统计表（截至3月29日）"],
        ["1-3月招商活动统计表"],
        ["招商活动统计表（1月1日-3月29日）"],
        ["招商活动统计周报"],
        ["2024年3月重点指标完成情况"],
        ["招商活动统计表"],
    ],
)
def test_what_adds_up_since_january_is_cumulative(title: list[str]) -> None:
    assert {period for period, _ in figures(title)} == {"cumulative"}


def test_a_span_that_is_neither_week_nor_month_counts_nothing_and_says_so() -> None:
    got = read([["招商活动统计表（3月5日-3月20日）"], HEAD, *ROWS], name="表.xlsx")
    assert records(got, "counters", "value") == []
    assert {("period-unclear", "B2"), ("period-unclear", "C2")} <= set(findings(got))


def test_a_plan_for_one_week_is_no_target_of_the_year() -> None:
    got = read([["本周招商任务表"], HEAD, *ROWS], name="表.xlsx")
    assert got.tables == {}
    assert ("period-unclear", "B2") in findings(got)


def test_a_plan_by_quarters_may_call_itself_cumulative() -> None:
    head = [["单位", "新签约项目（个）", None, None], [None, "全年", "一季度", "二季度"]]
    got = read([["2024年签约目标分季度计划（累计）"], *head, ["板浦镇", 24, 6, 12]], ["A2:A3", "B2:D2"], name="表.xlsx")
    assert records(got, "targets", "period", "value") == [("year", 24.0), ("Q1", 6.0), ("Q2", 12.0)]
    assert got.sheets[0].ledger == "targets"


@pytest.mark.parametrize("head", ["指标", "指标数", "下达指标"])
def test_an_indicator_s_own_figure_beside_what_is_done_is_its_target(head: str) -> None:
    heads = [["单位", "外出招商（次）", None], [None, head, "完成"]]
    got = read([["2024年重点任务完成情况表"], *heads, ["板浦镇", 40, 5]], ["A2:A3", "B2:C2"], name="表.xlsx")
    assert records(got, "targets", "indicator", "value", "cell") == [("outbound_trips", 40.0, "B4")]
    assert records(got, "counters", "indicator", "value", "cell") == [("outbound_trips", 5.0, "C4")]


def test_two_columns_for_one_figure_are_both_left_to_a_person() -> None:
    got = read(
        [["招商活动累计"], ["单位", "走出去（次）", "外出招商（次）", "请进来（批次）"], ["板浦镇", 2, 3, 5]],
        name="表.xlsx",
    )
    assert records(got, "counters", "indicator", "value") == [("inbound_groups", 5.0)]
    assert [(q.about, q.cell) for q in got.questions] == [("column", "B2"), ("column", "C2")]


def test_a_rank_under_an_indicator_counts_nothing() -> None:
    heads = [["单位", "新开工项目（个）", None, None], [None, "年度任务", "完成数", "排名"]]
    got = read([["任务完成情况"], *heads, ["板浦镇", 4, 1, 9]], ["A2:A3", "B2:D2"], name="表.xlsx")
    assert records(got, "counters", "value") == [(1.0,)]


def test_areas_to_reach_without_a_unit_of_measure_are_targets_all_the_same() -> None:
    got = read([["2024年盘活目标任务分解表"], ["单位", "闲置厂房", "闲置楼宇"], ["板浦镇", 3, 4]], name="表.xlsx")
    assert got.sheets[0].ledger == "targets"
    assert ("unit-of-measure-missing", "B2") in findings(got)


@pytest.mark.parametrize("parts", [["本月", "本月"], ["本月", "累计"], ["本周", "累计"]])
def test_parts_of_the_year_under_each_heading_belong_to_the_header(parts: list[str]) -> None:
    got = read([["招商统计表"], HEAD, [None, *parts], *ROWS], name="表.xlsx")
    told = {"本月": "month", "本周": "week", "累计": "cumulative"}
    assert got.sheets[0].header_rows == (2, 3)
    assert records(got, "counters", "unit", "period", "value", "cell") == [
        ("板浦镇", told[parts[0]], 2.0, "B4"),
        ("板浦镇", told[parts[1]], 5.0, "C4"),
        ("新海街道", told[parts[0]], 1.0, "B5"),
        ("新海街道", told[parts[1]], 3.0, "C5"),
    ]


def test_a_word_among_figures_makes_no_axis_of_their_column() -> None:
    got = read([["招商统计表"], HEAD, ["板浦镇", "无", 5], ["新海街道", 1, 3], ["南城街道", 4, 2]], name="表.xlsx")
    assert [v for (v,) in records(got, "counters", "value")] == [0.0, 5.0, 1.0, 3.0, 4.0, 2.0]


def test_the_district_sends_everyone_s_figures_and_records() -> None:
    got = read([["招商活动累计"], HEAD, *ROWS], name="表.xlsx", unit=DISTRICT.name)
    assert [u for (u,) in records(got, "counters", "unit")] == ["板浦镇", "板浦镇", "新海街道", "新海街道"]
    assert findings(got) == []
    lists = [
        ["项目清单"],
        ["镇街", "项目名称", "投资方"],
        ["板浦镇", "甲项目", "乙公司"],
        ["新海街道", "丙项目", "丁公司"],
    ]
    got = read(lists, name="表.xlsx", unit=DISTRICT.name)
    assert records(got, "projects", "unit", "name") == [("板浦镇", "甲项目"), ("新海街道", "丙项目")]
    assert "unit-differs" not in [code for code, _ in findings(got)]


def test_one_unit_s_file_still_says_where_its_unit_column_differs() -> None:
    got = read([["招商活动累计"], HEAD, ["板浦镇", 2, 5]], name="表.xlsx", unit="新海街道")
    assert [u for (u,) in records(got, "counters", "unit")] == ["新海街道", "新海街道"]
    assert ("unit-differs", "A3") in findings(got)


def test_in_a_list_of_the_whole_district_the_responsible_unit_owns_the_record() -> None:
    head = ["厂房名称", "建筑面积（㎡）", "已盘活面积（㎡）", "盘活时间", "责任单位"]
    got = read([["全区闲置厂房一览表"], head, ["甲厂房", 900, 300, "3月1日", "板浦镇"]], name="全区厂房.xlsx")
    assert records(got, "assets", "unit", "responsible_unit") == [("板浦镇", "板浦镇")]


@pytest.mark.parametrize("name", ["新海街道办事处", "新海街办", "新海街道办"])
def test_the_office_of_a_street_is_the_street(name: str) -> None:
    got = read([["招商活动累计"], HEAD, [name, 2, 5], ["板浦镇", 1, 1]], name="表.xlsx")
    assert [u for (u,) in records(got, "counters", "unit")][:2] == ["新海街道", "新海街道"]


def targets(title: str) -> list[tuple[float, ...]]:
    return records(read([[title], HEAD, *ROWS]), "targets", "value")


def test_an_allotment_sets_targets_whatever_day_it_was_drawn_up() -> None:
    assert targets("2024年目标任务分解表（截至2024年3月29日）") == [(2.0,), (5.0,), (1.0,), (3.0,)]
    assert targets("截至3月29日各镇街任务分解完成情况") == []


def test_a_table_of_tasks_with_a_day_is_neither_targets_nor_figures_until_somebody_says() -> None:
    got = read([["2024年招商引资目标任务表（截至3月29日）"], HEAD, *ROWS])
    assert not got.tables
    assert findings(got) == [("period-unclear", "B2"), ("period-unclear", "C2")]


def test_a_row_beside_months_that_names_none_is_left_out_and_said() -> None:
    rows = [["1月", 1, 2], ["2月", 3, 4], ["春节期间", 3, 4]]
    got = read([["招商统计"], ["时间", "走出去", "请进来"], *rows])
    assert records(got, "counters", "period", "value") == [("month", v) for v in (1.0, 2.0, 3.0, 4.0)]
    assert findings(got) == [("period-unclear", "A5")]


def test_sheets_of_two_weeks_in_one_file_cover_to_their_own_days() -> None:
    sheets = {
        day: [[f"新海街道招商周报（{day}）"], ["指标", "本周", "累计"], ["走出去（次）", 1, done]]
        for day, done in (("3月15日", 5), ("3月29日", 7))
    }
    got = ingest(workbook(sheets), "新海街道周报合订.xlsx", district=DISTRICT, period=PERIOD)
    assert records(got, "counters", "period", "as_of", "value") == [
        ("week", "2024-03-15", 1.0), ("cumulative", "2024-03-15", 5.0),
        ("week", "2024-03-29", 1.0), ("cumulative", "2024-03-29", 7.0),
    ]  # fmt: skip

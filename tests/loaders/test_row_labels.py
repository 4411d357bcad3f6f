"""A row's own label says which part of the year its figure is of, where the column's heading says only 数值."""

import pytest

from loaders import Reading
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


def _labelled(word: str, **options: str) -> Reading:
    rows = [
        ["新海街道", "本周", 1, 2],
        [None, "累计", 5, 7],
        [None, word, 2, 3],
        ["板浦镇", "本周", 1, 1],
        [None, "累计", 4, 4],
        [None, word, 1, 0],
    ]
    return read([["单位", "周期", "走出去", "请进来"], *rows], ["A2:A4", "A5:A7"], name="统计.xlsx", **options)


WEEK_AND_SO_FAR = [
    ("新海街道", "outbound_trips", "week", 1.0),
    ("新海街道", "inbound_groups", "week", 2.0),
    ("板浦镇", "outbound_trips", "week", 1.0),
    ("板浦镇", "inbound_groups", "week", 1.0),
    ("新海街道", "outbound_trips", "cumulative", 5.0),
    ("新海街道", "inbound_groups", "cumulative", 7.0),
    ("板浦镇", "outbound_trips", "cumulative", 4.0),
    ("板浦镇", "inbound_groups", "cumulative", 4.0),
]


@pytest.mark.parametrize(
    "word",
    ["上周", "较上周", "较上周增减", "同期", "去年同期", "环比", "同比增长", "增幅", "上月", "序时进度", "2023年"],
)
def test_rows_of_another_period_beside_this_week_and_so_far_are_left_out(word: str) -> None:
    got = _labelled(word)
    assert sorted(records(got, "counters", "unit", "indicator", "period", "value")) == sorted(WEEK_AND_SO_FAR)
    assert findings(got) == []


@pytest.mark.parametrize("word", ["四季度", "上半年", "春节期间", "上年末", "第12周", "3月5日", None])
def test_rows_of_a_part_of_the_year_that_is_not_counted_are_left_out_and_said(word: str | None) -> None:
    got = _labelled(word)
    assert sorted(records(got, "counters", "unit", "indicator", "period", "value")) == sorted(WEEK_AND_SO_FAR)
    assert findings(got) == [("period-unclear", "B4"), ("period-unclear", "B7")]


def test_months_weeks_and_sums_may_stand_below_each_other() -> None:
    got = read(
        [
            ["月份", "走出去", "请进来"],
            ["1月", 1],
            ["2024年2月", 3],
            ["本周", 2],
            ["1-2月", 4],
            ["3.16-3.22", 5],
            ["1月1日至3月22日", 9],
            ["累计", 11],
            ["春节期间", 6],
        ],
    )
    assert sorted(records(got, "counters", "period", "as_of", "value")) == [
        ("cumulative", "2024-02-29", 4.0),
        ("cumulative", "2024-03-22", 9.0),
        ("cumulative", "2024-03-29", 11.0),
        ("month", "2024-01-31", 1.0),
        ("month", "2024-02-29", 3.0),
        ("week", "2024-03-22", 5.0),
        ("week", "2024-03-29", 2.0),
    ]
    assert findings(got) == [("period-unclear", "A9")]


@pytest.mark.parametrize(
    ("heading", "labels"), [("季度", ["一季度", "二季度"]), ("季度", [1, 2]), ("时段", ["Q1", "上半年"])]
)
def test_quarters_down_are_parts_of_a_target_and_no_sum_since_january(heading: str, labels: list[object]) -> None:
    head = ["单位", heading, "走出去目标"]
    planned = read([head, *(["板浦镇", label, n] for n, label in enumerate(labels, 2))], name="目标.xlsx")
    assert records(planned, "targets", "period", "value") == [("Q1", 2.0), ("Q2", 3.0)]
    done = read(
        [["单位", heading, "走出去"], *(["板浦镇", label, n] for n, label in enumerate(labels, 2))], name="a.xlsx"
    )
    assert records(done, "counters", "value") == []
    assert findings(done) == [("period-unclear", "B2"), ("period-unclear", "B3")]


def test_a_bare_number_under_month_is_that_month() -> None:
    got = read([["月份", "走出去", "请进来"], [1, 3, 4], [2, 5, 6]])
    assert records(got, "counters", "indicator", "period", "as_of", "value") == [
        ("outbound_trips", "month", "2024-01-31", 3.0),
        ("inbound_groups", "month", "2024-01-31", 4.0),
        ("outbound_trips", "month", "2024-02-29", 5.0),
        ("inbound_groups", "month", "2024-02-29", 6.0),
    ]


@pytest.mark.parametrize("years", [[2023, 2024], ["2023年", "2024年"]])
def test_rows_of_another_year_are_no_figures_of_this_one(years: list[object]) -> None:
    got = read([["年份", "走出去", "请进来"], [years[0], 30, 40], [years[1], 5, 6]])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "cumulative", 5.0),
        ("inbound_groups", "cumulative", 6.0),
    ]


def test_brackets_of_a_heading_say_which_part_of_the_year_it_counts() -> None:
    got = read(
        [
            ["单位", "走出去（本周）", "走出去（累计）", "请进来（上周）", "请进来（去年同期）", "请进来（累计）"],
            ["板浦镇", 1, 5, 2, 3, 4],
        ],
        name="统计.xlsx",
    )
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 5.0),
        ("inbound_groups", "cumulative", 4.0),
    ]
    assert findings(got) == []


def test_brackets_of_a_row_say_which_part_of_the_year_it_counts() -> None:
    got = read(
        [["指标", "数值"], ["走出去（本周）", 1], ["走出去（累计）", 5], ["请进来（上周）", 2], ["请进来（累计）", 4]]
    )
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 5.0),
        ("inbound_groups", "cumulative", 4.0),
    ]
    assert findings(got) == []


def test_year_and_month_in_two_columns_are_one_label() -> None:
    got = read([["年份", "月份", "走出去", "请进来"], [2023, "12月", 3, 4], [2024, "1月", 5, 6]])
    assert records(got, "counters", "indicator", "period", "as_of", "value") == [
        ("outbound_trips", "month", "2023-12-31", 3.0),
        ("inbound_groups", "month", "2023-12-31", 4.0),
        ("outbound_trips", "month", "2024-01-31", 5.0),
        ("inbound_groups", "month", "2024-01-31", 6.0),
    ]


BESIDE = [
    (["在谈", "签约", "开工"], "projects_signed"),
    (["接待", "签约", "开工"], "projects_signed"),
    (["培训", "签约", "推介"], "signing_events"),
    (["推介", "签约", "走出去"], "signing_events"),
    (["在谈", "签约", "培训"], None),
    (["走出去", "签约", "请进来"], None),
    (["走出去", "签约", "请进来", "开工"], "projects_signed"),
]


@pytest.mark.parametrize(("heads", "indicator"), BESIDE, ids=["-".join(heads) for heads, _ in BESIDE])
def test_signing_without_a_unit_counts_what_its_neighbours_count_else_it_is_asked(
    heads: list[str], indicator: str | None
) -> None:
    across = read([["招商进度"], ["镇街", *heads], ["新海街道", *range(1, len(heads) + 1)]], name="进度.xlsx")
    down = read([["招商进度"], ["指标", "累计"], *([head, at] for at, head in enumerate(heads, 1))])
    for got, cell in ((across, "C2"), (down, "A4")):
        counted = dict(records(got, "counters", "value", "indicator"))
        assert counted.get(2.0) == indicator
        assert len(counted) == len(heads) - (indicator is None)
        assert (("unmapped-column", cell) in findings(got)) == (indicator is None)


def test_a_title_of_signing_alone_names_no_indicator() -> None:
    got = read([["各镇街签约统计"], ["单位", "1月", "2月"], ["新海街道", 1, 2]], name="统计.xlsx")
    assert records(got, "counters", "value") == []
    assert got.questions

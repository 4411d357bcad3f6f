"""Headings that begin with a year: the sheet's own says nothing new, another one's column is not what is reported."""

from datetime import date

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.wording import sentence, years_taken
from tests.loaders.sheets import findings, read, records


def test_the_sheets_own_year_before_a_heading_changes_nothing() -> None:
    got = read(
        [["招商引资目标任务表"], ["单位", "2024年走出去目标（次）", "2024年度请进来目标（批次）"], ["板浦镇", 30, 20]]
    )
    assert records(got, "targets", "indicator", "year", "value") == [
        ("outbound_trips", 2024, 30.0), ("inbound_groups", 2024, 20.0),
    ]  # fmt: skip


def test_a_column_of_another_year_is_not_this_ones() -> None:
    got = read([["招商活动统计表"], ["单位", "2023年走出去（次）", "2024年走出去（次）"], ["板浦镇", 30, 12]])
    assert records(got, "counters", "value", "cell") == [(12.0, "C3")]
    assert findings(got) == []


def test_a_project_ledger_keeps_the_years_own_columns_apart() -> None:
    rows = [["项目台账"], ["序号", "项目名称", "2024年签约时间", "总投资（亿元）"], [1, "甲项目", "2024-03-01", 2.5]]
    assert records(read(rows), "projects", "name", "signed_on", "investment") == [("甲项目", "2024-03-01", 2.5)]


def test_the_year_of_the_week_counts_beside_the_titles() -> None:
    rows = [["2023年盘活闲置厂房情况"], ["序号", "厂房名称", "2024年盘活面积（平方米）"], [1, "一号厂房", 800]]
    assert records(read(rows), "assets", "revitalised_area") == [(800.0,)]


@pytest.mark.parametrize(
    "head", [["单位", "走出去（2023年）", "走出去（2024年）"], ["单位", "2023年走出去", "2024年走出去"]]
)
def test_a_year_in_brackets_is_a_year(head: list[str]) -> None:
    got = read([["招商活动统计表"], head, ["板浦镇", 50, 12]])
    assert records(got, "counters", "value", "cell") == [(12.0, "C3")]


def test_a_year_over_a_group_of_columns_is_a_year() -> None:
    rows = [
        ["招商活动统计表"], ["单位", "2023年", None, "2024年", None], [None, "走出去", "请进来", "走出去", "请进来"],
        ["板浦镇", 50, 60, 12, 13], ["锦屏镇", 40, 30, 9, 8],
    ]  # fmt: skip
    got = read(rows, ["A2:A3", "B2:C2", "D2:E2"])
    assert [cell for _, cell in records(got, "counters", "value", "cell")] == ["D4", "E4", "D5", "E5"]


def test_what_is_to_be_invested_in_a_year_is_not_the_whole_investment() -> None:
    head = ["序号", "项目名称", "投资方", "进展状态", "2024年计划投资（亿元）", "总投资（亿元）"]
    got = read([["项目台账"], head, [1, "甲项目", "甲公司", "在谈", 3, 5]])
    assert records(got, "projects", "investment") == [(5.0,)]


TRIPS = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]


@pytest.mark.parametrize(("one", "other"), [("一、2023年外出", "二、2024年外出"), ("2023年", "2024年")])
@pytest.mark.parametrize("again", [[TRIPS], []])
def test_each_part_of_a_log_is_dated_by_the_year_it_names(one: str, other: str, again: list[list[str]]) -> None:
    first, second = [1, "李强", "12月2日", "上海", "甲公司"], [1, "李强", "3月5日", "上海", "乙公司"]
    top = [[one], TRIPS] if again else [TRIPS, [one]]
    got = read([["外出招商台账"], *top, first, [other], *again, second])
    assert records(got, "visits", "start") == [("2023-12-02",), ("2024-03-05",)]


def test_a_month_in_a_heading_is_not_what_is_counted() -> None:
    got = read([["单位", "2024年3月走出去", None], [None, "本周", "累计"], ["新海街道", 1, 2]], ["A1:A2", "B1:C1"])
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 2.0),
    ]


UNDATED = [TRIPS, [1, "李强", "3月5日", "上海", "甲公司"]]


@pytest.mark.parametrize(
    ("rows", "options", "taken"),
    [
        ([["2024年外出招商台账"], *UNDATED], {}, (2024, "title", "2024年外出招商台账")),
        (UNDATED, {"sheet": "2024年外出"}, (2024, "sheet", "2024年外出")),
        (UNDATED, {"name": "新海街道2024年.xlsx"}, (2024, "file", "新海街道2024年.xlsx")),
        (UNDATED, {}, (2024, "period", "")),
        ([TRIPS, ["一、2023年外出"], UNDATED[1]], {}, (2023, "section", "")),
    ],
)
def test_a_date_without_a_year_tells_which_was_taken_and_from_what(
    rows: list[list[object]], options: dict[str, str], taken: tuple[int, str, str]
) -> None:
    got = read(rows, **options)
    assert [entry.years for entry in got.sheets] == [{"C": (taken,)}]


def test_a_date_with_its_year_takes_none() -> None:
    got = read([["2024年外出招商台账"], TRIPS, [1, "李强", "2024年3月5日", "上海", "甲公司"]])
    assert [entry.years for entry in got.sheets] == [{}]


def test_a_date_of_the_year_before_is_told_as_such() -> None:
    got = read([["2024年外出招商台账"], TRIPS, [1, "李强", "12月5日", "上海", "甲公司"]])
    assert records(got, "visits", "start") == [("2023-12-05",)]
    assert [years[0] for years in got.sheets[0].years["C"]] == [2023]


def test_a_finding_about_such_a_date_says_which_year_was_taken() -> None:
    got = read([["2024年外出招商台账"], TRIPS, [1, "李强", "4月5日", "上海", "甲公司"]])
    assert findings(got) == [("date-out-of-period", "C3")]
    assert sentence(speaker("zh_CN"), got.findings[0]).endswith(
        "（表内没有写年份，按2024年计，取自标题“2024年外出招商台账”。）"
    )
    assert years_taken(speaker("zh_CN"), got.sheets[0]) == [
        "C列“外出时间”没有写年份，按2024年计，取自标题“2024年外出招商台账”"
    ]
    assert years_taken(speaker("en"), got.sheets[0]) == [
        "Column C “外出时间” names no year; 2024 was taken, from the title “2024年外出招商台账”"
    ]


@pytest.mark.parametrize(
    "title",
    [
        "新海街道签约项目台账（2023年10月-2024年3月）",
        "新海街道2023年以来签约项目台账",
        "新海街道2023年至2024年签约项目",
    ],
)
def test_under_a_title_of_two_years_a_day_is_of_the_later_one_in_which_it_can_lie(title: str) -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间"]
    rows = [[1, "甲", "甲公司", 1, "11月8日"], [2, "乙", "乙公司", 1, "1月16日"], [3, "丙", "丙公司", 1, "3.12"]]
    got = records(read([[title], ["截至2024年3月29日"], head, *rows]), "projects", "signed_on")
    assert got == [("2023-11-08",), ("2024-01-16",), ("2024-03-12",)]


def test_a_day_without_a_year_under_a_title_older_than_every_day_that_names_one_is_asked() -> None:
    head = ["序号", "日期", "来访单位", "接待领导"]
    rows = [[1, "2024.1.12", "甲公司", "何清"], [2, "2024.2.25", "乙公司", "何清"], [3, "3月20日", "丙公司", "何清"]]
    got = read([["2023年客商接待登记表"], head, *rows])
    assert records(got, "visits", "start") == [("2024-01-12",), ("2024-02-25",), (None,)]
    assert ("date-without-year", "B5") in findings(got)
    same = read([["2024年客商接待登记表"], head, *rows])
    assert records(same, "visits", "start")[-1] == ("2024-03-20",)


@pytest.mark.parametrize(
    ("line", "name"), [("填报时间：2024年3月27日", "新海街道.xlsx"), ("填报人：张某", "新海街道2024年3月台账.xlsx")]
)
def test_days_under_a_title_older_than_the_day_of_reporting_that_fit_the_later_year_are_asked(
    line: str, name: str
) -> None:
    head, rows = ["日期", "来访单位"], [["3月5日", "甲公司"], ["1月8日", "乙公司"]]
    got = read([["2023年客商接待登记表"], [line], head, *rows], name=name)
    assert records(got, "visits", "start") == [(None,), (None,)]
    assert findings(got) == [("date-without-year", "A4"), ("date-without-year", "A5")]
    whole = read([["2023年客商接待登记表"], [line], head, *rows, ["9月8日", "丙公司"]], name=name)
    assert records(whole, "visits", "start") == [("2023-03-05",), ("2023-01-08",), ("2023-09-08",)]


WEEK_OVER_NEW_YEAR = [
    ["序号", "带队领导", "外出时间", "目的地", "拜访企业"],
    [1, "李强", "12月30日", "上海", "甲公司"],
    [2, "李强", "1月3日", "上海", "乙公司"],
]


@pytest.mark.parametrize(
    "title",
    [
        "新海街道外出招商周报（12.30-1.5）",
        "新海街道外出招商周报（12月30日至1月5日）",
        "新海街道2024年第1周外出招商周报（12.30-1.5）",
        "新海街道2023年外出招商周报（12.30-1.5）",
        "新海街道外出招商周报（2023.12.30-2024.1.5）",
        "新海街道外出招商周报（20231230-20240105）",
        "新海街道外出招商周报1230-0105",
    ],
)
def test_a_week_over_new_year_ends_in_the_year_it_is_sent_for(title: str) -> None:
    got = read([[title], *WEEK_OVER_NEW_YEAR], name="外出.xlsx", period=date(2024, 1, 5))
    assert records(got, "visits", "start") == [("2023-12-30",), ("2024-01-03",)]
    assert findings(got) == []


@pytest.mark.parametrize(
    "title", ["新海街道2024年第1周外出招商周报（12.30-1.5）", "新海街道2023年外出招商周报（12.30-1.5）"]
)
def test_the_year_beside_a_week_over_new_year_is_that_of_its_first_day_but_for_the_first_week(title: str) -> None:
    got = read([[title], *WEEK_OVER_NEW_YEAR], name="外出.xlsx", period=None)
    assert got.period == date(2024, 1, 5)


@pytest.mark.parametrize(
    "name", ["外出20240323-20240329.xlsx", "外出（20240323—0329）.xlsx", "2024年外出0323至0329.xlsx"]
)
def test_a_span_of_bare_digits_covers_to_its_last_day(name: str) -> None:
    rows = [["序号", "带队领导", "外出时间", "目的地", "拜访企业"], [1, "李强", "3月25日", "上海", "甲公司"]]
    assert read(rows, name=name, period=None).period == date(2024, 3, 29)
    assert [code for code, _ in findings(read(rows, name=name)) if code == "period-differs"] == []

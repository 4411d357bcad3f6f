"""Rows that say there is nothing to report: no record, a zero of their own period, and none of another one."""

from datetime import datetime

import pytest

from loaders import ingest
from tests.loaders.sheets import DISTRICT, PERIOD, findings, read, records, workbook

DAY = datetime(2024, 3, 29)
TRIPS = ["序号", "单位", "外出日期", "带队领导", "目的地", "拜访企业"]
GROUPS = ["序号", "单位", "接待领导", "来访企业", "来访时间"]
TALKS = ["序号", "单位", "项目名称", "投资额（亿元）"]


@pytest.mark.parametrize("day", [DAY, "3月29日", "2024-03-29"])
def test_a_day_beside_not_travelled_makes_no_trip(day: object) -> None:
    got = read([["外出招商情况表"], TRIPS, [1, "板浦镇", day, "未外出"]], name="区.xlsx")
    assert records(got, "visits", "leader") == []
    assert records(got, "counters", "unit", "indicator", "value") == [("板浦镇", "outbound_trips", 0.0)]


def test_a_day_beside_not_received_makes_no_group() -> None:
    got = read([["接待客商情况表"], GROUPS, [1, "板浦镇", "无接待", None, DAY]], name="区.xlsx")
    assert records(got, "visits", "leader") == []
    assert records(got, "counters", "unit", "indicator", "value") == [("板浦镇", "inbound_groups", 0.0)]


def test_a_nought_beside_nothing_new_makes_no_project() -> None:
    got = read([["在谈项目"], TALKS, [1, "板浦镇", "无新增", 0]], name="区.xlsx")
    assert records(got, "projects", "name") == []


def test_a_row_that_names_anything_more_stays_a_record() -> None:
    got = read([["外出招商情况表"], TRIPS, [1, "板浦镇", DAY, "张三", "上海", "未走访"]], name="区.xlsx")
    assert records(got, "visits", "leader", "destination") == [("张三", "上海")]


@pytest.mark.parametrize("then", ["下周无外出", "上周未外出", "2月份未外出", "上月未外出", "上期未外出"])
@pytest.mark.parametrize("before", [[], [None], [1, "新海街道"], [1, "新海街道", DAY]])
def test_nothing_in_another_period_says_nothing_of_this_one(then: str, before: list[object]) -> None:
    got = read([["外出招商情况表"], TRIPS, [*before, then]])
    assert records(got, "counters", "value") == []
    assert records(got, "visits", "leader") == []
    assert ("another-period", f"{'ABCD'[len(before)]}3") in findings(got)


@pytest.mark.parametrize("now", ["本周未外出", "截至目前未外出", "未外出"])
def test_nothing_in_the_period_at_hand_is_its_zero(now: str) -> None:
    got = read([["外出招商情况表"], TRIPS, [None, now]])
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 0.0)]


def test_nothing_on_the_sheet_of_a_month_is_that_months_zero_and_not_the_years() -> None:
    january = [["新海街道2024年1月外出"], TRIPS, [1, "新海街道", datetime(2024, 1, 9), "李强", "上海", "甲公司"]]
    february = [["新海街道2024年2月外出"], TRIPS, ["无"]]
    content = workbook({"1月": january, "2月": february})
    got = ingest(content, "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    told = records(got, "counters", "indicator", "period", "as_of", "value")
    assert told == [("outbound_trips", "month", "2024-02-29", 0.0)]


HEAD = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]


def _sections(*rows: list[object]) -> list[list[object]]:
    body = [["一、新海街道"], [1, "李强", "3月2日", "上海", "甲公司"], *rows]
    return [["各镇街外出招商情况"], HEAD, *body]


@pytest.mark.parametrize(
    "section",
    [
        "二、南城街道：未外出",
        "二、南城街道（本周无外出）",
        "（二）南城街道 未外出",
        "二、南城街道未外出",
        "二、南城街道（0次）",
        "南城街道：未外出",
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_a_section_that_says_a_unit_did_not_travel_is_that_units_zero(section: str, *, last: bool) -> None:
    more: list[list[object]] = [] if last else [["三、板浦镇"], [2, "张敏", "3月4日", "上海", "丙公司"]]
    got = read(_sections([section], *more), ["A3:E3", "A5:E5"], name="区.xlsx")
    assert records(got, "counters", "unit", "indicator", "value", "cell") == [("南城街道", "outbound_trips", 0.0, "A5")]
    assert records(got, "visits", "unit") == [("新海街道",), *([] if last else [("板浦镇",)])]
    assert findings(got) == []


def test_a_section_that_speaks_of_another_period_gives_no_zero() -> None:
    got = read(_sections(["二、南城街道：下周无外出"]), ["A5:E5"], name="区.xlsx")
    assert records(got, "counters", "unit") == []
    assert findings(got) == [("another-period", "A5")]


def test_rows_below_a_section_that_says_there_are_none_speak() -> None:
    got = read(_sections(["二、南城街道：未外出"], [2, "张敏", "3月4日", "上海", "丙公司"]), ["A5:E5"], name="区.xlsx")
    assert records(got, "counters", "unit") == []
    assert records(got, "visits", "unit") == [("新海街道",), ("南城街道",)]


def test_a_section_of_projects_with_nothing_new_is_its_stages_zero() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    rows = [["一、在谈项目（1个）"], [1, "甲项目", "甲公司", 2], ["二、开工项目（0个）"]]
    got = read([["项目台账"], head, *rows], ["A3:D3", "A5:D5"])
    assert records(got, "counters", "indicator", "value") == [("projects_started", 0.0)]


@pytest.mark.parametrize(
    "title", ["板浦镇2月外出招商", "板浦镇2024年2月外出招商情况", "板浦镇外出招商（2月19日-2月25日）"]
)
def test_nothing_under_the_title_of_an_earlier_month_is_that_months_zero(title: str) -> None:
    got = read([[title], HEAD, ["本月无外出"]], ["A1:E1"], name="表.xlsx")
    day = "2024-02-25" if "19日" in title else "2024-02-29"
    assert records(got, "counters", "indicator", "as_of", "value") == [("outbound_trips", day, 0.0)]


@pytest.mark.parametrize(
    "title", ["板浦镇3月外出招商", "板浦镇外出招商（3月23日-3月29日）", "板浦镇外出招商", "板浦镇1-3月外出招商"]
)
def test_nothing_under_the_title_of_the_period_is_the_periods_zero(title: str) -> None:
    got = read([[title], HEAD, ["未外出"]], ["A1:E1"], name="表.xlsx")
    assert records(got, "counters", "as_of", "value") == [("2024-03-29", 0.0)]

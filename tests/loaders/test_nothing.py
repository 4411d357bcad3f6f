"""Rows that say there is nothing to report: no record, a zero of their own period, and none of another one."""

from datetime import datetime

import pytest

from tests.loaders.sheets import findings, read, records

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

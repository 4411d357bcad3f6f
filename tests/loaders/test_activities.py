"""Logs that hold trips and receptions together, and headings of logs that lean on their neighbours."""

import pytest

from tests.loaders.sheets import findings, read, records


@pytest.mark.parametrize("heading", ["招商方式", "活动类别", "工作性质"])
@pytest.mark.parametrize(("out", "home"), [("外出", "接待"), ("外出招商", "客商来访"), ("走出去", "请进来")])
def test_a_column_of_directions_is_one_whatever_its_heading(heading: str, out: str, home: str) -> None:
    got = read(
        [
            ["招商活动台账"],
            ["序号", heading, "时间", "地点", "企业名称", "带队/接待领导", "洽谈内容"],
            [1, out, "3月2日", "苏州", "甲公司", "李强", "光伏项目"],
            [2, out, "3月5日", "上海", "乙公司", "李强", "储能项目"],
            [3, home, "3月8日", "科创中心", "丙公司", "王芳", "考察地块"],
        ]
    )
    assert records(got, "visits", "direction", "level") == [("outbound", ""), ("outbound", ""), ("inbound", "")]
    assert findings(got) == []


def test_a_row_that_does_not_say_its_direction_among_others_that_do_is_doubted() -> None:
    rows = [
        [1, "外出", "3月2日", "苏州", "甲公司"],
        [2, "接待", "3月5日", "科创中心", "乙公司"],
        [3, "线上", "3月8日", "", "丙公司"],
    ]
    got = read([["招商活动台账"], ["序号", "活动类型", "时间", "地点", "企业名称"], *rows])
    assert findings(got) == [("unknown-direction", "B5")]


def test_a_log_of_both_directions_that_tells_no_row_apart_is_doubted() -> None:
    head, row = ["序号", "时间", "地点", "企业名称", "领导"], [1, "3月2日", "苏州", "甲公司", "李强"]
    assert findings(read([["走出去、请进来台账"], head, row])) == [("unknown-direction", "A2")]
    apart = read(
        [["走出去、请进来台账"], head, ["一、走出去"], row, ["二、请进来"], [*row[:2], "园区", "乙公司", "李强"]]
    )
    assert (records(apart, "visits", "direction"), findings(apart)) == ([("outbound",), ("inbound",)], [])


def test_brackets_tell_the_first_day_of_a_trip_from_its_last() -> None:
    got = read(
        [
            ["序号", "带队领导", "外出时间（起）", "外出时间（止）", "目的地", "走访企业"],
            [1, "李强", "2024.3.14", "2024.3.17", "南通", "甲公司"],
            [None, None, None, None, None, "乙公司"],
        ],
        ["A2:A3", "B2:B3", "C2:C3", "D2:D3"],
    )
    assert records(got, "visits", "start", "end", "organisations") == [("2024-03-14", "2024-03-17", 2.0)]
    assert findings(got) == []


def test_how_the_talks_went_beside_what_they_were_about_is_the_result() -> None:
    head = ["来访时间", "来访企业", "洽谈项目", "接待领导"]
    row = ["3月7日", "甲公司", "光伏项目", "李强"]
    beside = read([[*head, "洽谈情况"], [*row, "持续跟进"]])
    assert records(beside, "visits", "content", "result") == [("光伏项目", "持续跟进")]
    alone = read([[head[0], head[1], "洽谈情况", head[3]], row])
    assert records(alone, "visits", "content", "result") == [("光伏项目", "")]


def test_an_empty_table_above_another_says_so_in_its_own_cell() -> None:
    land = ["序号", "地块名称", "坐落", "占地面积（亩）", "已盘活面积（亩）"]
    factory = ["序号", "厂房名称", "坐落", "建筑面积（㎡）", "已盘活面积（㎡）"]
    got = read(
        [
            ["载体盘活情况"],
            ["（一）低效用地"],
            land,
            [None, "无"],
            [],
            ["（二）闲置厂房"],
            factory,
            [1, "甲厂房", "东路1号", 2000, 500],
        ]
    )
    assert records(got, "counters", "indicator", "value", "cell") == [("land_m2", 0.0, "B4")]
    assert records(got, "assets", "name", "revitalised_area") == [("甲厂房", 500.0)]


@pytest.mark.parametrize("heading", ["客商接待（批次）", "客商来访", "来宾接待批次", "客商来访接待情况"])
def test_guests_received_are_inbound_groups(heading: str) -> None:
    got = read([["单位", heading, "走出去（次）"], ["新海街道", 5, 2]])
    assert records(got, "counters", "indicator", "value") == [("inbound_groups", 5.0), ("outbound_trips", 2.0)]


def test_a_log_of_business_travel_is_of_trips() -> None:
    got = read([["招商出差台账"], ["时间", "出差人", "洽谈客户"], ["3月5日", "李强", "甲轮胎有限公司"]])
    assert records(got, "visits", "direction", "start", "leader") == [("outbound", "2024-03-05", "李强")]
    assert records(got, "stops", "organisation") == [("甲轮胎有限公司",)]
    assert findings(got) == []


def test_a_log_that_shows_neither_places_nor_guests_is_doubted() -> None:
    head, row = ["序号", "日期", "领导", "企业名称", "成效"], [1, "3月2日", "李强", "甲有限公司", "有意向"]
    assert findings(read([["招商情况"], head, row], name="台账.xlsx", unit="新海街道")) == [("unknown-direction", "A2")]
    guests = read([["招商情况"], [*head[:3], "来宾单位", "成效"], row], name="台账.xlsx", unit="新海街道")
    assert (records(guests, "visits", "direction"), findings(guests)) == ([("inbound",)], [])

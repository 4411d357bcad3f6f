"""Which rows of a log are one trip, and which are trips of their own."""

from typing import Any

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "带队领导", "职务", "开始时间", "结束时间", "目的地", "拜访企业名称", "洽谈内容", "取得成果"]


@pytest.mark.parametrize(
    ("second", "merges"),
    [
        ([None] * 6 + ["苏州乙商会", "乙", "丙"], ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"]),
        ([1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", "苏州乙商会", "乙", "丙"], []),
        ([None] * 6 + ["苏州乙商会", "乙", "丙"], []),
    ],
    ids=["merged", "repeated", "blank"],
)
def test_one_trip_over_two_rows_is_one_visit_with_two_stops(second: list[Any], merges: list[str]) -> None:
    first = [1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", "上海甲有限公司", "甲", "好"]
    third = [2, "王芳", "副镇长", "2024-03-27", "2024-03-27", "南京", "南京丁集团", "丁", "戊"]
    got = read([HEAD, first, second, third], merges)
    assert records(got, "visits", "row", "leader", "level", "start", "end", "organisations") == [
        (2, "李强", "unit", "2024-03-20", "2024-03-23", 2.0),
        (4, "王芳", "team", "2024-03-27", "2024-03-27", 1.0),
    ]
    assert records(got, "stops", "visit_row", "row", "organisation", "kind") == [
        (2, 2, "上海甲有限公司", "company"),
        (2, 3, "苏州乙商会", "chamber"),
        (4, 4, "南京丁集团", "company"),
    ]


@pytest.mark.parametrize(
    "merges", [["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3"], []], ids=["merged", "blank"]
)
def test_a_stop_whose_words_could_head_columns_heads_none(merges: list[str]) -> None:
    first = [1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", "上海甲有限公司", "考察对接", "达成意向"]
    stop = [None] * 6 + ["上海纺织商会", "考察对接", "达成意向"]
    third = [2, "王芳", "副镇长", "2024-03-27", "2024-03-27", "南京", "南京丁集团", "丁", "戊"]
    got = read([HEAD, first, stop, third], merges)
    assert records(got, "visits", "row", "start", "organisations") == [(2, "2024-03-20", 2.0), (4, "2024-03-27", 1.0)]
    assert [name for (name,) in records(got, "stops", "organisation")][1] == "上海纺织商会"
    assert len(got.sheets) == 1


def test_receptions_of_one_leader_on_one_day_stay_apart() -> None:
    head = ["序号", "接待时间", "来访单位", "来访事由", "接待领导", "洽谈结果"]
    got = read([head, [1, "3月20日", "甲公司", "考察", "李强", "好"], [2, "3月20日", "乙公司", "考察", "李强", "好"]])
    assert records(got, "visits", "direction", "start", "organisations") == [
        ("inbound", "2024-03-20", 1.0),
        ("inbound", "2024-03-20", 1.0),
    ]


def test_a_repeated_serial_over_blank_cells_goes_on_with_the_trip() -> None:
    first = [1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", "上海甲有限公司", "甲", "好"]
    got = read([HEAD, first, [1, None, None, None, None, None, "苏州乙商会", None, None]])
    assert records(got, "visits", "row", "organisations") == [(2, 2.0)]


def test_a_further_host_beside_a_dash_goes_on_with_the_trip() -> None:
    head = ["带队领导", "外出时间", "目的地", "拜访企业", "成果"]
    got = read([head, ["张三", "3月20日", "上海", "甲公司", "好"], [None, None, None, "乙公司", "-"]])
    assert records(got, "visits", "row", "organisations") == [(2, 2.0)]


def test_another_city_below_blank_dates_is_a_leg_of_the_same_trip() -> None:
    got = read(
        [
            HEAD,
            [1, "李强", "镇长", "2024-03-20", "2024-03-23", "北京", "甲公司", "甲", "好"],
            [None, None, None, None, None, "天津", "乙公司", "乙", "好"],
        ]
    )
    assert records(got, "visits", "row", "destination", "organisations") == [(2, "北京；天津", 2.0)]


def test_a_number_merged_over_trips_of_their_own_dates_and_leaders_is_the_unit_s() -> None:
    head = ["序号", "单位", "带队负责人", "起始日期", "目的地", "对接企业"]
    rows = [
        [1, "南城街道", "熊国庆", "2024.03.20", "东莞", "甲公司"],
        [None, None, "熊国庆", "2024.03.26", "温州", "乙公司"],
    ]
    legs = [rows[0], [None, None, "熊国庆", "2024.03.20", "东莞", "乙公司"]]
    apart, one = (read([head, *each], ["A2:A3", "B2:B3"], unit="示例区") for each in (rows, legs))
    assert records(apart, "visits", "row", "organisations") == [(2, 1), (3, 1)]
    assert records(one, "visits", "row", "organisations") == [(2, 2)]


def test_a_day_within_a_trip_without_number_and_leader_is_a_day_of_it() -> None:
    head = ["序号", "带队领导", "开始时间", "结束时间", "目的地", "拜访企业名称"]
    first = [1, "张三", "3月20日", "3月23日", "苏州", "甲公司"]
    inside, outside = ([None, None, day, None, "昆山", "乙公司"] for day in ("3月21日", "3月25日"))
    assert len(records(read([["2024年外出"], head, first, inside]), "visits", "row")) == 1
    assert len(records(read([["2024年外出"], head, first, outside]), "visits", "row")) == 2


@pytest.mark.parametrize("day", ["拟3月28日", "3月27日（取消）"])
def test_a_trip_that_is_planned_or_called_off_has_no_day(day: str) -> None:
    got = read([["2024年外出"], HEAD, [1, "李强", "镇长", day, None, "上海", "甲公司", "谈", "好"]])
    assert records(got, "visits", "start") == [(None,)]
    assert findings(got) == [("planned-figure", "D3")]


def test_a_row_that_says_how_many_times_they_went_is_their_total() -> None:
    got = read(
        [["2024年外出"], HEAD, [1, "李强", "镇长", "3月20日", None, "上海", "甲公司", "谈", "好"], ["本月共外出1次"]]
    )
    assert (len(records(got, "visits", "row")), got.sheets[0].total_rows) == (1, (4,))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("本月共外出1次", []),
        ("本月共外出2次", [{"claimed": 2, "computed": 1, "difference": 1, "cause": "row-planned", "at_row": "4"}]),
        ("本月共外出3次", [{"claimed": 3, "computed": 1, "difference": 2}]),
    ],
)
def test_a_planned_trip_is_in_no_number_of_trips_and_explains_one_that_counts_it(said: str, told: list[object]) -> None:
    trips = [
        [1, "李强", "镇长", "3月20日", None, "上海", "甲公司", "谈", "好"],
        [2, "李强", "镇长", "拟于4月外出", None, "苏州", "乙公司", "谈", ""],
    ]
    got = read([["2024年外出"], HEAD, *trips, [said]])
    assert [f.detail for f in got.findings if f.code == "total-mismatch"] == told


def test_a_row_of_a_trip_that_is_said_again_cell_by_cell_is_a_duplicate() -> None:
    first = [1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", "上海甲有限公司", "甲", "好"]
    third = [2, "王芳", "副镇长", "2024-03-27", "2024-03-27", "南京", "南京丁集团", "丁", "戊"]
    got = read([HEAD, first, first, third])
    assert records(got, "visits", "row", "organisations") == [(2, 1.0), (4, 1.0)]
    assert ("duplicate-row", "A3") in findings(got)


LED = ["序号", "带队领导", "职务", "外出时间", "目的地", "拜访企业"]


def _led(*leaders: tuple[str | None, str | None]) -> Reading:
    """Numbered trips of which only the leader and the post matter."""
    trips = [[i, name, post, f"3月{i}日", "苏州", f"甲{i}公司"] for i, (name, post) in enumerate(leaders, 1)]
    return read([["区领导外出招商情况"], LED, *trips])


def test_a_leader_typed_once_over_trips_led_them_all() -> None:
    got = _led(("李强", "区委书记"), (None, None), (None, None), ("王芳", "副区长"), (None, None))
    assert records(got, "visits", "leader", "level") == [
        ("李强", "principal"),
        ("李强", "principal"),
        ("李强", "principal"),
        ("王芳", "deputy"),
        ("王芳", "deputy"),
    ]
    assert findings(got) == []


def test_a_trip_without_a_leader_is_said_where_no_habit_tells_who_led_it() -> None:
    got = _led(("李强", "区委书记"), ("王芳", "副区长"), (None, None), ("王芳", "副区长"))
    assert records(got, "visits", "leader") == [("李强",), ("王芳",), ("",), ("王芳",)]
    assert findings(got) == [("missing-required", "B5")]


def test_a_post_of_its_own_is_another_leaders() -> None:
    got = _led(("李强", "区委书记"), (None, None), (None, "副区长"))
    assert records(got, "visits", "leader", "level") == [("李强", "principal"), ("李强", "principal"), ("", "deputy")]


def test_a_log_in_which_nobody_leads_is_said_once() -> None:
    got = _led((None, None), (None, None))
    assert findings(got) == [("missing-required", "B2")]


@pytest.mark.parametrize("month", ["1月", "１月", "２０２４年１月"])
def test_a_month_over_days_may_be_typed_in_wide_digits(month: str) -> None:
    head = ["序号", "日期", "带队领导", "目的地", "拜访企业"]
    got = read([head, [month], [1, "１４日", "李强", "苏州", "甲公司"]], ["A2:E2"])
    assert records(got, "visits", "start") == [("2024-01-14",)]


def test_dittos_under_dates_and_leader_go_on_with_the_trip() -> None:
    head = ["时间", "带队领导", "目的地", "拜访企业"]
    rows = [["1.15-1.17", "吴刚", "无锡", "甲公司"], ["〃", "〃", "无锡", "乙公司"], ["1.20", "〃", "无锡", "丙公司"]]
    got = read([["外出招商"], head, *rows])
    assert records(got, "visits", "start", "organisations") == [("2024-01-15", 2.0), ("2024-01-20", 1.0)]


def test_a_trip_typed_again_without_a_number_goes_on_with_the_numbered_one() -> None:
    head = ["序号", "时间", "带队领导", "目的地", "拜访企业"]
    rows = [[1, "1.15", "吴刚", "无锡", "甲公司"], [None, "1.15", "吴刚", "无锡", "乙公司"]]
    further = [[2, "1.15", "吴刚", "无锡", "丙公司"]]
    got = read([["外出招商"], head, *rows, *further])
    assert records(got, "visits", "row", "organisations") == [(3, 2.0), (5, 1.0)]


def test_the_end_of_a_trip_may_be_told_by_its_start() -> None:
    head = ["带队领导", "出发时间", "返回时间", "目的地", "拜访企业"]
    rows = [["吴刚", "3月5日", "当天", "无锡", "甲公司"], ["李强", "3月7日", "3月9日", "苏州", "乙公司"]]
    rows += [["李强", "3月11日", "次日返回", "苏州", "丙公司"]]
    got = read([["外出招商"], head, *rows])
    assert [end for (end,) in records(got, "visits", "end")] == ["2024-03-05", "2024-03-09", "2024-03-12"]
    assert findings(got) == []


def test_a_number_of_days_tells_the_end() -> None:
    head = ["序号", "出发日期", "天数", "带队领导", "目的地", "拜访企业"]
    rows = [[1, "2024.2.27", "3天", "吴刚", "无锡", "甲公司"], [2, "3月20日", 2, "李强", "苏州", "乙公司"]]
    got = read([["外出招商"], head, *rows, [3, "3月25日", None, "李强", "苏州", "丙公司"]])
    assert [end for (end,) in records(got, "visits", "end")] == ["2024-02-29", "2024-03-21", "2024-03-25"]
    assert findings(got) == []


@pytest.mark.parametrize(
    ("title", "cells", "days"),
    [
        ("（3月23日-3月29日）", ("25日-26日", "27日"), [("2024-03-25", "2024-03-26"), ("2024-03-27", "2024-03-27")]),
        (
            "月报（2024年3月1日-3月31日）",
            ("5日-6日", "27日"),
            [("2024-03-05", "2024-03-06"), ("2024-03-27", "2024-03-27")],
        ),
        ("（2月26日-3月3日）", ("29日-2日", "3日"), [("2024-02-29", "2024-03-02"), ("2024-03-03", "2024-03-03")]),
    ],
)
def test_days_without_a_month_are_of_the_span_that_the_title_states(
    title: str, cells: tuple[str, str], days: list[tuple[str, str]]
) -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
    rows = [[i, "李强", cell, "上海", f"{i}公司"] for i, cell in enumerate(cells, 1)]
    got = read([[f"新海街道外出招商{title}"], head, *rows])
    assert records(got, "visits", "start", "end") == days


def test_a_stay_that_goes_on_lasts_to_the_end_of_the_period() -> None:
    head = ["驻点城市", "驻点人员", "驻点时间", "拜访企业数"]
    got = read(
        [["新海街道驻点招商情况表"], head, ["深圳", "王小明", "2024.2.1至今", 22], ["上海", "刘洋", "2月5日-3月1日", 9]]
    )
    assert records(got, "visits", "start", "end") == [("2024-02-01", "2024-03-29"), ("2024-02-05", "2024-03-01")]


@pytest.mark.parametrize("ditto", ["同上", "〃"])
def test_a_row_whose_day_and_leader_are_dittos_is_a_further_stop_whatever_its_number(ditto: str) -> None:
    head = ["序号", "日期", "带队领导", "地点", "拜访企业"]
    rows = [
        [1, "3月11日-13日", "刘敏", "深圳", "甲公司"],
        [2, ditto, ditto, ditto, "乙公司"],
        [3, ditto, "陈强", ditto, "丙公司"],
    ]
    got = read([["外出招商一览表"], head, *rows])
    assert records(got, "visits", "leader", "end", "organisations") == [
        ("刘敏", "2024-03-13", 2.0), ("陈强", "2024-03-13", 1.0),
    ]  # fmt: skip


OFF = [
    ("备注", "因故取消"),
    ("备注", "改期至4月"),
    ("成效", "未成行"),
    ("备注", "参加区里统一活动，未单独外出"),
    ("结果", "客商临时推迟"),
]


@pytest.mark.parametrize(("heading", "words"), OFF)
def test_a_trip_that_its_result_or_remark_calls_off_is_of_no_day(heading: str, words: str) -> None:
    head = ["序号", "日期", "带队领导", "地点", "拜访企业", heading]
    rows = [[1, "3月11日", "刘敏", "深圳", "甲公司", words], [2, "3月12日", "刘敏", "上海", "乙公司", "项目推迟签约"]]
    got = read([["外出招商一览表"], head, *rows])
    assert records(got, "visits", "start") == [(None,), ("2024-03-12",)]
    assert findings(got) == [("planned-figure", "F3")]


def test_rows_without_trip_cells_go_on_with_it_where_only_a_column_of_persons_says_who_was_met() -> None:
    head = ["序号", "带队领导", "出发时间", "目的地", "见了谁", "谈了什么"]
    rows = [
        [1, "刘敏", "2024-03-20", "苏州", "华泽电子", "芯片"],
        [None, None, None, None, "金鼎新材", "材料"],
        [None, None, None, None, "苏州市江苏商会", "座谈"],
        [2, "陈强", "2024-03-25", "上海", "盛达", "总部"],
    ]
    got = read([["2024年外出招商台账"], head, *rows])
    assert records(got, "visits", "leader", "content") == [("刘敏", "芯片；材料；座谈"), ("陈强", "总部")]
    # a chamber among persons is in no count of chambers, and that is said
    assert findings(got) == [("organisation-unclear", "E5")]


def test_below_a_date_alone_the_next_guest_is_no_part_of_the_same_reception() -> None:
    rows = [["2024-03-20", "王强", "芯片"], [None, "李敏", "材料"], ["2024-03-25", "赵亮", "总部"]]
    got = read([["2024年来访接待台账"], ["来访时间", "来访人员", "洽谈内容"], *rows])
    assert records(got, "visits", "content") == [("芯片",), ("材料",), ("总部",)]
    assert ("missing-required", "B4") in findings(got)

"""Outbound and reception logs."""

from typing import Any

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "带队领导", "职务", "开始时间", "结束时间", "目的地", "拜访企业名称", "洽谈内容", "取得成果"]


def trip(*cells: Any) -> list[Any]:
    return list(cells)


def test_a_list_in_one_cell_becomes_stops_and_company_names_stay_whole() -> None:
    row = [1, "李强", "镇长", "3月20日", "3月21日", "上海", "上海甲（集团）有限公司、乙公司；苏州商会", "谈", "好"]
    got = read([HEAD, row])
    assert [o for (o,) in records(got, "stops", "organisation")] == [
        "上海甲（集团）有限公司",
        "乙公司",
        "苏州商会",
    ] or [o for (o,) in records(got, "stops", "organisation")] == ["上海甲(集团)有限公司", "乙公司", "苏州商会"]


def test_the_level_comes_from_the_roster_when_the_sheet_does_not_say() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
    got = read([head, [1, "周明远", "3.20-3.23", "北京", "甲公司"], [2, "何清", "3月27日", "北京", "乙公司"]])
    assert records(got, "visits", "leader", "level", "start", "end") == [
        ("周明远", "principal", "2024-03-20", "2024-03-23"),
        ("何清", "deputy", "2024-03-27", "2024-03-27"),
    ]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([], "A1"),
        ([["本周未外出"]], "A2"),
        ([["截至目前尚未外出"]], "A2"),
        ([["3月份我街道无外出招商"]], "A2"),
        ([[1, "无", None]], "B2"),
        ([[1, "/", "/", "/"]], "B2"),
    ],
)
def test_an_empty_log_is_an_explicit_zero_at_the_cell_that_says_so(rows: list[list[Any]], cell: str) -> None:
    got = read([HEAD, *rows])
    assert records(got, "counters", "unit", "indicator", "period", "as_of", "value", "cell") == [
        ("新海街道", "outbound_trips", "cumulative", "2024-03-29", 0.0, cell)
    ]


def test_one_units_nothing_inside_a_list_is_that_units_zero() -> None:
    head = ["单位", "序号", "带队领导", "外出时间", "目的地", "拜访企业"]
    rows = [["新海街道", 1, "李强", "3月20日", "上海", "甲公司"], ["板浦镇", 1, "未外出", None, None, None]]
    got = read([head, *rows], name="汇总.xlsx")
    assert records(got, "visits", "unit") == [("新海街道",)]
    assert records(got, "counters", "unit", "indicator", "value", "cell") == [("板浦镇", "outbound_trips", 0.0, "C3")]


def test_a_telephone_column_is_left_out_and_said() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "接洽人", "联系电话"]
    got = read([head, [1, "李强", "3月20日", "上海", "甲公司", "陈经理", "13812345678"]])
    assert ("personal-number-left-out", "G1") in findings(got)
    assert "13812345678" not in got.tables["visits"].to_csv() + got.tables["stops"].to_csv()


def test_a_number_under_post_is_a_shifted_column() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "接洽人姓名", "接洽人职务"]
    got = read([head, [1, "李强", "3月20日", "上海", "甲公司", "陈经理", "13812345678"]])
    assert ("shifted-columns", "G2") in findings(got)
    assert "13812345678" not in got.tables["stops"].to_csv()


def test_post_and_number_exchanged_keep_the_post() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "接洽人姓名", "接洽人职务", "联系电话"]
    row = [1, "李强", "3月20日", "上海", "甲公司", "陈岚", "13812345678", "总经理"]
    got = read([head, row])
    assert records(got, "stops", "counterpart") == [("陈岚 总经理",)]
    told = next(finding for finding in got.findings if finding.code == "shifted-columns")
    assert (told.cell, told.detail) == ("G2", {"post": "总经理"})


def test_a_leaders_post_and_number_exchanged_keep_level_and_post() -> None:
    head = ["序号", "带队领导", "职务", "联系电话", "外出时间", "目的地", "拜访企业"]
    rows = [
        [1, "李强", "13812345678", "党委书记", "3月20日", "上海", "甲公司"],
        [2, "王芳", "镇长", "13912345678", "3月21日", "苏州", "乙公司"],
    ]
    got = read([head, *rows])
    assert records(got, "visits", "leader", "level") == [("李强", "unit"), ("王芳", "unit")]
    assert ("shifted-columns", "C2") in findings(got)
    assert "13812345678" not in got.tables["visits"].to_csv()


def test_of_two_numbers_each_post_is_looked_for_under_the_nearest() -> None:
    head = ["序号", "带队领导", "职务", "联系电话", "外出时间", "拜访企业", "接洽人姓名", "接洽人职务", "联系电话"]
    row = [1, "李强", "13812345678", "镇长", "3月20日", "甲公司", "陈岚", "13912345678", "总经理"]
    got = read([head, row])
    assert records(got, "visits", "level") == [("unit",)]
    assert records(got, "stops", "counterpart") == [("陈岚 总经理",)]


def test_the_end_before_the_start_is_found_at_its_cell() -> None:
    got = read([HEAD, [1, "李强", "镇长", "2024-03-23", "2024-03-20", "上海", "甲公司", "谈", "好"]])
    assert ("dates-out-of-order", "E2") in findings(got)


def test_the_second_copy_of_a_row_is_left_out() -> None:
    row = ["李强", "镇长", "2024-03-20", "2024-03-21", "上海", "甲公司", "谈", "好"]
    got = read([HEAD, [1, *row], [2, *row]])
    assert records(got, "visits", "row") == [(2,)]
    assert [code for code, _ in findings(got)] == ["duplicate-row"]


def test_tables_below_each_other_with_their_own_titles() -> None:
    got = read(
        [
            ["走出去情况"],
            HEAD,
            [1, "李强", "镇长", "3月20日", "3月21日", "上海", "甲公司", "谈", "好"],
            [],
            ["请进来情况"],
            ["序号", "接待时间", "客商名称", "来访事由", "接待领导"],
            [1, "3月22日", "乙公司", "考察", "李强"],
        ]
    )
    assert records(got, "visits", "direction", "table", "row") == [("outbound", 1, 3), ("inbound", 2, 7)]


def test_tables_beside_each_other() -> None:
    got = read(
        [
            ["走出去", None, None, None, None, "请进来"],
            ["序号", "外出时间", "带队领导", "拜访企业", None, "序号", "接待时间", "客商名称", "接待领导"],
            [1, "3月20日", "李强", "甲公司", None, 1, "3月21日", "乙公司", "王芳"],
            [2, "3月25日", "李强", "丙公司", None, None, None, None, None],
        ]
    )
    assert records(got, "visits", "direction", "start", "leader") == [
        ("outbound", "2024-03-20", "李强"),
        ("outbound", "2024-03-25", "李强"),
        ("inbound", "2024-03-21", "王芳"),
    ]


def test_resident_posts_are_no_outbound_trips() -> None:
    head = ["驻点城市", "驻点人员", "驻点时间", "走访企业", "有效线索"]
    got = read([["驻点招商情况"], head, ["上海", "陈立", "3月18日-3月22日", "甲公司、乙公司", 3]])
    assert records(got, "visits", "direction", "level", "leader", "organisations", "projects_discussed") == [
        ("outbound", "resident", "陈立", 2.0, 3.0)
    ]


def test_a_units_merged_nothing_ends_no_list() -> None:
    head = ["单位", "带队领导", "外出时间", "目的地", "拜访企业"]
    rows = [
        ["新海街道", "李强", "3月20日", "上海", "甲公司"],
        ["板浦镇", "本周无外出招商"],
        ["南城街道", "王芳", "3月21日", "南京", "乙公司"],
    ]
    got = read([head, *rows], ["B3:E3"], name="汇总.xlsx")
    assert records(got, "visits", "unit") == [("新海街道",), ("南城街道",)]
    assert records(got, "counters", "unit", "value") == [("板浦镇", 0.0)]


def test_a_dated_row_that_says_none_elsewhere_is_a_record() -> None:
    head = ["接待时间", "客商名称", "来访事由", "接待领导", "洽谈结果"]
    got = read([head, ["2024-3-7", "-", "-", "王芳", "无"], ["2024-3-8", "甲公司", "考察", "王芳", "好"]])
    assert records(got, "visits", "start") == [("2024-03-07",), ("2024-03-08",)]
    assert "counters" not in got.tables


def test_a_visit_without_a_date_is_said() -> None:
    got = read([HEAD, [1, "李强", "镇长", None, None, "上海", "甲公司", "谈", "好"]])
    assert findings(got) == [("missing-required", "B2")]


def test_a_log_without_a_column_of_dates_is_said_once() -> None:
    got = read(
        [["序号", "带队领导", "目的地", "拜访企业"], [1, "李强", "上海", "甲公司"], [2, "王芳", "苏州", "乙公司"]]
    )
    assert records(got, "visits", "leader", "start") == [("李强", None), ("王芳", None)]
    assert findings(got) == [("missing-required", "A1")]


def test_personal_numbers_stand_neither_in_hosts_nor_in_findings() -> None:
    got = read([HEAD, [1, "李强", "镇长", "13812345678", None, "上海", "甲公司（王总138-1234-5678）", "谈", "好"]])
    said = got.tables["stops"].to_csv() + str(got.findings)
    assert "13812345678" not in said
    assert "138-1234-5678" not in said


def test_a_column_headed_by_a_day_does_not_hide_the_table() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "2024-3-22"]
    got = read([head, [1, "李强", "3月20日", "上海", "甲公司", "已回访"]])
    assert records(got, "visits", "leader") == [("李强",)]
    assert findings(got) == [("unmapped-column", "F1")]


@pytest.mark.parametrize(
    ("cell", "count", "names", "hedged"),
    [
        ("3家", 3.0, [], ""),
        ("约12家企业", 12.0, [], "organisations"),
        ("上海甲有限公司等3家企业", 3.0, ["上海甲有限公司"], ""),
        ("上海甲有限公司、苏州乙商会等5家", 5.0, ["上海甲有限公司", "苏州乙商会"], ""),
        ("上海甲有限公司等10余家企业", 10.0, ["上海甲有限公司"], "organisations"),
        ("万家乐股份", 1.0, ["万家乐股份"], ""),
    ],
)
def test_a_stated_number_of_hosts_counts_and_is_no_name(cell: str, count: float, names: list[str], hedged: str) -> None:
    got = read([HEAD, trip(1, "李强", "镇长", "2024-03-20", "2024-03-23", "上海", cell, "甲", "好")])
    assert records(got, "visits", "organisations", "hedged") == [(count, hedged)]
    assert [name for (name,) in records(got, "stops", "organisation")] == names


def test_a_date_in_columns_of_month_and_day_takes_the_sheet_s_year() -> None:
    got = read(
        [
            ["外出招商记录"],
            ["2024年"],
            ["外出日期", None, "带队领导", "拜访企业"],
            ["月", "日", None, None],
            [1, 8, "李强", "甲公司"],
            [3, "15-17", "王敏", "乙公司"],
        ],
        ["A3:B3", "C3:C4", "D3:D4"],
    )
    assert records(got, "visits", "start", "end", "leader") == [
        ("2024-01-08", "2024-01-08", "李强"),
        ("2024-03-15", "2024-03-17", "王敏"),
    ]
    assert findings(got) == []


def test_hosts_counted_with_circled_numbers_or_joined_by_and_are_hosts_of_their_own() -> None:
    got = read(
        [
            ["外出时间", "带队领导", "拜访企业"],
            ["3月1日", "李强", "①甲管委会②乙有限公司③丙商会"],
            ["3月2日", "王敏", "丁有限公司、戊有限公司和己集团有限公司"],
        ]
    )
    assert records(got, "visits", "organisations") == [(3.0,), (3.0,)]
    assert [name for (name,) in records(got, "stops", "organisation")] == [
        "甲管委会",
        "乙有限公司",
        "丙商会",
        "丁有限公司",
        "戊有限公司",
        "己集团有限公司",
    ]


@pytest.mark.parametrize(("claimed", "found"), [("共2次", []), ("外出3次", [("total-mismatch", "D5")])])
def test_a_total_that_counts_trips_is_held_to_them(claimed: str, found: list[tuple[str, str]]) -> None:
    got = read(
        [
            HEAD,
            trip(1, "李强", "镇长", "2024-03-20", "2024-03-23", "北京", "甲公司", "甲", "好"),
            trip(None, None, None, None, None, None, "乙公司", "乙", "好"),
            trip(2, "王芳", "副镇长", "2024-03-27", "2024-03-27", "南京", "丁集团", "丁", "好"),
            trip("合计", None, None, claimed),
        ]
    )
    assert findings(got) == found


def test_a_leader_told_in_a_sentence_is_who_led() -> None:
    head = ["时间", "带队领导", "目的地", "拜访企业"]
    got = read([["外出"], head, ["3月5日", "葛军书记带队，李想、王敏参加", "扬州", "扬州宝应电缆厂（厂长朱勤）"]])
    assert records(got, "visits", "leader") == [("葛军",)]
    assert records(got, "stops", "organisation", "counterpart") == [("扬州宝应电缆厂", "朱勤 厂长")]


def test_one_trip_as_a_form_is_said_and_not_lost_in_silence() -> None:
    form = [["带队领导", "路北"], ["开始时间", "3月4日"], ["目的地", "天津"], ["拜访企业名称", "甲公司"]]
    assert findings(read(form)) == [("no-header", "")]

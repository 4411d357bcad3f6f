"""Shapes of sheets that hold the same records in another arrangement."""

import pytest

from loaders.leaders import titled_leader
from loaders.stagewords import legend_of
from tests.loaders.sheets import findings, read, records

TRIPS = ["序号", "外出时间", "目的地", "拜访企业", "成效"]


def test_words_of_a_heading_split_over_two_rows_without_merges_are_one_heading() -> None:
    got = read(
        [
            ["项目名称", "投资企业", "总投资", "洽谈", "签约", "开工", "进展"],
            [None, None, "（亿元）", "时间", "时间", "时间", "情况"],
            ["甲", "甲公司", 3, "2024-01-05", "2024-01-16", None, "已考察"],
            ["乙", "乙公司", 5, "2024-01-06", None, None, "已考察"],
        ]
    )
    assert records(got, "projects", "name", "investment", "first_contact_on", "signed_on", "progress") == [
        ("甲", 3.0, "2024-01-05", "2024-01-16", "已考察"),
        ("乙", 5.0, "2024-01-06", None, "已考察"),
    ]
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "counters", "value") == []


def test_headings_over_headings_nobody_could_join_are_no_empty_list() -> None:
    got = read(
        [
            ["项目名称", "投资方", "签约时间", "开工时间"],
            ["指标", "单位", "本周", "累计"],
            ["走出去", "次", 1, 2],
        ]
    )
    assert [name for (name,) in records(got, "counters", "indicator")] == ["outbound_trips", "outbound_trips"]


@pytest.mark.parametrize("gap", [[None], []])
def test_a_list_folded_in_two_is_two_tables_under_one_title(gap: list[None]) -> None:
    head = ["序号", "项目名称", "投资方", "投资额（亿元）"]
    got = read(
        [
            ["板浦镇签约项目名单"],
            [*head, *gap, *head],
            [1, "甲", "甲公司", 3, *gap, 3, "丙", "丙公司", 2],
            [2, "乙", "乙公司", 5, *gap, 4, "丁", "丁公司", 1],
        ],
        name="名单.xlsx",
    )
    assert records(got, "projects", "unit", "name", "investment", "stage") == [
        ("板浦镇", "甲", 3.0, "signed"),
        ("板浦镇", "乙", 5.0, "signed"),
        ("板浦镇", "丙", 2.0, "signed"),
        ("板浦镇", "丁", 1.0, "signed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "进展情况（1在谈、2签约、3开工）",
        "进展情况（在谈1、签约2、开工3）",
        "状态 ①在谈②签约③开工",
        "状态：1—在谈；2—签约；3—开工",
        "（1.在谈 2.签约 3.开工）",
    ],
)
def test_a_legend_explains_its_codes_before_or_behind_the_words(text: str) -> None:
    assert legend_of(text) == {"1": "negotiating", "2": "signed", "3": "started"}


def test_codes_are_read_by_the_legend_above_the_table() -> None:
    got = read(
        [
            ["阶段代码：A—在谈；B—签约；C—开工"],
            ["序号", "项目名称", "投资方", "阶段代码"],
            [1, "甲", "甲公司", "A"],
            [2, "乙", "乙公司", "C"],
        ]
    )
    assert records(got, "projects", "name", "stage") == [("甲", "negotiating"), ("乙", "started")]


@pytest.mark.parametrize("codes", [("A", "C"), (1, 3)])
def test_codes_are_read_by_the_legend_in_a_note_below(codes: tuple[object, object]) -> None:
    note = "注：A为在谈，B为签约，C为开工" if codes[0] == "A" else "注：1为在谈，2为签约，3为开工"
    got = read(
        [["序号", "项目名称", "投资方", "状态"], [1, "甲", "甲公司", codes[0]], [2, "乙", "乙公司", codes[1]], [note]]
    )
    assert records(got, "projects", "name", "stage") == [("甲", "negotiating"), ("乙", "started")]


def test_a_list_folded_in_three_is_three_tables() -> None:
    head = ["项目名称", "投资方", "签约时间"]
    row = ["甲", "甲公司", "2024-01-05", "乙", "乙公司", "2024-01-06", "丙", "丙公司", "2024-01-07"]
    got = read([[*head, *head, *head], row])
    assert records(got, "projects", "name", "signed_on") == [
        ("甲", "2024-01-05"),
        ("乙", "2024-01-06"),
        ("丙", "2024-01-07"),
    ]


@pytest.mark.parametrize(
    ("title", "sheet", "leader"),
    [
        ("葛建波同志外出招商台账", "Sheet1", ("葛建波", "")),
        ("党委书记陈文博外出招商情况", "Sheet1", ("陈文博", "党委书记")),
        ("领导姓名：孙新宇    职务：党工委书记", "1", ("孙新宇", "党工委书记")),
        ("外出招商台账", "周明远", ("周明远", "")),
        ("外出招商台账", "陈文博", ("", "")),
        ("党委书记专题招商情况", "Sheet1", ("", "")),
        ("主要领导同志外出招商台账", "Sheet1", ("", "")),
        ("葛建波、孙新宇同志外出招商台账", "Sheet1", ("", "")),
        ("分管领导：孙新宇", "Sheet1", ("", "")),
    ],
)
def test_the_leader_of_a_sheet_stands_in_its_title(title: str, sheet: str, leader: tuple[str, str]) -> None:
    assert titled_leader(title, sheet, ["周明远"]) == leader


def test_trips_of_a_sheet_kept_for_one_leader_are_his() -> None:
    got = read([["镇长徐华外出招商情况"], TRIPS, [1, "2024-01-05", "杭州市", "甲公司", "无"]])
    assert records(got, "visits", "leader", "level", "start") == [("徐华", "unit", "2024-01-05")]


@pytest.mark.parametrize("heading", ["带队领导、职务", "带队领导 职务", "带队领导及职务"])
def test_name_and_post_in_one_cell_are_told_apart(heading: str) -> None:
    got = read(
        [
            ["序号", "外出时间", "目的地", heading, "拜访企业"],
            [1, "2024-01-05", "杭州市", "仲雪梅，办事处主任", "甲公司"],
            [2, "2024-01-08", "苏州市", "徐海燕，党工委书记", "乙公司"],
        ]
    )
    assert records(got, "visits", "leader", "level") == [("仲雪梅", "unit"), ("徐海燕", "unit")]
    assert findings(got) == []


@pytest.mark.parametrize("merges", [["B2:B3"], []])
@pytest.mark.parametrize("days", [("日期", "19日", "23日", "10日"), ("日", 19, 23, 10)])
def test_a_month_stands_once_over_its_days(merges: list[str], days: tuple[str, object, object, object]) -> None:
    got = read(
        [
            ["序号", "月份", days[0], "目的地", "带队领导", "拜访企业"],
            [1, "1月", days[1], "青岛市", "卞春华", "甲公司"],
            [2, None, days[2], "南京市", "陈志远", "乙公司"],
            [3, "2月", days[3], "武汉市", "葛新宇", "丙公司"],
        ],
        merges,
        name="新海街道2024年外出招商.xlsx",
    )
    assert records(got, "visits", "leader", "start") == [
        ("卞春华", "2024-01-19"),
        ("陈志远", "2024-01-23"),
        ("葛新宇", "2024-02-10"),
    ]


@pytest.mark.parametrize("days", [("14日", "1日"), (14, 1)])
def test_a_section_that_names_a_month_dates_its_days(days: tuple[object, object]) -> None:
    got = read(
        [
            ["新海街道2024年外出招商记录"],
            ["序号", "日期", "目的地", "带队领导", "拜访企业"],
            ["1月"],
            [1, days[0], "宁波市", "孙春华", "甲公司"],
            ["2月份"],
            [2, days[1], "青岛市", "葛思源", "乙公司"],
        ],
        ["A3:E3", "A5:E5"],
    )
    assert records(got, "visits", "leader", "start") == [("孙春华", "2024-01-14"), ("葛思源", "2024-02-01")]


def test_a_unit_with_its_count_and_sums_is_no_record() -> None:
    got = read(
        [
            ["全区闲置厂房盘活情况汇总表"],
            ["单位", "序号", "厂房名称", "位置", "建筑面积（㎡）", "闲置面积（㎡）"],
            ["新海街道", "2处", None, None, 300, 120],
            ["新海街道", 1, "甲厂房", "东路", 100, 20],
            ["新海街道", 2, "乙厂房", "西路", 200, 100],
            ["板浦镇", "1处", None, None, 60, 50],
            ["板浦镇", 3, "丙厂房", "南路", 50, 50],
        ],
        name="汇总.xlsx",
    )
    assert records(got, "assets", "unit", "name", "area") == [
        ("新海街道", "甲厂房", 100.0),
        ("新海街道", "乙厂房", 200.0),
        ("板浦镇", "丙厂房", 50.0),
    ]
    assert findings(got) == [("subtotal-mismatch", "E6")]


@pytest.mark.parametrize("said", ["金额：万元", "（金额单位：万元）", "货币单位：万元", "金额以万元计"])
def test_the_unit_of_measure_stands_in_a_corner_cell(said: str) -> None:
    got = read([[None, None, said], ["项目名称", "投资方", "总投资"], ["甲", "甲公司", 30000]])
    assert records(got, "projects", "name", "investment") == [("甲", 3.0)]


@pytest.mark.parametrize("note", ["注：表内金额单位均为万元。", "备注：金额单位统一为万元", "说明：投资额均以万元计。"])
def test_the_unit_of_measure_stands_in_a_note_below(note: str) -> None:
    got = read([["项目名称", "投资方", "总投资"], ["甲", "甲公司", 30000], ["乙", "乙公司", 5000], [note]])
    assert records(got, "projects", "name", "investment") == [("甲", 3.0), ("乙", 0.5)]


def test_a_name_and_a_day_alone_below_the_records_sign_them() -> None:
    got = read(
        [
            ["项目名称", "投资方", "总投资（亿元）"],
            ["甲", "甲公司", 3],
            [None, None, "镇招商办"],
            [None, None, "2024.3.29"],
        ]
    )
    assert records(got, "projects", "name") == [("甲",)]
    assert got.sheets[0].note_rows == (3, 4)


def test_a_company_alone_in_the_last_row_of_a_trip_is_no_signature() -> None:
    got = read(
        [
            ["序号", "外出时间", "带队领导", "目的地", "拜访企业"],
            [1, "2024-01-05", "何清", "上海", "甲公司"],
            [None, None, None, None, "乙公司"],
            [None, None, None, None, "2024年3月29日"],
        ]
    )
    assert records(got, "stops", "organisation", "visit_row") == [("甲公司", 2), ("乙公司", 2)]


@pytest.mark.parametrize(
    ("title", "start"),
    [("2024年3月外出招商", "2024-03-14"), ("2024年1-3月外出招商", None), ("截至2024年3月外出招商", None)],
)
def test_days_alone_are_of_the_month_in_the_title(title: str, start: str | None) -> None:
    head = ["日期", "目的地", "带队领导", "拜访企业"]
    got = read([[title], head, ["14日", "上海", "何清", "甲公司"]])
    assert records(got, "visits", "leader", "start") == [("何清", start)]


def test_captions_of_two_directions_part_tables_beside_each_other() -> None:
    got = read(
        [
            ["新海街道“走出去、请进来”情况"],
            ["走出去", None, None, None, None, "请进来"],
            ["带队领导", "外出时间", "目的地", "拜访企业", None, "来访时间", "来访企业", "接待领导"],
            ["李强", "3月5日", "南京", "甲公司", None, "3月6日", "乙公司", "王芳"],
        ]
    )
    assert records(got, "visits", "table", "direction", "leader", "start") == [
        (1, "outbound", "李强", "2024-03-05"),
        (2, "inbound", "王芳", "2024-03-06"),
    ]

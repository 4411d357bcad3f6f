"""Tables beside each other, each under a line of its own that names it."""

import pytest

from tests.loaders.sheets import findings, read, records

TRIPS = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
GUESTS = ["序号", "日期", "单位名称", "领导", "内容"]


@pytest.mark.parametrize("gap", [[None], []])
@pytest.mark.parametrize(
    ("left", "right"), [("走出去", "请进来"), ("一、走出去", "二、请进来"), ("外出招商", "客商接待")]
)
def test_a_line_that_names_the_tables_below_it_is_their_title(gap: list[None], left: str, right: str) -> None:
    banner = [left, None, None, None, None, *gap, right]
    got = read(
        [
            ["走出去、请进来情况"],
            banner,
            [*TRIPS, *gap, *GUESTS],
            [1, "李强", "3月20日", "上海", "甲公司", *gap, 1, "3月21日", "乙公司", "王芳", "考察"],
            [2, "李强", "3月25日", "苏州", "丙公司", *gap, 2, "3月26日", "丁公司", "王芳", "考察"],
        ],
        ["A2:E2"],
    )
    assert [sheet.header_rows for sheet in got.sheets] == [(3,), (3,)]
    assert records(got, "visits", "direction", "start") == [
        ("outbound", "2024-03-20"),
        ("outbound", "2024-03-25"),
        ("inbound", "2024-03-21"),
        ("inbound", "2024-03-26"),
    ]


def test_the_line_that_says_who_reports_may_stand_below_the_names_of_the_tables() -> None:
    got = read(
        [
            ["走出去", None, None, None, None, None, "请进来"],
            ["填报单位：板浦镇"],
            [*TRIPS, None, *GUESTS],
            [1, "李强", "3月20日", "上海", "甲公司", None, 1, "3月21日", "乙公司", "王芳", "考察"],
        ],
        name="台账.xlsx",
    )
    assert [sheet.header_rows for sheet in got.sheets] == [(3,), (3,)]
    assert records(got, "visits", "unit", "direction") == [("板浦镇", "outbound"), ("板浦镇", "inbound")]


def test_a_list_of_projects_has_the_stage_of_the_line_above_it() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    got = read(
        [
            ["在谈、签约项目情况"],
            ["在谈项目", None, None, None, None, "签约项目"],
            [*head, None, *head],
            [1, "甲项目", "甲公司", 3, None, 1, "乙项目", "乙公司", 2],
        ],
    )
    assert records(got, "projects", "name", "stage") == [("甲项目", "negotiating"), ("乙项目", "signed")]


def test_two_names_above_one_table_group_its_columns() -> None:
    got = read(
        [
            ["单位", "走出去", None, "请进来", None],
            [None, "本周", "累计", "本周", "累计"],
            ["新海街道", 1, 5, 2, 7],
        ],
        ["A1:A2", "B1:C1", "D1:E1"],
    )
    assert got.sheets[0].header_rows == (1, 2)
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0),
        ("outbound_trips", "cumulative", 5.0),
        ("inbound_groups", "week", 2.0),
        ("inbound_groups", "cumulative", 7.0),
    ]


SPACED = [
    ["序号", "领队姓名", "职务", "出发日期", None, "目的地", "拜访对象", None, None, "洽谈事项"],
    [None, None, None, None, None, None, "单位名称", "对接人", "职务", None],
    [1, "钱敏", "镇长", "2024.1.6", None, "无锡", "甲公司", "孙某", "经理", "轴承"],
    [None, None, None, None, None, None, "乙公司", "吴某", "经理", None],
    [2, "钱敏", "镇长", "2024.1.9", None, "深圳", "丙公司", "郑某", "经理", "风机"],
]


@pytest.mark.parametrize("above", [[], [["填报单位：板浦镇", *[None] * 6, "填报时间：2024年3月29日"]]])
def test_an_empty_column_under_a_header_of_two_rows_cuts_no_table_in_two(above: list[list[str]]) -> None:
    at = 1 + len(above)
    got = read(
        [*above, *SPACED],
        [
            f"G{at}:I{at}",
            *(f"{c}{at}:{c}{at + 1}" for c in "ABCDFJ"),
            *(f"{c}{at + 2}:{c}{at + 3}" for c in "ABCDFJ"),
        ],
    )
    assert records(got, "visits", "leader", "start", "destination", "organisations") == [
        ("钱敏", "2024-01-06", "无锡", 2.0),
        ("钱敏", "2024-01-09", "深圳", 1.0),
    ]


def test_tables_that_begin_with_the_same_heading_are_two() -> None:
    got = read(
        [
            ["项目和厂房"],
            ["镇街", "项目名称", "总投资（亿元）", None, "镇街", "厂房名称", "建筑面积（㎡）"],
            ["板浦镇", "甲项目", 3, None, "板浦镇", "乙厂房", 2000],
            ["新海街道", "丙项目", 4, None, "新海街道", "丁厂房", 3000],
        ],
        name="台账.xlsx",
    )
    assert records(got, "projects", "unit", "name") == [("板浦镇", "甲项目"), ("新海街道", "丙项目")]
    assert records(got, "assets", "unit", "name") == [("板浦镇", "乙厂房"), ("新海街道", "丁厂房")]


TWO_LISTS = [
    ["序号", "地块名称", "占地面积（亩）", None, "序号", "厂房名称", "建筑面积（㎡）"],
    [1, "甲地块", 10, None, 1, "乙厂房", 2000],
    [2, "丙地块", 20, None, 2, "丁厂房", 3000],
]


@pytest.mark.parametrize(
    "words",
    [
        "注：以上数据截至3月29日，由招商办提供。",
        "填报人：李明    审核人：王强",
        "情况说明：本周新增盘活地块1宗",
        "以上数据由各村提供，如有出入以区招商局核定为准",
    ],
)
def test_what_is_merged_over_both_tables_is_a_record_of_neither(words: str) -> None:
    got = read([["低效用地和闲置厂房"], *TWO_LISTS, [words]], ["A1:G1", "A5:G5"])
    assert records(got, "assets", "name") == [("甲地块",), ("丙地块",), ("乙厂房",), ("丁厂房",)]
    assert [cell for _, cell in findings(got)] == []


def test_a_section_merged_over_both_tables_holds_in_both() -> None:
    head = ["序号", "日期", "带队领导", "拜访企业"]
    got = read(
        [
            ["外出", None, None, None, None, "接待"],
            [*head, None, "序号", "日期", "接待领导", "来访企业"],
            ["1月"],
            [1, "14日", "李强", "甲公司", None, 1, "15日", "王芳", "乙公司"],
            ["2月"],
            [2, "1日", "李强", "丙公司", None, 2, "3日", "王芳", "丁公司"],
        ],
        ["A3:I3", "A5:I5"],
    )
    assert records(got, "visits", "direction", "start") == [
        ("outbound", "2024-01-14"),
        ("outbound", "2024-02-01"),
        ("inbound", "2024-01-15"),
        ("inbound", "2024-02-03"),
    ]


def test_a_section_merged_over_trips_and_receptions_makes_none_of_the_other() -> None:
    got = read(
        [
            ["外出", None, None, None, None, "接待"],
            ["序号", "日期", "带队领导", "拜访企业", None, "序号", "日期", "接待领导", "来访企业"],
            [1, "3月14日", "李强", "甲公司", None, 1, "3月15日", "王芳", "乙公司"],
            ["二、重点拜访"],
            [2, "3月21日", "李强", "丙公司", None, 2, "3月22日", "王芳", "丁公司"],
        ],
        ["A4:I4"],
    )
    assert records(got, "visits", "direction", "start") == [
        ("outbound", "2024-03-14"),
        ("outbound", "2024-03-21"),
        ("inbound", "2024-03-15"),
        ("inbound", "2024-03-22"),
    ]


def _under_blank_corner(gap: list[None], *right: list[object]) -> list[list[object]]:
    """Two tables of figures, the second one's units under no heading."""
    left = [["板浦镇", 1, 4, 2, 9], ["新海街道", 0, 2, 1, 5], [None] * 5]
    return [
        ["各镇街招商情况（截至2024年3月29日）"],
        ["单位", "走出去", None, "请进来", None, *gap, None, "签约项目（个）", None],
        [None, "本周", "累计", "本周", "累计", *gap, None, "本周", "累计"],
        *([*ours, *gap, *theirs] for ours, theirs in zip(left, right, strict=False)),
    ]


@pytest.mark.parametrize("gap", [[None], []])
def test_units_under_a_blank_corner_begin_a_second_table_of_figures(gap: list[None]) -> None:
    got = read(
        _under_blank_corner(gap, ["南城街道", 1, "3个"], ["板浦镇", 2, "5个"], ["新海街道", "—", 1]), name="统计.xlsx"
    )
    assert records(got, "counters", "unit", "indicator", "period", "value") == [
        ("板浦镇", "outbound_trips", "week", 1.0),
        ("板浦镇", "outbound_trips", "cumulative", 4.0),
        ("板浦镇", "inbound_groups", "week", 2.0),
        ("板浦镇", "inbound_groups", "cumulative", 9.0),
        ("新海街道", "outbound_trips", "week", 0.0),
        ("新海街道", "outbound_trips", "cumulative", 2.0),
        ("新海街道", "inbound_groups", "week", 1.0),
        ("新海街道", "inbound_groups", "cumulative", 5.0),
        ("南城街道", "projects_signed", "week", 1.0),
        ("南城街道", "projects_signed", "cumulative", 3.0),
        ("板浦镇", "projects_signed", "week", 2.0),
        ("板浦镇", "projects_signed", "cumulative", 5.0),
        ("新海街道", "projects_signed", "cumulative", 1.0),
    ]


def test_a_second_table_of_one_unit_under_a_blank_corner_is_that_units() -> None:
    got = read(_under_blank_corner([None], ["南城街道", 1, 3]), name="统计.xlsx")
    assert records(got, "counters", "unit", "value")[-2:] == [("南城街道", 1.0), ("南城街道", 3.0)]


def test_units_under_no_heading_among_the_words_of_a_list_begin_no_table() -> None:
    got = read(
        [
            ["责任单位", "项目名称", None, "总投资（亿元）", "签约时间"],
            ["板浦镇", "甲项目", "新海街道", 3, "2024-03-20"],
            ["新海街道", "乙项目", "南城街道", 4, "2024-03-21"],
        ],
        name="台账.xlsx",
    )
    assert records(got, "projects", "name", "investment") == [("甲项目", 3.0), ("乙项目", 4.0)]


def test_lists_without_a_column_between_them_begin_where_records_are_named_anew() -> None:
    got = read(
        [
            ["新海街道签约、开工项目"],
            ["项目名称", "投资方", "总投资（亿元）", "签约时间", "项目名称", "投资方", "总投资（亿元）", "开工时间"],
            ["甲项目", "甲公司", 1, "2024-1-5", "子项目", "子公司", 4, "2024-2-5"],
            ["乙项目", "乙公司", 2, "2024-1-6", "丑项目", "丑公司", 5, "2024-2-6"],
        ]
    )
    assert [sheet.range for sheet in got.sheets] == ["A2:D4", "E2:H4"]
    assert sorted(records(got, "projects", "name", "investment", "signed_on", "started_on")) == [
        ("丑项目", 5.0, None, "2024-02-06"),
        ("乙项目", 2.0, "2024-01-06", None),
        ("子项目", 4.0, None, "2024-02-05"),
        ("甲项目", 1.0, "2024-01-05", None),
    ]


def test_a_name_that_stands_again_among_other_headings_begins_no_table() -> None:
    got = read([["项目名称", "投资方", "总投资（亿元）", "项目名称", "备注"], ["甲项目", "甲公司", 1, "甲", "新"]])
    assert [sheet.range for sheet in got.sheets] == ["A1:E2"]

"""A header that stands again: the next page of a table, or the next table on the same form."""

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "厂房名称", "位置", "建筑面积（㎡）", "闲置面积（㎡）"]


def test_a_title_that_names_another_unit_begins_a_table_of_that_unit() -> None:
    got = read(
        [
            ["新海街道闲置厂房情况表"],
            HEAD,
            [1, "甲厂房", "海连路1号", 1000, 500],
            [None, "合计", None, 1000, 500],
            [],
            ["板浦镇闲置厂房情况表"],
            HEAD,
            [1, "乙厂房", "海连路2号", 2000, 600],
        ],
        ["A1:E1", "A6:E6"],
        name="闲置厂房.xlsx",
    )
    assert [(s.table, s.header_rows) for s in got.sheets] == [(1, (2,)), (2, (7,))]
    assert records(got, "assets", "unit", "name") == [("新海街道", "甲厂房"), ("板浦镇", "乙厂房")]
    assert findings(got) == []


def test_who_reports_said_above_each_table_holds_for_that_table() -> None:
    rows = [
        ["闲置厂房情况表"],
        ["填报单位：新海街道"],
        HEAD,
        [1, "甲厂房", "海连路1号", 1000, 500],
        ["填报单位：板浦镇"],
        HEAD,
        [1, "乙厂房", "海连路2号", 2000, 600],
    ]
    got = read(rows, name="闲置厂房.xlsx")
    assert records(got, "assets", "unit", "name") == [("新海街道", "甲厂房"), ("板浦镇", "乙厂房")]


@pytest.mark.parametrize(
    "between", ["新海街道闲置厂房情况表", "新海街道闲置厂房情况表（续表）", "第2页", "板浦镇", "二、板浦镇（1处）"]
)
def test_a_page_or_a_section_goes_on_with_the_table(between: str) -> None:
    rows = [["新海街道闲置厂房情况表"], HEAD, [1, "甲厂房", "海连路1号", 1000, 500], [between], HEAD]
    got = read([*rows, [2, "乙厂房", "海连路2号", 2000, 600]], ["A1:E1", "A4:E4"], name="闲置厂房.xlsx")
    assert [s.table for s in got.sheets] == [1]
    assert records(got, "assets", "name") == [("甲厂房",), ("乙厂房",)]


def test_a_company_alone_above_a_repeated_header_is_met_on_the_trip_above() -> None:
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业"]
    got = read(
        [
            ["新海街道外出招商台账"],
            head,
            [1, "李强", "3月4日", "上海", "甲公司"],
            [None, None, None, None, "乙公司"],
            head,
            [2, "王芳", "3月8日", "苏州", "丙公司"],
        ]
    )
    assert records(got, "stops", "organisation") == [("甲公司",), ("乙公司",), ("丙公司",)]


def test_the_next_table_on_the_same_form_is_measured_like_the_one_above_unless_it_says_otherwise() -> None:
    head = ["序号", "地块名称", "位置", "占地面积"]
    got = read(
        [
            ["新海街道低效用地"],
            ["单位：亩"],
            head,
            [1, "甲地块", "海连路1号", 3],
            ["板浦镇低效用地"],
            head,
            [1, "乙地块", "海连路2号", 6],
            ["南城街道低效用地", None, None, "单位：公顷"],
            head,
            [1, "丙地块", "海连路3号", 6],
        ],
        name="低效用地.xlsx",
    )
    assert records(got, "assets", "unit", "area") == [("新海街道", 2000.0), ("板浦镇", 4000.0), ("南城街道", 60000.0)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([["一、闲置厂房（单位：万平方米）"]], [["二、闲置楼宇（单位：平方米）"]]),
        ([["一、闲置厂房", None, None, "单位：万平方米"]], [["二、闲置楼宇", None, None, "单位：平方米"]]),
        ([["一、闲置厂房"], ["单位：万平方米"]], [["二、闲置楼宇"], ["单位：平方米"]]),
    ],
)
def test_a_numbered_title_with_a_measure_of_its_own_begins_a_table_of_that_measure_and_kind(
    first: list[list[str | None]], second: list[list[str | None]]
) -> None:
    head = ["序号", "名称", "建筑面积", "闲置面积"]
    got = read([*first, head, [1, "甲", 1.2, 0.5], *second, head, [1, "乙", 1000, 500]])
    assert records(got, "assets", "name", "kind", "area", "idle_area") == [
        ("甲", "factory", 12000.0, 5000.0),
        ("乙", "building", 1000.0, 500.0),
    ]


@pytest.mark.parametrize("second", ["二、闲置厂房", "二、闲置楼宇", "闲置楼宇情况"])
def test_the_mu_of_land_never_measures_the_floor_below_it(second: str) -> None:
    head = ["序号", "名称", "面积", "闲置面积"]
    got = read([["一、低效用地（单位：亩）"], head, [1, "甲", 3, 3], [second], head, [1, "乙", 1000, 500]])
    assert [area and round(area) for (area,) in records(got, "assets", "area")] == [2000, None]
    assert "unit-of-measure-missing" in {code for code, _ in findings(got)}


def test_a_numbered_title_of_the_same_kind_and_measure_goes_on_with_the_table() -> None:
    head = ["序号", "名称", "建筑面积", "闲置面积"]
    rows = [["一、闲置厂房（单位：平方米）"], head, [1, "甲", 2000, 500], ["二、空置厂房（单位：平方米）"], head]
    got = read([*rows, [2, "乙", 1000, 500]])
    assert [(s.table, s.header_rows) for s in got.sheets] == [(1, (2,))]


def test_a_further_leg_under_the_same_number_belongs_to_the_trip() -> None:
    head = ["序号", "带队领导", "开始时间", "结束时间", "目的地", "拜访企业"]
    legs = [[1, "张伟", "2024-3-4", "2024-3-6", "苏州", "甲公司"], [1, None, None, None, "昆山", "乙公司"]]
    reading = read([["板浦镇外出招商"], head, *legs], name="外出.xlsx", unit="板浦镇")
    assert records(reading, "visits", "row", "leader", "destination") == [(3, "张伟", "苏州；昆山")]
    assert records(reading, "stops", "visit_row", "organisation") == [(3, "甲公司"), (3, "乙公司")]

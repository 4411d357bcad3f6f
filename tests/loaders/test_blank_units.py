"""A blank under 单位: the unit above holds where the sheet's habit or its numbers say so, and is said to be assumed
where nothing does."""

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "单位", "带队领导", "开始时间", "目的地", "拜访企业名称"]
FIGURES = ["单位", "走出去", "请进来"]


def _trips(*rows: tuple[object, str | None]) -> Reading:
    """A log of trips of which only serial number and unit matter."""
    trips = [[n, unit, f"赵{i}明", f"2024-03-{10 + i}", "苏州", f"甲{i}公司"] for i, (n, unit) in enumerate(rows)]
    return read([["外出招商台账"], HEAD, *trips], name="外出.xlsx")


def _units(reading: Reading) -> list[str]:
    return [unit for (unit,) in records(reading, "visits", "unit")]


def _assumed(reading: Reading) -> list[tuple[str, str, str]]:
    return [(f.cell, f.detail["unit"], f.detail["source"]) for f in reading.findings if f.code == "unit-assumed"]


def test_a_lone_blank_between_two_units_counts_for_the_one_above_and_says_so() -> None:
    reading = _trips((1, "新海街道"), (2, None), (3, "板浦镇"))
    assert _units(reading) == ["新海街道", "新海街道", "板浦镇"]
    assert _assumed(reading) == [("B4", "新海街道", "above")]


def test_where_a_name_is_typed_in_every_row_a_blank_is_no_habit() -> None:
    reading = _trips((1, "新海街道"), (2, "新海街道"), (3, None), (4, "板浦镇"), (5, None))
    assert _assumed(reading) == [("B5", "新海街道", "above"), ("B7", "板浦镇", "above")]


@pytest.mark.parametrize(
    "units",
    [
        ["新海街道", None, "板浦镇", None, None],
        ["新海街道", None, "板浦镇", "南城街道", None],
        ["新海街道", None, None],
        ["新海街道", "新海街道", None, "新海街道"],
    ],
    ids=["in every unit", "in several", "one unit", "between rows of one unit"],
)
def test_a_name_typed_once_over_the_rows_of_its_unit_says_nothing(units: list[str | None]) -> None:
    reading = _trips(*enumerate(units, 1))
    assert "" not in _units(reading)
    assert findings(reading) == []


@pytest.mark.parametrize("numbers", [(1, None, 2, 3), (1, 1, 2, 3), (1, 2, 1, 1)], ids=["none", "the same", "anew"])
def test_serial_numbers_that_count_units_or_begin_anew_in_each_say_whose_a_row_is(numbers: tuple[object, ...]) -> None:
    reading = _trips(*zip(numbers, ["新海街道", None, "板浦镇", "南城街道"], strict=True))
    assert _units(reading)[:2] == ["新海街道", "新海街道"]
    assert findings(reading) == []


def test_a_blank_above_every_name_is_the_sheet_s_unit_s_and_says_so() -> None:
    rows = [
        [1, None, "赵启明", "2024-03-11", "苏州", "甲公司"],
        [2, "板浦镇", "钱若水", "2024-03-12", "上海", "乙公司"],
    ]
    reading = read([["外出招商台账"], ["填报单位：新海街道"], HEAD, *rows], name="外出.xlsx")
    assert _units(reading) == ["新海街道", "板浦镇"]
    assert _assumed(reading) == [("B4", "新海街道", "sheet")]


def test_no_unit_is_carried_past_the_section_of_another() -> None:
    trip = ["赵启明", "2024-03-11", "苏州", "甲公司"]
    rows = [[1, "新海街道", *trip], ["二、板浦镇"], [2, None, "钱若水", "2024-03-12", "上海", "乙公司"]]
    reading = read([["外出招商台账"], HEAD, *rows], name="外出.xlsx")
    assert _units(reading) == ["新海街道", "板浦镇"]
    assert findings(reading) == []


def test_figures_without_a_unit_between_those_of_units_are_nobodys_and_not_the_districts() -> None:
    reading = read([["截至3月29日累计"], FIGURES, ["新海街道", 5, 1], [None, 4, 2], ["板浦镇", 3, 3]], name="区.xlsx")
    assert records(reading, "counters", "unit", "value")[2:4] == [("", 4), ("", 2)]
    assert findings(reading) == [("unit-blank", "A4")]


@pytest.mark.parametrize("at", [0, 3], ids=["first", "last"])
def test_figures_without_a_unit_that_are_the_sums_of_the_others_are_their_total(at: int) -> None:
    rows: list[list[object]] = [["新海街道", 5, 1], ["南城街道", 1, 2], ["板浦镇", 3, 3]]
    rows.insert(at, [None, 9, 6])
    reading = read([["截至3月29日累计"], FIGURES, *rows], name="区.xlsx")
    assert len(records(reading, "counters", "unit")) == 6
    assert reading.sheets[0].total_rows == (3 + at,)
    assert findings(reading) == []


@pytest.mark.parametrize("label", [("1月", "2月"), ("目标", "完成")], ids=["months", "target and done"])
def test_a_unit_typed_once_holds_for_the_rows_that_say_what_they_count(label: tuple[str, str]) -> None:
    head = ["单位", "月份" if label[0] == "1月" else "项目", "走出去"]
    rows = [["新海街道", label[0], 5], [None, label[1], 2], ["板浦镇", label[0], 3], [None, label[1], 4]]
    reading = read([["2024年"], head, *rows], name="区.xlsx")
    both = [*records(reading, "targets", "unit", "value"), *records(reading, "counters", "unit", "value")]
    assert sorted(both) == [("新海街道", 2), ("新海街道", 5), ("板浦镇", 3), ("板浦镇", 4)]
    assert findings(reading) == []


def test_a_row_that_counts_again_what_was_counted_above_it_is_another_units() -> None:
    head = ["单位", "类别", "完成值（平方米）"]
    first = [["新海街道", "低效用地", 6200], [None, "闲置厂房", 300]]
    rows = [*first, [None, "低效用地", 400], ["板浦镇", "低效用地", 1000]]
    reading = read([["截至3月29日累计"], head, *rows], name="区.xlsx")
    assert records(reading, "counters", "unit", "indicator", "value") == [
        ("新海街道", "land_m2", 6200), ("新海街道", "factory_m2", 300),
        ("", "land_m2", 400), ("板浦镇", "land_m2", 1000),
    ]  # fmt: skip
    assert findings(reading) == [("unit-blank", "A5")]


PLANTS = ["镇街", "厂房名称", "建筑面积（㎡）"]


@pytest.mark.parametrize("named", [("板浦镇", "小计"), ("板浦镇小计", None)])
def test_a_subtotal_above_its_rows_names_their_unit(named: tuple[str, str | None]) -> None:
    got = read(
        [
            ["示例区闲置厂房"],
            PLANTS,
            ["合计", None, 9500],
            [*named, 5000],
            [None, "甲厂房", 3000],
            [None, "乙厂房", 2000],
            ["新海街道", "小计", 4500],
            [None, "丙厂房", 4500],
        ],
        name="汇总.xlsx",
    )
    assert records(got, "assets", "unit", "name") == [
        ("板浦镇", "甲厂房"),
        ("板浦镇", "乙厂房"),
        ("新海街道", "丙厂房"),
    ]
    assert findings(got) == []


def test_a_subtotal_below_its_rows_leaves_their_unit_in_doubt() -> None:
    got = read(
        [
            ["示例区闲置厂房"],
            PLANTS,
            [None, "甲厂房", 3000],
            ["板浦镇", "小计", 3000],
            [None, "丙厂房", 4500],
            ["新海街道", "小计", 4500],
        ],
        name="汇总.xlsx",
    )
    assert records(got, "assets", "unit", "name") == [("示例区", "甲厂房"), ("示例区", "丙厂房")]
    assert findings(got) == [("unit-assumed", "A3"), ("unit-assumed", "A5")]


@pytest.mark.parametrize("head", [["指标", "本周", "累计"], ["指标", "全年目标", "累计完成"]])
def test_a_sheet_of_figures_of_which_nothing_names_the_unit_is_asked_about_and_not_the_districts(
    head: list[str],
) -> None:
    reading = read([head, ["走出去（次）", 1, 3]], name="周报.xlsx")
    assert {u for table in reading.tables for (u,) in records(reading, table, "unit")} == {""}
    assert [q.about for q in reading.questions] == ["unit"]
    told = read([head, ["走出去（次）", 1, 3]], name="周报.xlsx", unit="板浦镇")
    assert {u for table in told.tables for (u,) in records(told, table, "unit")} == {"板浦镇"}
    assert told.questions == []


def test_figures_that_the_sheet_calls_the_districts_are_its_own() -> None:
    reading = read([["全区招商情况"], ["指标", "本周", "累计"], ["走出去（次）", 1, 3]], name="周报.xlsx")
    assert records(reading, "counters", "unit", "value") == [("示例区", 1.0), ("示例区", 3.0)]
    assert reading.questions == []

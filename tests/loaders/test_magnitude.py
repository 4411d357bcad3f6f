"""Units of measure by magnitude: a column that jumps is out and asked, one that grows is not, one cell is one cell."""

from typing import Any

import pytest

from loaders import Reading
from loaders.magnitude import jump
from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
LAND = ["序号", "地块名称", "坐落", "占地面积（亩）", "闲置面积（亩）"]


def projects(amounts: str, head: list[str] = HEAD, **options: Any) -> Reading:
    rows = [[i, f"{i}号项目", f"{i}号公司", float(a), "在谈"] for i, a in enumerate(amounts.split(), 1)]
    return read([head, *rows], **options)


def land(areas: str, unit: str, **options: Any) -> Reading:
    head = [text.replace("亩", unit) for text in LAND]
    rows = [[i, f"{i}号地块", f"{i}路", float(a), float(a)] for i, a in enumerate(areas.split(), 1)]
    return read([["低效用地台账"], head, *rows], **options)


def amounts(reading: Reading) -> list[float | None]:
    return [amount for (amount,) in records(reading, "projects", "investment")]


LAST = projects("1.5 2 3 4").tables


@pytest.mark.parametrize(
    ("ratios", "quantity", "factor"),
    [
        ([1e4, 1e4, 1e4], "money", 1e4),
        ([1e4, 1.1e4, 1.0], "money", 1e4),
        ([1e4, 1.0, 1.0], "money", 0),
        ([1e4, 1e4, 1.0, 1.0], "money", 0),
        ([1e4], "money", 1e4),
        ([1.1e4], "money", 0),
        ([1e-4, 1e-4], "money", 1e-4),
        ([1000.0, 1000.0], "money", 1e3),
        ([666.7, 666.7, 700.0], "area", 2000 / 3),
        ([1e4, 1e4], "area", 1e4),
        ([12.0, 15.0, 9.0], "money", 0),
        ([], "money", 0),
    ],
)
def test_the_median_of_matched_things_decides(ratios: list[float], quantity: str, factor: float) -> None:
    assert jump(ratios, quantity) == pytest.approx(factor)


def test_a_column_in_another_unit_is_outside_the_figures_and_asked() -> None:
    got = projects("15000 20000 30000 40000 50000", previous=LAST)
    assert amounts(got) == [None] * 5
    assert findings(got) == [("unit-of-measure-changed", "D1")]
    assert got.findings[0].severity == "error"
    assert got.findings[0].detail["factor"] == "10000"
    (asked,) = got.questions
    assert asked.detail == {"example": "D2", "was": 1.5, "now": 15000, "quantity": "money"}
    assert asked.detail.items() <= got.findings[0].detail.items()
    assert (asked.about, asked.cell, asked.found) == ("unit-of-measure", "D1", "总投资（亿元）")
    assert asked.choices[:2] == ("万元", "亿元")


def test_the_answer_gives_the_column_its_unit() -> None:
    answers = {"units_of_measure": {"总投资（亿元）": "万元"}, "settled": {"总投资（亿元）": True}}
    got = projects("15000 20000 30000 40000", previous=LAST, answers=answers)
    assert (amounts(got), got.findings, got.questions) == ([1.5, 2, 3, 4], [], [])


def test_as_typed_may_be_right_too() -> None:
    answers = {"units_of_measure": {"总投资（亿元）": "亿元"}, "settled": {"总投资（亿元）": True}}
    assert amounts(projects("15000 20000 30000 40000", previous=LAST, answers=answers)) == [15000, 20000, 30000, 40000]


def test_a_remembered_unit_is_compared_again_next_week() -> None:
    got = projects("1.5 2 3 4", previous=LAST, answers={"units_of_measure": {"总投资（亿元）": "万元"}})
    assert findings(got) == [("unit-of-measure-changed", "D1")]


def test_a_heading_that_changes_its_unit_with_its_figures_is_no_jump() -> None:
    head = [*HEAD[:3], "总投资（万元）", HEAD[4]]
    assert amounts(projects("15000 20000 30000 40000", head, previous=LAST)) == [1.5, 2, 3, 4]


def test_one_revised_amount_moves_nothing() -> None:
    got = projects("1.5 2 3 120", previous=LAST)
    assert (amounts(got), got.findings) == ([1.5, 2, 3, 120], [])


def test_one_row_typed_in_another_unit_is_that_cell_alone() -> None:
    got = projects("1.5 20000 3 4", previous=LAST)
    assert amounts(got) == [1.5, None, 3, 4]
    assert findings(got) == [("unit-of-measure-changed", "D3")]


def test_a_single_matched_thing_must_jump_exactly() -> None:
    alone = projects("1.5").tables
    assert amounts(projects("15000", previous=alone)) == [None]
    assert amounts(projects("14000", previous=alone)) == [14000]


def test_things_are_matched_by_name_and_strangers_prove_nothing() -> None:
    old = projects("1.5 2").tables
    old["projects"]["name"] = ["别的项目", "另一个项目"]
    assert amounts(projects("15000 20000", previous=old)) == [15000, 20000]


@pytest.mark.parametrize(
    ("areas", "unit"), [("66666.7 13333.3 20000", "亩"), ("6.66667 1.33333 2", "㎡"), ("100 20 30", "㎡")]
)
def test_areas_that_jump_by_a_unit_are_out(areas: str, unit: str) -> None:
    got = land(areas, unit, previous=land("100 20 30", "亩").tables)
    assert records(got, "assets", "area", "idle_area") == [(None, None)] * 3
    assert [code for code, _ in findings(got)] == ["unit-of-measure-changed"] * 2


def test_figures_of_a_counter_sheet_are_compared_by_unit_and_indicator() -> None:
    def sheet(*areas: float, **options: Any) -> Reading:
        rows = [[unit, area, 90] for unit, area in zip(("板浦镇", "新海街道", "南城街道"), areas, strict=True)]
        return read([["盘活情况统计表"], ["单位", "闲置厂房（万㎡）", "低效用地（亩）"], *rows], **options)

    last = sheet(1.0, 2.0, 3.0).tables
    got = sheet(10000, 20000, 31000, previous=last)
    assert findings(got) == [("unit-of-measure-changed", "B2")]
    assert records(got, "counters", "indicator", "value") == [("land_m2", 60000)] * 3
    assert findings(sheet(1.0, 2.5, 3.1, previous=last)) == []


def test_what_nobody_settled_last_time_stays_out() -> None:
    unsettled = projects("15000 20000 30000 40000", previous=LAST).tables
    doubted = {"doubted": {"总投资（亿元）": {"times": 1e4, "figures": [20000.0]}}}
    got = projects("15000 20000 30000 40000", previous=unsettled, answers=doubted)
    assert (amounts(got), findings(got)) == ([None] * 4, [("unit-of-measure-changed", "D1")])
    settled = {**doubted, "settled": {"总投资（亿元）": True}, "units_of_measure": {"总投资（亿元）": "万元"}}
    assert amounts(projects("15000 20000", previous=unsettled, answers=settled)) == [1.5, 2]


def test_one_cell_that_nobody_settled_stays_out_alone() -> None:
    unsettled = projects("1.5 20000 3 4", previous=LAST).tables
    got = projects(
        "1.5 20000 3 4",
        previous=unsettled,
        answers={"doubted": {"总投资（亿元）": {"times": 1e4, "figures": [20000.0]}}},
    )
    assert (amounts(got), findings(got)) == ([1.5, None, 3, 4], [("unit-of-measure-changed", "D3")])
    assert got.questions[0].detail == {}, "last time it stood for nothing"


def test_what_was_put_right_since_counts_again() -> None:
    unsettled = projects("1.5 20000 3 4", previous=LAST).tables
    alone = {"doubted": {"总投资（亿元）": {"times": 1e4, "figures": [20000.0]}}}
    got = projects("1.5 2 3 4", previous=unsettled, answers=alone)
    assert (amounts(got), findings(got)) == ([1.5, 2, 3, 4], [])
    whole = {"doubted": {"总投资（亿元）": {"times": 1e4, "figures": [15000.0, 20000.0, 30000.0, 40000.0]}}}
    got = projects("1.5 2 3 4", previous=projects("15000 20000 30000 40000", previous=LAST).tables, answers=whole)
    assert (amounts(got), findings(got)) == ([1.5, 2, 3, 4], [])


def test_increments_are_not_compared_with_those_of_last_week() -> None:
    head = ["楼宇名称", "建筑面积（㎡）", "本周新增盘活（㎡）", "盘活时间"]
    last = read([["楼宇盘活周报"], head, ["甲大厦", 9000, 5, "2024-03-20"]]).tables
    got = read([["楼宇盘活周报"], head, ["甲大厦", 9000, 50000, "2024-03-28"]], previous=last)
    assert records(got, "assets", "revitalised_increment") == [(50000.0,)]


def test_figures_of_indicators_down_the_rows_are_compared_too() -> None:
    def sheet(factory: float, building: float, trips: float, **options: Any) -> Reading:
        rows = [["盘活闲置厂房（㎡）", factory], ["盘活闲置楼宇（㎡）", building], ["走出去（次）", trips]]
        return read([["指标完成情况"], ["指标", "累计"], *rows], **options)

    last = sheet(20000, 30000, 4).tables
    got = sheet(2, 3, 5, previous=last)
    assert records(got, "counters", "indicator", "value") == [("outbound_trips", 5.0)]
    assert ("unit-of-measure-changed", "B2") in findings(got)
    assert findings(sheet(21000, 32000, 5, previous=last)) == []


def test_one_cell_is_asked_about_with_its_figure_of_last_time() -> None:
    got = projects("1.5 20000 3 4", previous=LAST)
    assert (got.questions[0].cell, got.questions[0].detail["example"]) == ("D3", "D3")
    assert (got.questions[0].detail["was"], got.questions[0].detail["now"]) == (2, 20000)

"""A figure or a record merged over the rows of several units is the first one's, and the others are named."""

from typing import Any

import pytest

from loaders import Finding, Reading
from tests.loaders.sheets import findings, read, records

FIGURES: list[list[Any]] = [["截至3月29日累计"], ["单位", "走出去", "请进来"]]


def _one(reading: Reading) -> Finding:
    assert len(reading.findings) == 1
    return reading.findings[0]


@pytest.mark.parametrize("beside", [(1, 2, 3), None], ids=["beside figures of their own", "and nothing else"])
def test_a_figure_merged_over_units_counts_once_and_names_them(beside: tuple[int, ...] | None) -> None:
    rows: list[list[Any]] = [["新海街道", 5], ["南城街道", None], ["板浦镇", 3]]
    if beside:
        rows = [[*row, figure] for row, figure in zip(rows, beside, strict=True)]
    reading = read([FIGURES[0], FIGURES[1][: len(rows[0])], *rows], ["B3:B4"], name="区.xlsx")
    trips = [r for r in records(reading, "counters", "unit", "indicator", "value") if r[1] == "outbound_trips"]
    assert trips == [("新海街道", "outbound_trips", 5), ("板浦镇", "outbound_trips", 3)]
    told = _one(reading)
    assert (told.code, told.cell) == ("merged-figure", "B3")
    assert told.detail == {"area": "B3:B4", "first": "新海街道", "units": "新海街道、南城街道"}


def test_a_figure_merged_across_the_columns_of_units_counts_once_and_names_them() -> None:
    head = ["指标", "新海街道", "南城街道", "板浦镇"]
    reading = read([["截至3月29日累计"], head, ["走出去", 5, None, 1]], ["B3:C3"], name="区.xlsx")
    assert records(reading, "counters", "unit", "value") == [("新海街道", 5), ("板浦镇", 1)]
    assert _one(reading).detail == {"area": "B3:C3", "first": "新海街道", "units": "新海街道、南城街道"}


def test_a_unit_under_sections_is_still_a_section_beside_a_column_that_is_merged_down_before_it() -> None:
    head = ["片区", "单位", "资产名称", "闲置面积（㎡）"]
    rows = [["东片", "新海街道", "甲厂房", 5000], [None, "南城街道", "乙厂房", 300]]
    reading = read([["闲置厂房"], head, *rows], ["A3:A4"], name="区.xlsx")
    assert records(reading, "assets", "unit", "idle_area") == [("新海街道", 5000), ("南城街道", 300)]


def test_a_project_merged_over_two_units_is_the_first_ones_and_the_other_is_named() -> None:
    head = ["单位", "项目名称", "总投资（亿元）"]
    rows = [["新海街道", "甲项目", 5], ["南城街道", None, None], ["板浦镇", "丙项目", 3]]
    reading = read([["项目台账"], head, *rows], ["B3:B4", "C3:C4"], name="区.xlsx")
    assert records(reading, "projects", "unit", "name") == [("新海街道", "甲项目"), ("板浦镇", "丙项目")]
    assert findings(reading) == [("merged-row", "A4")]
    assert (_one(reading).found, _one(reading).detail) == ("南城街道", {"first": "新海街道"})


def test_a_trip_merged_over_two_units_is_the_first_ones_and_the_other_is_named() -> None:
    head = ["单位", "带队领导", "开始时间", "目的地", "拜访企业名称"]
    rows = [["新海街道", "赵启明", "2024-03-11", "苏州", "甲公司"], ["南城街道", None, None, None, "乙公司"]]
    reading = read([["外出招商台账"], head, *rows], ["B3:B4", "C3:C4", "D3:D4"], name="区.xlsx")
    assert records(reading, "visits", "unit", "organisations") == [("新海街道", 2)]
    assert findings(reading) == [("merged-row", "A4")]

"""Unit × category tables with the unit typed once: the rows below it are its own, those of 合计 the total."""

from typing import Any

import pytest

from tests.loaders.sheets import findings, read, records

HEAD = ["单位", "类别", "目标值（平方米）", "完成值（平方米）"]
ROWS: list[list[Any]] = [
    HEAD,
    ["新海街道", "低效用地", 20000, 6200], [None, "闲置厂房", 50000, 0], [None, "闲置楼宇", 10000, 1000],
    ["板浦镇", "低效用地", 10000, 1000], [None, "闲置厂房", 50000, 0], [None, "闲置楼宇", 10000, 2400],
]  # fmt: skip
TOTALS = [["合计", "低效用地", 30000, 7200], [None, "闲置厂房", 100000, 0], [None, "闲置楼宇", 20000, 3400]]
MERGES = ("A2:A4", "A5:A7", "A8:A10")


@pytest.mark.parametrize("merges", [(), MERGES], ids=["typed once", "merged down"])
def test_every_row_has_the_unit_above_it_and_the_rows_of_the_total_are_an_assertion(merges: tuple[str, ...]) -> None:
    reading = read([*ROWS, *TOTALS], merges, name="目标.xlsx")
    assert records(reading, "targets", "unit", "indicator", "value") == [
        ("新海街道", "land_m2", 20000), ("新海街道", "factory_m2", 50000), ("新海街道", "building_m2", 10000),
        ("板浦镇", "land_m2", 10000), ("板浦镇", "factory_m2", 50000), ("板浦镇", "building_m2", 10000),
    ]  # fmt: skip
    assert reading.sheets[0].total_rows == (8, 9, 10)
    assert findings(reading) == []


def test_a_wrong_total_of_a_category_below_the_first_is_found() -> None:
    reading = read([*ROWS, TOTALS[0], [None, "闲置厂房", 90000, 0], TOTALS[2]], name="目标.xlsx")
    assert findings(reading) == [("total-mismatch", "C9")]


def test_rows_before_the_first_unit_are_the_reporters() -> None:
    rows = [HEAD, [None, "低效用地", 60000, 0], [None, "闲置厂房", 150000, 20000], ["板浦镇", "低效用地", 20000, 0]]
    reading = read(rows, name="目标.xlsx", unit="示例区")
    assert records(reading, "targets", "unit", "indicator") == [
        ("示例区", "land_m2"), ("示例区", "factory_m2"), ("板浦镇", "land_m2"),
    ]  # fmt: skip

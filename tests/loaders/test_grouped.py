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


HEADS = [["单位", "外出招商", None, "签约项目", None, None], [None, "本周", "累计", "本周", "累计", "金额（亿元）"]]
GROUPS = ("A2:A3", "B2:C2", "D2:F2")


@pytest.mark.parametrize("title", ["招商周报（3月23日—3月29日）", "2024年招商情况"])
def test_a_column_beside_week_and_sum_that_names_neither_is_unclear(title: str) -> None:
    got = read([[title], *HEADS, ["新海街道", 1, 12, 0, 3, 4.6]], GROUPS)
    assert records(got, "counters", "indicator", "period", "value") == [
        ("outbound_trips", "week", 1.0), ("outbound_trips", "cumulative", 12.0),
        ("projects_signed", "week", 0.0), ("projects_signed", "cumulative", 3.0),
    ]  # fmt: skip
    assert findings(got) == [("period-unclear", "F3")]


def test_beside_sums_alone_a_column_of_a_table_of_sums_is_one_too() -> None:
    head = [["单位", "签约项目", None], [None, "累计", "金额（亿元）"]]
    got = read([["截至3月29日招商情况"], *head, ["新海街道", 3, 4.6]], ("A2:A3", "B2:C2"))
    assert records(got, "counters", "indicator", "period") == [
        ("projects_signed", "cumulative"), ("investment_signed", "cumulative"),
    ]  # fmt: skip
    assert findings(got) == []

"""Figures since January that fall below the unit's last ones are marked, and still counted."""

from datetime import date
from typing import Any

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records

UNIT = "板浦镇"
LAST, NOW = date(2024, 3, 22), date(2024, 3, 29)


def counted(trips: Any, period: date, head: str = "累计走出去（次）", **options: Any) -> Reading:
    return read([["单位", head], [UNIT, trips]], period=period, **options)


def fallen(reading: Reading) -> list[tuple[str, str]]:
    return [found for found in findings(reading) if found[0] == "counter-fell"]


def test_a_count_since_january_that_falls_is_marked_and_kept() -> None:
    got = counted(38, NOW, previous=counted(40, LAST).tables)
    assert fallen(got) == [("counter-fell", "B2")]
    (finding,) = [finding for finding in got.findings if finding.code == "counter-fell"]
    assert (finding.detail, finding.severity) == ({"was": "40", "on": "2024-03-22"}, "warning")
    assert records(got, "counters", "value") == [(38.0,)]


@pytest.mark.parametrize(
    ("before", "on", "now", "until", "head"),
    [
        (40, LAST, 40, NOW, "累计走出去（次）"),
        (40, LAST, 41, NOW, "累计走出去（次）"),
        (40, NOW, 38, LAST, "累计走出去（次）"),
        (40, date(2023, 12, 29), 2, NOW, "累计走出去（次）"),
        (40, LAST, 2, NOW, "本周走出去（次）"),
        ("约40", LAST, 39, NOW, "累计走出去（次）"),
    ],
    ids=["the same", "more", "an earlier week", "a new year", "of the week", "about 40"],
)
def test_what_is_no_fall(before: Any, on: date, now: Any, until: date, head: str) -> None:
    assert fallen(counted(now, until, head, previous=counted(before, on, head).tables)) == []


def listed(
    area: object, done: object, place: str = "海连路1号", head: str = "已盘活面积（㎡）", **options: Any
) -> Reading:
    heads = ["单位", "厂房名称", "坐落", "建筑面积（㎡）", head]
    return read([heads, [UNIT, "老丝织厂", place, area, done]], period=NOW, **options)


def smaller(reading: Reading) -> list[tuple[str, dict[str, Any]]]:
    return [(f.cell, f.detail) for f in reading.findings if f.code == "area-fell"]


def test_an_area_brought_back_into_use_that_falls_is_marked_with_both_values_and_kept() -> None:
    got = listed(8000, 3000, previous=listed(8000, 5000).tables)
    told = {"field": "revitalised_area", "was": "5000", "now": "3000"}
    assert smaller(got) == [("E2", told)]
    assert records(got, "assets", "revitalised_area") == [(3000.0,)]


def test_an_assets_own_area_that_falls_is_marked_too() -> None:
    got = listed(6000, 3000, previous=listed(8000, 3000).tables)
    assert [(cell, told["was"], told["now"]) for cell, told in smaller(got)] == [("D2", "8000", "6000")]


@pytest.mark.parametrize(
    ("now", "place"), [(5000, "海连路1号"), (5001, "海连路1号"), ("", "海连路1号"), (3000, "海连路2号")]
)
def test_the_same_area_more_none_and_another_asset_are_no_fall(now: object, place: str) -> None:
    assert smaller(listed(8000, now, place, previous=listed(8000, 5000).tables)) == []


def test_a_hedged_area_falls_beyond_its_hedge_alone() -> None:
    before = listed(8000, "约5000").tables
    assert [len(smaller(listed(8000, now, previous=before))) for now in (4800, 4700)] == [0, 1]


def test_a_fallen_count_says_whether_the_unit_keeps_the_list_that_overrules_it() -> None:
    trips = read(
        [["单位", "姓名", "开始时间", "目的地"], [UNIT, "赵一", "2024-03-20", "南京"]],
        sheet="外出招商台账",
        period=LAST,
    )
    last = counted(40, LAST).tables
    both, (alone,) = {**last, "visits": trips.tables["visits"]}, counted(38, NOW, previous=last).findings
    (beside,) = counted(38, NOW, previous=both).findings
    assert ("listed" in alone.detail, beside.detail) == (False, {"was": "40", "on": "2024-03-22", "listed": True})

"""Sections of units in a table of figures: where one ends, and whose the figures below it are."""

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records


def below(*sections: str) -> Reading:
    """板浦镇 with 2 trips, then each section with 9 of its own."""
    rows = [row for section in sections for row in ([section], ["走出去（次）", 9])]
    return read([["招商情况"], ["指标", "数值"], ["一、板浦镇"], ["走出去（次）", 2], *rows], name="区.xlsx")


@pytest.mark.parametrize("somebody", ["二、城投公司", "区直部门", "二、区直部门", "二、其他"])
def test_a_section_of_somebody_unknown_ends_the_unit_above(somebody: str) -> None:
    got = below(somebody)
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("", 9.0)]
    assert ("unknown-unit", "A5") in findings(got)


@pytest.mark.parametrize("whole", ["二、全区合计", "合计", "全区合计"])
def test_a_section_that_adds_the_units_is_the_districts_own(whole: str) -> None:
    got = below(whole)
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("示例区", 9.0)]
    assert findings(got) == []


def test_the_next_unit_takes_over_after_somebody_unknown() -> None:
    got = below("二、城投公司", "三、新海街道")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("", 9.0), ("新海街道", 9.0)]


@pytest.mark.parametrize("part", ["（二）重点工作", "二、走出去", "（一）外出招商"])
def test_a_section_of_what_is_counted_stays_the_units(part: str) -> None:
    rows = [["一、板浦镇"], ["走出去（次）", 2], [part], ["请进来（批次）", 3]]
    got = read([["招商情况"], ["指标", "数值"], *rows], name="区.xlsx")
    assert records(got, "counters", "unit", "value") == [("板浦镇", 2.0), ("板浦镇", 3.0)]

"""Where a target was written."""

from dashboard.ui.goals import newest_first, written
from metrics.measure import Note, Source
from metrics.targets import Target

ONE, OTHER = Source(3, "目标.xlsx", "目标分解", "G7"), Source(3, "目标.xlsx", "目标分解", "G8")


def test_a_target_names_the_cell_that_holds_its_figure() -> None:
    assert written(Target(20, (ONE,))) == (ONE,)


def test_a_target_that_was_added_up_stands_in_no_cell() -> None:
    assert written(Target(520, (ONE, OTHER), (Note("target-summed", {"count": 2}),))) == (None,)


def test_what_was_filed_last_stands_first_then_units_in_the_official_order() -> None:
    registry, form = Source(0, "district.toml", "", "12"), Source(9, "目标录入.xlsx", "目标", "B3")
    summed = Target(22, (ONE, OTHER), (Note("target-summed", {"count": 2}),))
    goals = {
        ("示例区", "land_m2"): summed, ("甲街道", "land_m2"): Target(20, (registry,)),
        ("乙镇", "outbound_trips"): Target(12, (ONE,)), ("甲街道", "outbound_trips"): Target(10, (OTHER,)),
        ("乙镇", "land_m2"): Target(2, (form,)),
    }  # fmt: skip
    rows = newest_first(goals, ("示例区", "甲街道", "乙镇"))
    assert [(unit, source and source.submission) for (unit, _), _, source in rows] == [
        ("乙镇", 9), ("甲街道", 3), ("乙镇", 3), ("示例区", None), ("甲街道", 0),
    ]  # fmt: skip

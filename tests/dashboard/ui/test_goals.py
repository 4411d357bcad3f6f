"""Where a target was written."""

from dashboard.ui.goals import written
from metrics.measure import Note, Source
from metrics.targets import Target

ONE, OTHER = Source(3, "目标.xlsx", "目标分解", "G7"), Source(3, "目标.xlsx", "目标分解", "G8")


def test_a_target_names_the_cell_that_holds_its_figure() -> None:
    assert written(Target(20, (ONE,))) == (ONE,)


def test_a_target_that_was_added_up_stands_in_no_cell() -> None:
    assert written(Target(520, (ONE, OTHER), (Note("target-summed", {"count": 2}),))) == (None,)

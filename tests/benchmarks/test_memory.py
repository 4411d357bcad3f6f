"""The benchmark of what is asked again: its answers, and the goal on the sample district's weeks."""

from benchmarks.memory import GOAL, Tally, answered, district_weeks
from loaders import Question


def test_questions_are_answered_with_the_truth_and_the_rest_left_out() -> None:
    questions = [
        Question("column", "项目", "E2", "穿针人", ("", "referring_unit")),
        Question("column", "项目", "F2", "帮办员", ("", "referring_unit")),
        Question("hidden-sheet", "底稿"),
        Question("unit-of-measure", "项目", "D2", "总投资", ("亿元", "万元")),
        Question("scope"),
    ]
    assert answered(questions, {"E": "referring_unit"}, "projects") == {
        "columns": {"穿针人": "referring_unit", "帮办员": ""},
        "hidden_sheets": {"底稿": False},
        "units_of_measure": {"总投资": "亿元"},
        "settled": {"总投资": True},
        "scope": "whole",
    }


def test_a_share_of_nothing_is_whole() -> None:
    assert (Tally().share, Tally(repeated=4, silent=3).share) == (1.0, 0.75)


def test_the_same_template_next_week_asks_nothing_on_the_sample_district() -> None:
    tally = district_weeks()
    assert tally.repeated >= 40
    assert tally.share >= GOAL

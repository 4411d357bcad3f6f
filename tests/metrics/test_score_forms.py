"""The forms of score terms, with the figures of published rules."""

import pytest

from metrics import score_forms as forms

STEPS = ((1.0, 100.0), (0.8, 75.0), (0.5, 50.0))


def test_the_worked_example_is_2_16_capped_at_1() -> None:
    ratio = forms.weighted([(28, 27, 0.5), (177.7, 54, 0.5)])
    assert round(ratio, 2) == 2.16
    assert forms.capped(ratio, 1.0, 50) == 50
    assert forms.capped(ratio, 1.2, 50) == 60
    assert forms.capped(0.5, 1.0, 50) == 25


@pytest.mark.parametrize(
    ("ratio", "points"), [(1.3, 100), (1.0, 100), (0.99, 75), (0.8, 75), (0.79, 50), (0.5, 50), (0.49, 0)]
)
def test_steps_give_the_points_of_the_highest_step_reached(ratio: float, points: float) -> None:
    assert forms.stepped(ratio, STEPS) == points


def test_a_step_is_reached_by_what_is_equal_in_decimals() -> None:
    assert forms.stepped(0.1 + 0.7, STEPS) == 75


def test_efficacy_gives_60_to_the_least_100_to_the_most() -> None:
    assert [forms.efficacy(x, 10, 30) for x in (10, 20, 30)] == [60, 80, 100]


def test_efficacy_gives_100_to_everybody_where_all_are_equal() -> None:
    assert forms.efficacy(7, 7, 7) == 100


def test_what_is_equal_in_decimals_is_equal_for_efficacy() -> None:
    """Three projects at 0.6 and one of 1.8 are the same credit, though binary fractions tell them apart."""
    least, most = sorted((0.6 + 0.6 + 0.6, 1.8))
    assert least != most
    assert [forms.efficacy(x, least, most) for x in (least, most)] == [100, 100]
    assert [round(forms.efficacy(x, 1.79, 1.8), 6) for x in (1.79, 1.8)] == [60, 100]


def test_per_item_up_to_a_cap() -> None:
    assert forms.per_item(3, 2, None) == 6
    assert forms.per_item(3, 2, 5) == 5
    assert forms.per_item(0, 2, 5) == 0


def test_ties_stay_ties() -> None:
    assert forms.ranks([9, 9, 7]) == [1, 1, 3]
    assert forms.ranks([7, 9, 9, 1]) == [3, 1, 1, 4]


def test_half_a_cent_is_rounded_up_as_on_paper() -> None:
    assert [forms.rounded(x) for x in (2.675, -0.125, 1.005, 51.851851)] == [2.68, -0.13, 1.01, 51.85]

"""Pace and lights: DOMAIN section 3, every boundary on the rounded gap."""

from datetime import date

import pytest

from dashboard.contract import Rules
from metrics import pace
from metrics.pace import light, pace_gap, points

Q1 = date(2024, 3, 29)
CLOCK = 89 / 366


def verdict(gap_points: float, elapsed: float) -> tuple[str | None, str]:
    found = light(100 * elapsed + gap_points, 100.0, elapsed)
    return found.light, found.word


def test_published_practice_after_ten_months():
    assert points(pace_gap(1.2564, 10 / 12)) == 42.3
    assert round(pace_gap(1.2564, 10 / 12) * 100, 2) == 42.31
    assert round(pace_gap(0.7041, 10 / 12) * 100, 2) == -12.92


@pytest.mark.parametrize(("value", "target", "gap"), [(3.0, 30.0, -14.3), (2.0, 15.0, -11.0)])
def test_both_floors_of_the_reference_case_are_yellow_by_day(value, target, gap):
    assert points(pace_gap(value / target, CLOCK)) == gap
    assert light(value, target, CLOCK) == pace.BEHIND


@pytest.mark.parametrize(("value", "target", "gap"), [(3.0, 30.0, -6.7), (2.0, 15.0, -3.3)])
def test_both_floors_of_the_reference_case_are_green_by_completed_month(value, target, gap):
    assert points(pace_gap(value / target, 2 / 12)) == gap
    assert light(value, target, 2 / 12) == pace.LEVEL


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        (5.0, "on-pace"), (0.0, "on-pace"), (-0.04, "on-pace"), (-0.06, "level"), (-9.9, "level"), (-9.94, "level"),
        (-9.96, "behind"), (-10.0, "behind"), (-30.0, "behind"), (-30.04, "behind"), (-30.06, "far-behind"),
    ],
)  # fmt: skip
def test_the_light_is_decided_on_the_gap_as_printed(gap, word):
    assert verdict(gap, 0.6)[1] == word


@pytest.mark.parametrize(
    ("value", "target", "elapsed", "gap", "word"),
    [
        (2998.5, 3000.0, 1.0, -0.1, "behind"), (137425.0, 150000.0, 11 / 12, -0.1, "level"),
        (90075.0, 150000.0, 0.7, -10.0, "behind"), (59925.0, 150000.0, 0.7, -30.1, "far-behind"),
        (60075.0, 150000.0, 0.7, -30.0, "behind"),
    ],
)  # fmt: skip
def test_half_a_tenth_on_paper_is_one_although_the_difference_of_two_floats_falls_short(
    value, target, elapsed, gap, word
):
    assert pace.points(value / target - elapsed) == gap
    assert light(value, target, elapsed).word == word


def test_colours_of_the_words():
    assert [verdict(gap, 0.6)[0] for gap in (0.0, -5.0, -20.0, -31.0)] == ["green", "green", "yellow", "red"]


def test_near_the_years_end_the_hollow_green_narrows():
    assert verdict(-3.9, 0.96)[1] == "level"
    assert verdict(-4.0, 0.96)[1] == "behind"
    assert light(99.9, 100.0, 1.0) == pace.BEHIND


def test_a_target_met_is_green_on_any_day():
    assert light(100.0, 100.0, 1.0) == pace.MET
    assert light(120.0, 100.0, 1 / 366) == pace.MET


def test_a_target_met_in_decimals_is_met():
    """0.7 and 0.1 are 0.8 on paper, and a hair less in binary fractions."""
    assert light(0.7 + 0.1, 0.8, 0.5) == pace.MET
    assert light(0.7999, 0.8, 0.5) == pace.ON_PACE


def test_before_a_tenth_of_the_year_no_light():
    assert light(0.0, 100.0, 36 / 366) == pace.TOO_EARLY
    assert light(0.0, 100.0, 37 / 366) == pace.BEHIND
    assert light(0.0, 100.0, 0.1) == pace.BEHIND


def test_red_from_a_quarter_on_under_a_third_of_the_clock():
    assert light(8.0, 100.0, 0.24) == pace.BEHIND
    assert light(7.9, 100.0, 0.24) == pace.BEHIND
    assert light(8.3, 100.0, 0.25) == pace.FAR_BEHIND
    assert light(8.4, 100.0, 0.25) == pace.BEHIND
    assert light(0.0, 100.0, 0.25) == pace.FAR_BEHIND


@pytest.mark.parametrize(
    ("value", "target", "elapsed"), [(39, 366, 117 / 366), (42, 365, 126 / 365), (3, 31, 72 / 248), (10, 90, 1 / 3)]
)
def test_exactly_a_third_of_the_clock_is_not_yet_red(value, target, elapsed):
    assert light(float(value), float(target), elapsed) == pace.BEHIND
    assert light(value - 0.001, float(target), elapsed) == pace.FAR_BEHIND


@pytest.mark.parametrize(
    ("value", "elapsed", "expected"),
    [
        (0, 0.49, pace.NOT_DUE), (0, 0.5, pace.BEHIND), (1, 0.5, pace.ON_PACE), (1, 0.99, pace.ON_PACE),
        (0, 1.0, pace.FAR_BEHIND), (1, 1.0, pace.BEHIND), (2, 0.01, pace.MET),
    ],
)  # fmt: skip
def test_a_target_of_two_is_judged_in_whole_items(value, elapsed, expected):
    assert light(float(value), 2.0, elapsed, counted=True) == expected


def test_only_counted_targets_under_ten_are_judged_in_items():
    rules = Rules()
    assert pace.in_whole_items(9.0, True, rules)
    assert not pace.in_whole_items(10.0, True, rules)
    assert not pace.in_whole_items(2.0, False, rules)
    assert not pace.in_whole_items(None, True, rules)


@pytest.mark.parametrize(("value", "target", "times"), [(30000, 300000, 2.9), (20000, 150000, 2.1)])
def test_what_the_reference_case_needs_from_here(value, target, times):
    need = pace.needed_per_week(value, target, Q1)
    assert need == (target - value) / (277 / 7)
    assert round(need / pace.run_rate(value, Q1), 1) == times


def test_nothing_is_needed_when_the_target_is_met_and_nothing_can_be_on_31_december():
    assert pace.needed_per_week(5.0, 4.0, Q1) == 0.0
    assert pace.needed_per_week(1.0, 4.0, date(2024, 12, 31)) is None


def test_thirteen_outings_in_89_days():
    assert pace.run_rate(13.0, Q1) == 13 / (89 / 7)
    assert round(89 / 13, 1) == 6.8


def test_a_forecast_needs_four_weekly_points():
    assert pace.forecast(10.0, Q1, 3) is None
    assert pace.forecast(10.0, Q1, 4) == 10 * 366 / 89


def test_grey_has_its_reason():
    rules = Rules()
    assert pace.pace(None, 5.0, Q1, 89 / 366, counted=False, rules=rules).verdict == pace.NO_DATA
    assert pace.pace(0.0, None, Q1, 89 / 366, counted=False, rules=rules).verdict == pace.NO_TARGET
    assert pace.pace(1.0, 50.0, Q1, 89 / 366, counted=False, rules=rules, missed=1).verdict == pace.BEHIND
    assert pace.pace(1.0, 50.0, Q1, 89 / 366, counted=False, rules=rules, missed=2).verdict == pace.STALE


def test_a_target_of_zero_is_none():
    found = pace.pace(3.0, 0.0, Q1, 89 / 366, counted=False, rules=Rules())
    assert (found.completion, found.gap, found.verdict) == (None, None, pace.NO_TARGET)


def test_a_hedged_value_near_a_boundary_is_on_the_edge():
    rules = Rules()
    assert pace.on_the_edge(14.3, 100.0, CLOCK, counted=False, rules=rules)
    assert not pace.on_the_edge(10.0, 100.0, CLOCK, counted=False, rules=rules)

"""Rates over the last weeks and the year's end by them."""

from datetime import date

import pytest

from metrics.projection import Projection, projection, rate

WEEKS = [1.0, 2.0, 3.0, 4.0, 2.0, 0.0, 2.0, 2.0, 1.0, 3.0, 2.0, 2.0]


def test_the_rate_of_four_and_of_twelve_weeks():
    assert (rate(WEEKS, 4), rate(WEEKS, 12)) == (2.0, 2.0)
    assert (rate(WEEKS[:3], 4), rate(WEEKS[:4], 4)) == (None, 2.5)


def test_weeks_all_alike_leave_no_doubt():
    # 14 days are left on 17 December
    assert projection(100.0, [3.0] * 4, date(2024, 12, 17)) == Projection(106.0, 106.0, 106.0, 4)


def test_the_interval_follows_the_spread_of_the_weeks():
    # mean 2, s² = (1+0+1+0+... ) = 12/11, h = 2: 1.363 * sqrt(12/11) * sqrt(2 + 4/12)
    found = projection(24.0, WEEKS, date(2024, 12, 17))
    either = 1.363 * (12 / 11) ** 0.5 * (7 / 3) ** 0.5
    assert (found.value, found.weeks) == (28.0, 12)
    assert (found.low, found.high) == (pytest.approx(28 - either), pytest.approx(28 + either))


def test_what_is_reached_is_not_lost_again():
    assert projection(24.0, [9.0, 0.0, 0.0, 0.0], date(2024, 12, 24)).low == 24.0


def test_three_weeks_say_nothing_of_a_year():
    assert projection(24.0, WEEKS[:3], date(2024, 1, 19)) is None


def test_on_31_december_nothing_is_left():
    assert projection(24.0, WEEKS, date(2024, 12, 31)) == Projection(24.0, 24.0, 24.0, 12)

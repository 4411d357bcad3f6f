"""Clocks."""

from datetime import date, timedelta

import pytest

from dashboard.errors import SettingsError
from metrics.periods import (
    between,
    day_number,
    days_in_year,
    elapsed_share,
    in_force,
    months_completed,
    working_days,
)

SET_BY_THE_STATE_COUNCIL = {
    2023: (
        [((1, 1), 2), ((1, 21), 7), ((4, 5), 1), ((4, 29), 5), ((6, 22), 3), ((9, 29), 8)],
        [(1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8)],
    ),
    2024: (
        [((1, 1), 1), ((2, 10), 8), ((4, 4), 3), ((5, 1), 5), ((6, 8), 3), ((9, 15), 3), ((10, 1), 7)],
        [(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    ),
    2025: (
        [((1, 1), 1), ((1, 28), 8), ((4, 4), 3), ((5, 1), 5), ((5, 31), 3), ((10, 1), 8)],
        [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    ),
    2026: (
        [((1, 1), 3), ((2, 15), 9), ((4, 4), 3), ((5, 1), 5), ((6, 19), 3), ((9, 25), 3), ((10, 1), 7)],
        [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    ),
}
"""First days and lengths of the holidays of a year, and the weekend days worked instead, as announced."""


def test_29_march_of_a_leap_year_is_day_89_of_366():
    assert day_number(date(2024, 3, 29)) == 89
    assert elapsed_share(date(2024, 3, 29)) == 89 / 366


def test_a_common_year_has_365_days():
    assert elapsed_share(date(2023, 3, 29)) == 88 / 365


@pytest.mark.parametrize(("on", "share"), [(date(2024, 1, 1), 1 / 366), (date(2024, 12, 31), 1.0)])
def test_first_and_last_day_of_the_year(on, share):
    assert elapsed_share(on) == share


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2024, 1, 30), 0),
        (date(2024, 2, 28), 1),
        (date(2024, 2, 29), 2),
        (date(2023, 2, 28), 2),
        (date(2024, 12, 31), 12),
    ],
)
def test_a_month_is_completed_on_its_last_day(on, months):
    assert months_completed(on) == months


def test_by_completed_month_29_march_has_two_twelfths():
    assert elapsed_share(date(2024, 3, 29), "month") == 2 / 12


def test_by_working_day_29_march_2024_is_day_61_of_251():
    # 22 in January, 18 in February (Spring Festival 12-16 off, 4 and 18 made up), 21 in March
    assert elapsed_share(date(2024, 3, 29), "workday") == 61 / 251


@pytest.mark.parametrize(
    ("on", "share"), [(date(2024, 1, 1), 0.0), (date(2024, 1, 2), 1 / 251), (date(2024, 12, 31), 1.0)]
)
def test_first_and_last_working_day_of_the_year(on, share):
    assert elapsed_share(on, "workday") == share


@pytest.mark.parametrize("year", SET_BY_THE_STATE_COUNCIL)
def test_working_days_are_those_that_the_state_council_set(year):
    off, made_up = SET_BY_THE_STATE_COUNCIL[year]
    holidays = {date(year, *first) + timedelta(n) for first, days in off for n in range(days)}
    days = [date(year, 1, 1) + timedelta(n) for n in range(days_in_year(year))]
    worked = {date(year, *day) for day in made_up}
    assert list(working_days(year)) == [d for d in days if d in worked or (d.weekday() < 5 and d not in holidays)]


def test_a_year_without_a_table_refuses_the_working_day_and_offers_the_calendar_day():
    with pytest.raises(SettingsError, match="year-without-working-days"):
        elapsed_share(date(2031, 3, 29), "workday")
    assert (in_force("workday", 2031), in_force("workday", 2024), in_force("month", 2031)) == (
        "day",
        "workday",
        "month",
    )


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2024, 1, 1), 10 / 91),
        (date(2024, 3, 31), 10.0),
        (date(2024, 5, 15), 10 + 10 * 45 / 91),
        (date(2024, 12, 31), 40.0),
    ],
)
def test_a_plan_grows_straight_on_between_the_ends_of_its_months(on, due):
    assert between({3: 10.0, 6: 20.0, 12: 40.0}, on) == pytest.approx(due, abs=1e-12)


def test_an_unknown_basis_is_refused():
    with pytest.raises(SettingsError, match="basis-unknown"):
        elapsed_share(date(2024, 3, 29), "moon")

"""Clocks."""

from datetime import date

import pytest

from dashboard.errors import SettingsError
from metrics.periods import day_number, elapsed_share, months_completed


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


@pytest.mark.parametrize("basis", ["workday", "plan", "last-year"])
def test_bases_without_a_table_are_refused_by_name(basis):
    with pytest.raises(SettingsError) as refused:
        elapsed_share(date(2024, 3, 29), basis)
    assert refused.value.code == "basis-not-available"
    assert refused.value.detail == {"basis": basis, "known": "day, month"}


def test_an_unknown_basis_is_refused():
    with pytest.raises(SettingsError, match="basis-unknown"):
        elapsed_share(date(2024, 3, 29), "moon")

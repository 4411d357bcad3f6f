"""Printed figures round half up, on the decimal number that a float stands for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import speaker
from dashboard.rounding import half_up, to_places
from metrics.pace import points

ZH, EN = speaker("zh_CN"), speaker("en")


@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [(1.25, 1, "1.3"), (-1.25, 1, "-1.3"), (2.675, 2, "2.68"), (0.5, 0, "1"), (1.4999999999999998, 0, "2"),
     (1.4999999, 0, "1"), (-0.04, 1, "0.0"), (2365.0, -1, "2.37E+3"), (1e9 + 0.5, 0, "1000000001")],
)  # fmt: skip
def test_half_goes_up_away_from_zero(value: float, digits: int, printed: str) -> None:
    assert str(half_up(value, digits)) == printed


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_what_has_so_many_places_stays(value: int, digits: int) -> None:
    assert half_up(value / 10**digits, digits) == Decimal(value).scaleb(-digits)


def test_numbers_percentages_and_points_are_said_half_up() -> None:
    assert [ZH.number(1.25, 1), ZH.number(0.5), ZH.number(12_345.5), EN.number(2.675, 2)] == [
        "1.3",
        "1",
        "12,346",
        "2.68",
    ]
    assert [ZH.percent(0.0125), EN.percent(0.125, 0), ZH.percent(1 / 8, 2)] == ["1.3%", "13%", "12.50%"]
    assert [ZH.points(0.1025), ZH.points(-0.1025), ZH.points(-0.0004)] == ["+10.3", "−10.3", "0.0"]


def test_a_gap_is_printed_by_the_digits_that_a_difference_of_two_shares_has() -> None:
    assert [EN.points(2998.5 / 3000 - 1), EN.points(90075 / 150000 - 0.7)] == ["−0.1", "−10.0"]


def test_a_number_keeps_the_places_that_it_has() -> None:
    assert [ZH.number(1.5, 2), ZH.number(3.0, 2), ZH.number(-0.001, 2), ZH.number(1e-12, 2)] == ["1.5", "3", "0", "0"]


def test_a_gap_is_decided_as_it_is_printed() -> None:
    assert (points(-0.1025), points(0.0025), points(-0.0004)) == (-10.3, 0.3, 0)


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0.3125, "31.3%"), (0.125, "12.5%"), (0.0005, "0.1%"), (-0.0625, "-6.3%"), (0.1 + 0.2, "30.0%")],
)
def test_a_half_of_a_percentage_is_rounded_up_as_in_spreadsheets(share: float, printed: str) -> None:
    assert ZH.percent(share) == printed


@given(st.floats(-1e12, 1e12) | st.integers(-(10**6), 10**6).map(lambda n: n / 8), st.integers(0, 4))
def test_the_quick_way_rounds_like_the_sure_one(value: float, digits: int) -> None:
    assert to_places(value, digits) == float(half_up(value, digits))

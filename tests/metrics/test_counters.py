"""Figures reported as figures, and what an explicit zero does to them."""

from datetime import date

import pytest

from metrics.reporting import report
from tests.metrics.conftest import AS_OF, A, B, Books, district

MARCH_8, MARCH_15, MARCH_22 = (date(2024, 3, day) for day in (8, 15, 22))
LOG = {"leader": "A", "start": "B"}
"""Columns of a list: a counter that stands in it is an explicit zero."""


def _reported(books: Books, value: float, as_of: date, indicator: str = "outbound_trips", period: str = "cumulative"):
    return books.add("counters", A, indicator=indicator, period=period, as_of=as_of, value=value, upto=as_of)


def _zero(books: Books, as_of: date, indicator: str = "outbound_trips", period: str = "cumulative"):
    """未外出 in a list of its own, with the list's sign of life."""
    books.addresses[9, "S", 1] = LOG
    fields = {"indicator": indicator, "period": period, "as_of": as_of, "value": 0, "upto": as_of}
    books.add("counters", A, submission=9, **fields)
    return books.covers(A, "visits", "outbound", period=as_of, nothing=True)


def _trips(books: Books):
    return report(books.snapshot(), district()).units[A]["outbound_trips"]


def test_an_explicit_zero_alone_is_zero_as_of_its_day(books):
    measure = _trips(_zero(books, MARCH_8))
    assert (measure.value, measure.cover_to) == (0, MARCH_8)


def test_an_empty_list_knows_every_week_and_keeps_no_forecast_from_the_district(books):
    """8 trips of B by 29 March, day 89 of 366; nobody of A went."""
    for day in range(1, 9):
        start = date(2024, 3, day)
        books.add("visits", B, direction="outbound", level="unit", leader=f"李{day}", start=start, end=start)
    found = report(_zero(books, AS_OF).snapshot(), district())
    assert [found.units[unit]["outbound_trips"].forecast for unit in (A, B)] == [0, 8 * 366 / 89]
    assert found.district["outbound_trips"].forecast == 8 * 366 / 89
    early = report(_zero(Books(date(2024, 1, 5)), date(2024, 1, 5)).snapshot(), district())
    assert early.units[A]["outbound_trips"].forecast is None


def test_a_figure_of_the_year_never_falls_to_zero_because_nobody_went_out(books):
    measure = _trips(_zero(_reported(books, 5, MARCH_8), MARCH_15))
    assert (measure.value, measure.cover_to) == (5, MARCH_15)


def test_a_counter_after_an_explicit_zero_stands(books):
    measure = _trips(_reported(_zero(books, MARCH_8), 5, MARCH_22))
    assert (measure.value, measure.cover_to) == (5, MARCH_22)


def test_a_zero_of_one_week_says_nothing_about_the_year(books):
    assert _trips(_zero(books, AS_OF, period="week")).value is None


def test_zeros_of_every_week_since_new_year_are_zero():
    books = Books(date(2024, 1, 12))
    for day in (date(2024, 1, 5), date(2024, 1, 12)):
        _zero(books, day, period="week")
    assert _trips(books).value == 0


def test_a_list_with_records_answers_before_an_explicit_zero_and_lives_on_by_it(books):
    books.add("visits", A, direction="outbound", level="unit", start=MARCH_8, upto=MARCH_8)
    measure = _trips(_zero(books.covers(A, "visits", "outbound", period=MARCH_8), MARCH_15, period="week"))
    assert (measure.value, measure.cover_to, measure.notes) == (1, MARCH_15, ())


def test_a_sign_of_life_alone_is_no_figure(books):
    assert _trips(books.covers(A, "visits", "outbound", nothing=True)).value is None


@pytest.mark.parametrize(("indicator", "value"), [("projects_discussed", 20), ("outbound_trips", None)])
def test_a_counter_of_a_stock_carries_over_new_year_and_one_of_a_flow_does_not(indicator, value):
    books = _reported(Books(date(2024, 1, 5)), 20, date(2023, 12, 29), indicator)
    assert report(books.snapshot(), district()).units[A][indicator].value == value


@pytest.mark.parametrize(
    ("period", "days", "forecast"),
    [
        ("week", (5, 12, 19, 26), 8 * 366 / 26),
        ("week", (5, 12, 19), None),
        ("month", (31,), None),
        ("cumulative", (26,), None),
    ],
)
def test_weekly_counters_are_weekly_points_and_a_month_or_one_figure_is_none(period, days, forecast):
    books = Books(date(2024, 1, days[-1]))
    for day in days:
        _reported(books, 2, date(2024, 1, day), period=period)
    assert _trips(books).forecast == forecast

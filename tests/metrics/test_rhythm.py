"""What each week added to a number that is counted from dated records."""

import math
from datetime import date

from metrics import report
from metrics.reporting import prepared
from metrics.rhythm import dated, weekly
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district


def _events(books: Books) -> Books:
    for unit, day, count in ((A, 8, 2), (B, 20, 3), (A, 29, 1), (HOME, 29, 7)):
        books.add("events", unit, kind="promotion", date=date(2024, 3, day), count=count)
    return books


def test_weeks_add_what_the_number_counts(books):
    snapshot = _events(books).snapshot()
    assert weekly(prepared(snapshot, district()), "promotions", weeks=4) == [2, 0, 3, 1]
    assert weekly(prepared(snapshot, district()), "promotions", weeks=4, unit=A) == [2, 0, 0, 1]
    assert report(snapshot, district()).district["promotions"].value == 6


def test_weeks_of_the_year_before_are_left_out():
    snapshot = Books(date(2024, 1, 12)).add("events", A, kind="promotion", date=date(2024, 1, 9)).snapshot()
    assert weekly(prepared(snapshot, district()), "promotions") == [0, 1]


def test_a_sum_with_a_figure_reported_as_a_figure_knows_no_weeks(books):
    listed = report(_events(books).snapshot(), district()).district["promotions"]
    books.add("counters", "北园区", indicator="promotions", period="cumulative", as_of=AS_OF, value=4, cell="B2")
    both = report(books.snapshot(), district()).district["promotions"]
    assert (dated(listed), dated(both)) == (True, False)


def test_the_last_days_of_december_count_in_the_years_last_week():
    books = Books(date(2024, 12, 31))
    for day, count in ((20, 1), (26, 2), (30, 4)):
        books.add("events", A, kind="promotion", date=date(2024, 12, day), count=count)
    assert weekly(prepared(books.snapshot(), district()), "promotions", weeks=3) == [0, 1, 6]
    assert len(weekly(prepared(books.snapshot(), district()), "promotions")) == 12


def test_a_week_for_which_no_return_came_is_no_zero():
    """A sent its last list for the week to 15 March, B for the week to 29 March."""
    books = Books().add("events", A, kind="promotion", date=date(2024, 3, 8), count=2, upto=date(2024, 3, 15))
    state = prepared(books.add("events", B, kind="promotion", date=date(2024, 3, 20)).snapshot(), district())
    added = weekly(state, "promotions", weeks=4, unit=A)
    assert (added[:2], [math.isnan(each) for each in added[2:]]) == ([2, 0], [True, True])
    assert weekly(state, "promotions", weeks=4, unit=A, until=date(2024, 3, 15)) == [0, 0, 2, 0]
    assert weekly(state, "promotions", weeks=4) == [2, 0, 1, 0]

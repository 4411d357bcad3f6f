"""What each week added to a number that is counted from dated records."""

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

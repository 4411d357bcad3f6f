"""Cohorts by hand: windows close only when every project of the quarter has been watched long enough."""

import math
from datetime import date

from metrics.cohorts import cohorts
from metrics.figures import State
from tests.metrics.conftest import HOME, A, B, Books, district


def _found(books: Books):
    return cohorts(State(books.snapshot(), district()))


def _row(books: Books) -> list:
    return _found(books).table.iloc[0].tolist()


def test_a_quarter_long_past_has_every_window() -> None:
    books = Books(date(2024, 12, 31))
    for i, start in enumerate((date(2024, 4, 9), date(2024, 4, 10), date(2024, 7, 8), date(2024, 12, 1), None)):
        books.add("projects", A, identity=str(i), stage="signed", signed_on=date(2024, 1, 10), started_on=start)
    assert _row(books) == ["2024Q1", 5, 1.0, 3.0, 4, 0]


def test_an_open_window_is_censored_until_nothing_can_change() -> None:
    books = Books(date(2024, 3, 29))
    books.add("projects", A, identity="a", stage="started", signed_on=date(2024, 3, 1), started_on=date(2024, 3, 20))
    assert _row(books) == ["2024Q1", 1, 1.0, 1.0, 1, 0]
    books.add("projects", A, identity="b", stage="signed", signed_on=date(2024, 3, 1))
    row = _row(books)
    assert [math.isnan(value) for value in row[2:4]] == [True, True]
    assert row[4:] == [1, 0]


def test_a_start_without_a_date_counts_so_far_only_and_is_said() -> None:
    books = Books(date(2024, 12, 31)).add("projects", A, identity="a", stage="completed", signed_on=date(2024, 1, 2))
    assert _row(books) == ["2024Q1", 1, 0.0, 0.0, 1, 1]


def test_one_project_of_two_lists_or_units_counts_once() -> None:
    books = Books(date(2024, 12, 31))
    for unit, start in ((A, None), (A, date(2024, 2, 1)), (B, None)):
        books.add("projects", unit, identity="a", stage="signed", signed_on=date(2024, 1, 2), started_on=start)
    assert _row(books) == ["2024Q1", 1, 1.0, 1.0, 1, 0]


def test_quarters_in_order_without_the_future_and_with_their_cells() -> None:
    books = Books(date(2024, 3, 29))
    for name, signed in (("a", date(2024, 1, 2)), ("b", date(2023, 10, 1)), ("c", date(2024, 4, 1))):
        books.add("projects", A, identity=name, stage="signed", signed_on=signed)
    found = _found(books)
    assert found.table["quarter"].tolist() == ["2023Q4", "2024Q1"]
    assert [source.row for source in found.cells["2023Q4"]] == [4]


def test_the_districts_row_speaks_only_alone() -> None:
    books = Books(date(2024, 3, 29)).add("projects", HOME, identity="h", stage="signed", signed_on=date(2024, 1, 2))
    assert _row(books)[1] == 1
    books.add("projects", A, identity="a", stage="signed", signed_on=date(2023, 1, 2))
    assert _found(books).table["quarter"].tolist() == ["2023Q1"]


def test_nothing_signed() -> None:
    found = _found(Books())
    assert found.table.empty
    assert found.cells == {}

"""Cohorts by hand: windows close only when every project of the quarter has been watched long enough."""

import math
from datetime import date

import pytest

from metrics.cohorts import cohorts
from metrics.figures import State
from tests.metrics.conftest import HOME, A, B, Books, district


def _found(books: Books):
    return cohorts(State(books.snapshot(), district()))


COUNTS = ["key", "entered", "within_90", "within_180", "so_far", "undated"]


def _row(books: Books) -> list:
    return _found(books).table.loc[0, COUNTS].tolist()


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
    assert found.table["key"].tolist() == ["2023Q4", "2024Q1"]
    assert [source.row for source in found.cells["2023Q4"]] == [4]


def test_the_districts_row_speaks_only_alone() -> None:
    books = Books(date(2024, 3, 29)).add("projects", HOME, identity="h", stage="signed", signed_on=date(2024, 1, 2))
    assert _row(books)[1] == 1
    books.add("projects", A, identity="a", stage="signed", signed_on=date(2023, 1, 2))
    assert _found(books).table["key"].tolist() == ["2023Q1"]


def test_nothing_signed() -> None:
    found = _found(Books())
    assert found.table.empty
    assert found.cells == {}


def test_two_that_started_three_open_one_terminated_by_hand() -> None:
    books = Books(date(2024, 12, 31))
    began = date(2024, 1, 1)
    for name, fields in {
        "a": {"stage": "started", "started_on": date(2024, 1, 31)},
        "b": {"stage": "started", "started_on": date(2024, 3, 1)},
        "c": {"stage": "terminated"},
        "d": {"stage": "signed"},
        "e": {"stage": "signed"},
        "f": {"stage": "paused"},
    }.items():
        books.add("projects", A, identity=name, signed_on=began, **fields)
    found = cohorts(State(books.snapshot(), district()), told=lambda names: {"c": [(date(2024, 2, 1), "terminated")]})
    row = found.table.iloc[0]
    assert row[["entered", "within_90", "within_180", "within_365", "so_far", "ended"]].tolist() == [6, 2, 2, 2, 2, 1]
    # a: 1/6 of 1; c leaves 4/6 to come through; b: one of the four left
    assert row["share_90"] == pytest.approx(1 / 6 + 4 / 6 * 1 / 4)
    assert row["at_risk_90"] == 3
    assert row["share_365"] == pytest.approx(2 / 6)
    assert found.curve.median_days is None


def test_an_outcome_without_a_day_is_dated_by_the_first_return_that_shows_it() -> None:
    books = Books(date(2024, 12, 31))
    books.add("projects", A, identity="a", stage="completed", signed_on=date(2024, 1, 1))
    stood = [(date(2024, 1, 5), "signed"), (date(2024, 2, 2), "started"), (date(2024, 9, 6), "completed")]
    row = cohorts(State(books.snapshot(), district()), told=lambda names: {"a": stood}).table.iloc[0]
    assert row[["within_90", "so_far", "undated"]].tolist() == [1.0, 1, 1]


def test_by_unit_each_claimant_has_it_and_by_industry_it_counts_once() -> None:
    books = Books()
    for unit in (B, A):
        books.add("projects", unit, identity="a", stage="signed", signed_on=date(2024, 1, 2), industry="电子信息")
    state = State(books.snapshot(), district())
    assert cohorts(state, by="unit").table[["key", "entered"]].to_numpy().tolist() == [[A, 1], [B, 1]]
    assert cohorts(state, by="industry").table[["key", "entered"]].to_numpy().tolist() == [["电子信息", 1]]


def test_who_has_no_day_of_the_first_stage_is_in_no_cohort_and_counted_aloud() -> None:
    books = Books().add("projects", A, identity="a", stage="signed").add("projects", A, identity="b", stage="started")
    books.add("projects", A, identity="c", stage="signed", signed_on=date(2024, 1, 2))
    books.add("projects", A, identity="d", stage="negotiating")
    found = cohorts(State(books.snapshot(), district()))
    assert (found.table["entered"].sum(), found.without_day) == (1, 2)


def test_the_step_from_talks_and_the_one_to_completion() -> None:
    books = Books(date(2024, 12, 31))
    dates = {"first_contact_on": date(2024, 1, 1), "signed_on": date(2024, 2, 1), "started_on": date(2024, 3, 1)}
    books.add("projects", A, identity="a", stage="completed", completed_on=date(2024, 12, 1), investment=3.0, **dates)
    books.add("projects", A, identity="b", stage="negotiating", first_contact_on=date(2024, 1, 1), investment=2.0)
    state = State(books.snapshot(), district())
    talks, works = cohorts(state, "signing").table.iloc[0], cohorts(state, "completion").table.iloc[0]
    assert talks[["entered", "within_90", "so_far", "investment", "investment_reached"]].tolist() == [2, 1, 1, 5.0, 3.0]
    assert works[["entered", "within_180", "within_365"]].tolist() == [1, 0, 1]


def test_a_cohorts_amounts_are_exact_in_whatever_order_they_come() -> None:
    books = Books()
    for number in range(10):
        done = {"started_on": date(2024, 2, 1)} if number < 3 else {}
        books.add("projects", A, identity=f"{number}", stage="started" if done else "signed", investment=0.1,
                  signed_on=date(2024, 1, 2), **done)  # fmt: skip
    row = cohorts(State(books.snapshot(), district())).table.iloc[0]
    assert (row["investment"], row["investment_reached"]) == (1.0, 0.30000000000000004)

"""What adds up to the change of a share or ratio, thing by thing, by hand."""

import math
from datetime import date

import pytest

from metrics.figures import State
from metrics.proportions import causes
from metrics.reporting import measured
from tests.metrics.conftest import A, B, Books
from tests.metrics.test_causes import MARCH_22, compared

RATIOS = ("conversion_same_period", "conversion_stock", "surveyed_share")


def signed(books: Books, name: str, unit: str = A, started: date | None = None, on: date = date(2024, 2, 1)) -> None:
    stage = "started" if started else "signed"
    books.add("projects", unit, identity=name, name=name, stage=stage, signed_on=on, started_on=started)


def told(state: State, indicator: str, unit: str = "") -> dict[tuple[str, str], float]:
    """Kind and row of every cause with its points, which add up to the change that the report prints."""
    report = measured(state, [indicator])
    change = (report.units[unit] if unit else report.district)[indicator].change
    found = causes(state, indicator, unit)
    assert math.fsum(cause.amount for cause in found) == pytest.approx(change or 0.0, abs=1e-12)
    cells = [cause.now or cause.was for cause in found]
    return {(c.kind, at.unit if at else ""): round(100 * c.amount, 6) for c, at in zip(found, cells, strict=True)}


@pytest.fixture
def weeks() -> State:
    """1 of 2 started on 22 March; on 29 March 2 of 4: B signs one, A signs another, and one of A's is started."""
    before, now = Books(MARCH_22), Books()
    for books in (before, now):
        signed(books, "a", started=date(2024, 3, 1))
    signed(before, "b")
    signed(now, "b", started=date(2024, 3, 25))
    signed(now, "c", on=date(2024, 3, 26))
    signed(now, "d", B, on=date(2024, 3, 27))
    return compared(before, now)


def test_one_more_above_the_line_adds_and_one_more_below_it_takes(weeks: State) -> None:
    """Of A from 1/2 to 2/3: the start brings 1/3, the new signing takes 1/2 of 1/3."""
    found = causes(weeks, "conversion_same_period", A)
    assert {cause.now.row: (cause.kind, round(cause.amount, 6)) for cause in found if cause.now} == {
        4: ("new", 0.333333), 5: ("new", -0.166667),
    }  # fmt: skip


@pytest.mark.parametrize("indicator", RATIOS)
@pytest.mark.parametrize("unit", ["", A])
def test_the_parts_add_up_to_the_change(weeks: State, indicator: str, unit: str) -> None:
    told(weeks, indicator, unit)


def test_a_project_that_vanished_takes_its_part_of_both_lines() -> None:
    """From 2/3 to 1/2: what is no longer listed takes 1 above, and 2/3 of 1 less below: -1/3 of 2."""
    before, now = Books(MARCH_22), Books()
    signed(before, "a", started=date(2024, 3, 1))
    for books in (before, now):
        signed(books, "b")
        signed(books, "c", started=date(2024, 3, 1))
    state = compared(before, now)
    assert told(state, "conversion_stock") == {("gone", A): -16.666667}
    assert told(state, "conversion_same_period") == {("gone", A): -16.666667}


def test_a_project_that_nobody_surveyed_this_week_is_named() -> None:
    before, now = Books(MARCH_22), Books()
    for books, upto in ((before, MARCH_22), (now, date(2024, 3, 29))):
        books.add("projects", A, identity="a", name="a", stage="signed", upto=upto)
        books.add("projects", B, identity="b", name="b", stage="signed", upto=MARCH_22)
    assert told(compared(before, now), "surveyed_share") == {("gone", B): -50.0}


def test_counts_and_the_first_meeting_have_none() -> None:
    books = Books()
    signed(books, "a")
    assert causes(compared(Books(MARCH_22), books), "projects_signed") == ()
    assert causes(compared(Books(MARCH_22), books), "conversion_stock") == ()
    state = compared(Books(MARCH_22), books)
    assert all(causes(State(state.snapshot, state.district), name) == () for name in RATIOS)

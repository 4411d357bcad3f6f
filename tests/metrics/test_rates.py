"""Same-period and stock conversion by hand: whom a year's figures count, and what stands."""

import math
from datetime import date

import pytest

from metrics.figures import State
from metrics.rates import rates
from tests.metrics.conftest import A, B, Books, district


@pytest.fixture
def state() -> State:
    """Four projects of two units: one started this year, one last year, one terminated after signing, one signed."""
    books = Books()
    add = books.add
    old, new = date(2023, 6, 1), date(2024, 2, 1)
    electronic = {"industry": "电子信息", "funding": "domestic"}
    add("projects", A, identity="a", stage="started", signed_on=old, started_on=new, investment=6.0, **electronic)
    add("projects", A, identity="b", stage="started", signed_on=old, started_on=date(2023, 9, 1), investment=2.0)
    add("projects", A, identity="c", stage="terminated", signed_on=new, investment=1.0, **electronic)
    add("projects", B, identity="d", stage="signed", signed_on=new, investment=3.0, hedged="investment", **electronic)
    return State(books.snapshot(), district())


def numbers(state: State, by: str, key: str, step: str = "start") -> list[int]:
    rows = rates(state, step, by).rows.set_index("key")
    return [int(value) for value in rows.loc[key, ["entered", "reached", "ever", "beyond"]]]


def test_of_the_same_period_and_of_the_stock(state: State) -> None:
    assert numbers(state, "unit", A) == [1, 1, 3, 2]
    assert numbers(state, "unit", B) == [1, 0, 1, 0]
    assert numbers(state, "industry", "电子信息") == [2, 1, 3, 1]
    assert numbers(state, "industry", "") == [0, 0, 1, 1]


def test_in_amounts_of_what_is_known_and_hedged_ones_are_marked(state: State) -> None:
    rows = rates(state, "start", "unit").rows.set_index("key")
    assert rows.loc[A, ["ever_investment", "beyond_investment", "ever_hedged"]].tolist() == [9.0, 8.0, False]
    assert rows.loc[B, ["entered_investment", "entered_hedged"]].tolist() == [3.0, True]
    assert math.isnan(rows.loc[B, "beyond_investment"])


def test_units_in_the_official_order_bands_by_size(state: State) -> None:
    assert list(rates(state, "start", "unit").rows["key"]) == [A, B]
    assert list(rates(state, "start", "size").rows["key"]) == ["from_1"]


def test_every_project_was_in_talks(state: State) -> None:
    assert numbers(state, "funding", "domestic", "signing") == [0, 2, 3, 2]


def test_the_cells_are_those_of_the_projects(state: State) -> None:
    assert [source.row for source in rates(state, "start", "unit").cells[A]] == [3, 4, 5]


def test_a_project_of_two_units_stands_with_each_and_counts_once_elsewhere() -> None:
    books = Books()
    for unit in (A, B):
        books.add("projects", unit, identity="a", stage="signed", signed_on=date(2024, 2, 1), industry="化工")
    state = State(books.snapshot(), district())
    assert [numbers(state, "unit", unit)[0] for unit in (A, B)] == [1, 1]
    assert numbers(state, "industry", "化工") == [1, 0, 1, 0]

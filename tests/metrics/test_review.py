"""The joint-review board: states from free text, days of waiting, key projects only."""

from datetime import date

import pytest

from metrics.figures import State
from metrics.review import board, state_of
from tests.metrics.conftest import A, B, Books, district


@pytest.mark.parametrize(
    ("text", "dated", "state"),
    [
        ("", False, "not-submitted"), ("", True, "waiting"), ("通过", True, "passed"), ("同意", True, "passed"),
        ("不通过", True, "rejected"), ("未通过", True, "rejected"), ("不同意", True, "rejected"),
        ("有条件通过", True, "conditional"), ("原则通过", True, "conditional"), ("待评审", False, "waiting"),
        ("材料已收", False, "waiting"),
    ],
)  # fmt: skip
def test_states(text: str, dated: bool, state: str) -> None:
    assert state_of(text, dated=dated) == state


def test_the_board_counts_each_key_project_once_and_the_longest_wait_leads() -> None:
    books = Books(date(2024, 3, 29))
    for unit, name, on, result in (
        (A, "a", date(2024, 3, 20), ""), (B, "b", date(2024, 3, 1), ""), (B, "b", date(2024, 3, 1), ""),
        (A, "c", date(2024, 2, 1), "通过"), (A, "d", None, ""),
    ):  # fmt: skip
        books.add("projects", unit, identity=name, name=name, key="yes", stage="signed", reviewed_on=on,
                  review_result=result)  # fmt: skip
    books.add("projects", A, identity="e", name="e", stage="signed")
    books.add("projects", A, identity="f", name="f", key="yes", stage="terminated")
    found = board(State(books.snapshot(), district()))
    assert found[["name", "state", "days"]].values.tolist() == [
        ["d", "not-submitted", -1], ["b", "waiting", 28], ["a", "waiting", 9], ["c", "passed", -1],
    ]  # fmt: skip


def test_no_key_project() -> None:
    assert board(State(Books().snapshot(), district())).empty

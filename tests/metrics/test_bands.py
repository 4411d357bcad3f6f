"""Industry and size: each project once, edges of the bands, absent amounts absent."""

import math

from metrics.bands import by_industry, by_size
from metrics.figures import State
from tests.metrics.conftest import A, B, Books, district


def _state() -> State:
    books = Books()
    amounts = (("a", 0.5, "新能源"), ("b", 1.0, "新能源"), ("c", 10.0, ""), ("d", 50.0, "医药"), ("e", None, "医药"))
    for name, amount, industry in amounts:
        books.add("projects", A, identity=name, stage="signed", investment=amount, industry=industry)
    books.add("projects", A, identity="b", stage="signed", investment=1.0, industry="新能源")
    books.add("projects", B, identity="d", stage="signed", investment=50.0, industry="医药")
    books.add("projects", B, identity="f", stage="terminated", investment=9.0, industry="医药")
    return State(books.snapshot(), district())


def test_industries() -> None:
    assert by_industry(_state()).values.tolist() == [["医药", 2, 50.0], ["新能源", 2, 1.5], ["", 1, 10.0]]


def test_sizes() -> None:
    found = by_size(_state())
    assert found.iloc[:4].values.tolist() == [
        ["under_1", 1, 0.5], ["from_1", 1, 1.0], ["from_10", 1, 10.0], ["from_50", 1, 50.0],
    ]  # fmt: skip
    assert found.iloc[4, :2].tolist() == ["", 1]
    assert math.isnan(found.iloc[4, 2])


def test_nothing() -> None:
    state = State(Books().snapshot(), district())
    assert by_industry(state).empty
    assert by_size(state).empty

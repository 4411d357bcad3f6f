"""Industry and size: each project once, edges of the bands, absent amounts absent."""

import math

from metrics.bands import by_industry, by_size, stage_cells
from metrics.figures import State
from metrics.stock import stock
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
    assert by_industry(_state()).rows.iloc[:, :3].values.tolist() == [
        ["医药", 2, 50.0], ["新能源", 2, 1.5], ["", 1, 10.0],
    ]  # fmt: skip


def test_what_is_nearly_the_edge_of_a_band_is_below_it() -> None:
    books = Books()
    for name, bounds in (("a", {"investment_high": 10.0}), ("b", {"investment_low": 10.0}), ("c", {})):
        books.add(
            "projects", A, identity=name, stage="signed", investment=10.0, hedged="" if name == "c" else "investment",
            **bounds,
        )  # fmt: skip
    found = by_size(State(books.snapshot(), district())).rows
    assert found[["size", "projects"]].values.tolist() == [["from_1", 1], ["from_10", 2]]


def test_a_sum_with_a_range_or_an_approximate_amount_is_hedged() -> None:
    books = Books()
    for name, amount, hedged in (("a", 2.5, "investment,investment_low"), ("b", 4.0, ""), ("c", None, "investment")):
        industry = "医药" if name == "a" else "新能源"
        books.add("projects", A, identity=name, stage="signed", investment=amount, industry=industry, hedged=hedged)
    state = State(books.snapshot(), district())
    found = by_industry(state).rows.set_index("industry")
    assert found["hedged"].to_dict() == {"医药": True, "新能源": False}
    assert by_size(state).rows["hedged"].tolist() == [True, False]
    signed = stock(state).set_index("stage").loc["signed"]
    assert (signed["investment"], signed["hedged"]) == (6.5, True)


def test_sizes() -> None:
    found = by_size(_state()).rows
    assert found.iloc[:4, :3].values.tolist() == [
        ["under_1", 1, 0.5], ["from_1", 1, 1.0], ["from_10", 1, 10.0], ["from_50", 1, 50.0],
    ]  # fmt: skip
    assert found.iloc[4, :2].tolist() == ["", 1]
    assert math.isnan(found.iloc[4, 2])


def test_nothing() -> None:
    state = State(Books().snapshot(), district())
    assert by_industry(state).rows.empty
    assert by_size(state).rows.empty


def test_every_bar_leads_to_the_records_it_counts() -> None:
    for tally in (by_industry(_state()), by_size(_state())):
        counted = dict(zip(tally.rows.iloc[:, 0], tally.rows["projects"], strict=True))
        assert {key: len(cells) for key, cells in tally.cells.items()} == {k: n for k, n in counted.items() if n}
    counts = stock(_state()).set_index("stage")["projects"]
    assert {stage: len(cells) for stage, cells in stage_cells(_state()).items()} == counts[counts > 0].to_dict()

"""Who was met, beside the visit."""

from datetime import date

from metrics.figures import State
from metrics.hosts import hosts_by_visit, met
from tests.metrics.conftest import A, B, Books, district


def _books(books: Books) -> State:
    books.add("visits", A, row=3, direction="outbound", start=date(2024, 3, 1))
    books.add("visits", B, row=9, direction="inbound", start=date(2024, 3, 2))
    for row, (visit, name) in enumerate(
        ((3, "苏州甲科技有限公司"), (3, "乙公司"), (9, "甲"), (9, ""), (77, "丙")), start=3
    ):
        books.add("stops", A, row=row, visit_row=visit, organisation=name)
    return State(books.snapshot(), district())


def test_every_named_host_stands_beside_its_visit(books):
    found = met(_books(books))
    columns = ["key", "direction", "visit", "stop"]
    assert found[columns].to_numpy().tolist() == [
        ["苏州甲科技", "outbound", 0, 0], ["乙", "outbound", 0, 1], ["甲", "inbound", 1, 2],
    ]  # fmt: skip


def test_a_visit_without_a_named_host_is_absent(books):
    _books(books)
    books.add("visits", A, row=20, direction="outbound", start=date(2024, 3, 5))
    assert hosts_by_visit(State(books.snapshot(), district())) == {0: {"苏州甲科技", "乙"}, 1: {"甲"}}

"""Counted tables whose rows lead to their cells."""

from metrics.reporting import prepared
from metrics.tally import Tally, cells_of, positions
from tests.metrics.conftest import A, B, district


def test_positions_ascend_and_stand_once():
    assert positions([4, 1, 4, 0]).tolist() == [0, 1, 4]


def test_each_key_has_the_cells_of_its_records(books):
    for unit in (A, B, A):
        books.add("visits", unit, direction="outbound")
    state = prepared(books.snapshot(), district())
    found = cells_of(state, state.ledger("visits"), {"甲": [0, 2], "乙": []}, "start")
    assert [(cell.row, cell.unit) for cell in found["甲"]] == [(3, A), (5, A)]
    assert list(found["乙"]) == []


def test_a_tally_without_rows_is_empty(books):
    assert Tally(prepared(books.snapshot(), district()).ledger("visits").frame).empty

"""A file that has come before is known by its bytes, whatever it is called."""

from datetime import datetime

from dashboard.store import Store
from dashboard.workflows.repeated import receipt_of
from tests.dashboard.workflows.test_returns import BEFORE, LAST, store, visits

__all__ = ["store"]
AT = datetime(2024, 3, 29, 15).astimezone()


def test_the_same_bytes_for_the_week_name_their_receipt(store: Store) -> None:
    made = visits("板浦镇", LAST, "甲", content=b"same")
    number = store.commit(made, now=AT).number
    assert receipt_of(store, b"same", LAST) == number
    assert receipt_of(store, b"same", BEFORE) is None
    assert receipt_of(store, b"other", LAST) is None

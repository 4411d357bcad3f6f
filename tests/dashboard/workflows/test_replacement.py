"""What is said beside a receipt about those whose place it takes."""

from datetime import UTC, datetime

import pytest

from dashboard.i18n import speaker
from dashboard.store import Receipt
from dashboard.workflows import receive
from tests.dashboard.store.desk import MARCH_8

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("replaced", "repeated", "chinese", "english"),
    [
        ((), False, "", ""),
        ((1,), False, "，替换第 1 号回执", ", replaces receipt 1"),
        ((1, 4), False, "，替换第 1、4 号回执", ", replaces receipt 1, 4"),
        ((1,), True, "", ""),
    ],
)
def test_a_receipt_says_what_it_replaces(replaced: tuple[int, ...], repeated: bool, chinese: str, english: str) -> None:
    receipt = Receipt(5, NOW, "", "甲街道", MARCH_8, replaced, repeated)
    assert receive.replacement(receipt, speaker("zh_CN")) == chinese
    assert receive.replacement(receipt, speaker("en")) == english

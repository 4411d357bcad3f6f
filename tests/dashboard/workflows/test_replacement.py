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
        (
            (1,),
            False,
            "；同一台账以这份为准，此前报的（回执号1）不再重复计入，原件留存可查",
            "; this file now speaks for its ledger, what receipt 1 said of it counts no longer (the file is kept)",
        ),
        (
            (1, 4),
            False,
            "；同一台账以这份为准，此前报的（回执号1、4）不再重复计入，原件留存可查",
            "; this file now speaks for its ledger, what receipt 1, 4 said of it counts no longer (the file is kept)",
        ),
        ((1,), True, "", ""),
    ],
)
def test_a_receipt_says_what_it_replaces(replaced: tuple[int, ...], repeated: bool, chinese: str, english: str) -> None:
    receipt = Receipt(5, NOW, "", "甲街道", MARCH_8, replaced, repeated)
    assert receive.replacement(receipt, speaker("zh_CN")) == chinese
    assert receive.replacement(receipt, speaker("en")) == english

"""What happened to a thing, in words: an amount that is no one figure by its bounds, or in dollars."""

from datetime import date

import pytest

from dashboard.i18n import speaker
from dashboard.workflows import moves
from metrics.changes import Event, Extent

DAY = date(2024, 3, 29)


@pytest.mark.parametrize(
    ("was", "now", "chinese", "english"),
    [
        (
            *(Extent(low=5.0), Extent(low=10.0)),
            *(("5亿元以上", "10亿元以上"), ("at least 5 × 100 million CNY", "at least 10 × 100 million CNY")),
        ),
        (
            *(Extent(5.0, 10.0), Extent(7.5, 7.5)),
            *(("5至10亿元", "7.5亿元"), ("5 to 10 × 100 million CNY", "7.5 × 100 million CNY")),
        ),
        (Extent(), Extent(usd=900.0), ("", "900万美元"), ("", "900 × 10,000 USD")),
        (Extent(high=3.0), Extent(), ("3亿元以下", ""), ("at most 3 × 100 million CNY", "")),
    ],
)
def test_an_amount_is_told_by_its_bounds(
    was: Extent, now: Extent, chinese: tuple[str, str], english: tuple[str, str]
) -> None:
    event = Event(
        "amount-revised",
        "projects",
        "x",
        "甲街道",
        "甲",
        "",
        was,
        now,
        float("nan"),
        None,
        None,
        DAY,
        DAY,
        "interval",
        DAY,
    )
    for language, said in (("zh_CN", chinese), ("en", english)):
        row = moves.line(speaker(language), event)
        assert (row["was"], row["now"]) == said

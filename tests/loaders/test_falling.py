"""Figures since January that fall below the unit's last ones are marked, and still counted."""

from datetime import date
from typing import Any

import pytest

from loaders import Reading
from tests.loaders.sheets import findings, read, records

UNIT = "板浦镇"
LAST, NOW = date(2024, 3, 22), date(2024, 3, 29)


def counted(trips: Any, period: date, head: str = "累计走出去（次）", **options: Any) -> Reading:
    return read([["单位", head], [UNIT, trips]], period=period, **options)


def fallen(reading: Reading) -> list[tuple[str, str]]:
    return [found for found in findings(reading) if found[0] == "counter-fell"]


def test_a_count_since_january_that_falls_is_marked_and_kept() -> None:
    got = counted(38, NOW, previous=counted(40, LAST).tables)
    assert fallen(got) == [("counter-fell", "B2")]
    (finding,) = [finding for finding in got.findings if finding.code == "counter-fell"]
    assert (finding.detail, finding.severity) == ({"was": "40", "on": "2024-03-22"}, "warning")
    assert records(got, "counters", "value") == [(38.0,)]


@pytest.mark.parametrize(
    ("before", "on", "now", "until", "head"),
    [
        (40, LAST, 40, NOW, "累计走出去（次）"),
        (40, LAST, 41, NOW, "累计走出去（次）"),
        (40, NOW, 38, LAST, "累计走出去（次）"),
        (40, date(2023, 12, 29), 2, NOW, "累计走出去（次）"),
        (40, LAST, 2, NOW, "本周走出去（次）"),
        ("约40", LAST, 39, NOW, "累计走出去（次）"),
    ],
    ids=["the same", "more", "an earlier week", "a new year", "of the week", "about 40"],
)
def test_what_is_no_fall(before: Any, on: date, now: Any, until: date, head: str) -> None:
    assert fallen(counted(now, until, head, previous=counted(before, on, head).tables)) == []

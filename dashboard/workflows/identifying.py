"""Identifying: what is one thing under several identities: sure matches link by themselves, likely ones ask."""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from dashboard.links import Link, Links
from dashboard.store.recognising import Record
from dashboard.store.submission import Facts
from metrics.matching import Match, matches

_PLACE = ("submission", "file", "sheet", "table", "row")


def sure(ledger: str, before: Sequence[Record], now: Sequence[Record], links: Links) -> Iterator[tuple[Link, Facts]]:
    """What a commit links by itself: each pair with its ground, what agrees and differs, and both cells."""
    for match in matches(ledger, before, now, links).sure:
        yield Link(*match.pair), why(match)


def why(match: Match) -> Facts:
    """A match as its decision keeps it."""
    return {
        "rule": match.rule,
        "grounds": [[g.field, g.verdict, _plain(g.was), _plain(g.now)] for g in match.grounds],
        "before": {name: _plain(match.before[name]) for name in _PLACE},
        "now": {name: _plain(match.now[name]) for name in _PLACE},
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    return None if isinstance(value, float) and math.isnan(value) else value

"""Both reckonings of one district side by side."""

from datetime import date
from typing import Any

from dashboard.contract import District, Snapshot
from dashboard.workflows.report import facts
from metrics import report
from tests.oracle import oracle
from tests.oracle.world import LEDGER, World, world_of

COMPARED = (
    *("value", "low", "high", "numerator", "denominator", "target", "completion", "elapsed", "gap"),
    *("needed_per_week", "run_rate_per_week", "forecast", "change", "light", "grey_reason", "basis"),
    *("cover_to", "reported", "expected", "hedged"),
)
TOLERANCE = 1e-9


def worlds(
    snapshot: Snapshot, district: District, previous: Snapshot | None = None, baseline: Snapshot | None = None
) -> World:
    """The snapshot as plain records, with the last meeting's and last year's beside it.

    The end of last year says nothing about a meeting that was held before it.
    """
    last_year = world_of(baseline, district) if baseline else None
    same_year = previous is not None and previous.as_of.year == snapshot.as_of.year
    before = world_of(previous, district, last_year=last_year if same_year else None) if previous else None
    return world_of(snapshot, district, before, last_year)


def differences(
    snapshot: Snapshot, district: District, previous: Snapshot | None = None, baseline: Snapshot | None = None
) -> tuple[list[str], int]:
    """Every fact on which the two disagree, in words, and how many were compared."""
    mine = oracle.report(worlds(snapshot, district, previous, baseline))
    theirs = report(snapshot, district, previous=previous, baseline=baseline)
    told, number = [], 0
    for place, measures in {district.name: theirs.district, **theirs.units}.items():
        assert set(measures) == set(LEDGER), "an indicator has no second reckoning"
        for indicator, measure in measures.items():
            found = facts(measure)
            for name in COMPARED:
                if name == "change" and indicator == "surveyed_share":
                    continue
                number += 1
                one, other = mine[place][indicator][name], found[name]
                if not same(one, other):
                    told.append(f"{snapshot.as_of} {place} {indicator}.{name}: oracle {one}, product {other}")
    return told, number


def same(one: Any, other: Any) -> bool:
    if isinstance(one, date):
        return one.isoformat() == other
    if one is None or other is None or isinstance(one, str | bool):
        return bool(one == other)
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one))

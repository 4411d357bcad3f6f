"""Both reckonings of one district side by side."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from dashboard.contract import District, Snapshot
from dashboard.workflows.report import facts
from metrics import Report
from metrics.figures import State
from metrics.reporting import measured, prepared
from tests.oracle import oracle
from tests.oracle.world import LEDGER, World, world_of

COMPARED = (
    *("value", "low", "high", "numerator", "denominator", "target", "completion", "elapsed", "gap"),
    *("needed_per_week", "run_rate_per_week", "forecast", "change", "light", "grey_reason", "basis"),
    *("cover_to", "reported", "expected", "hedged"),
)
SAID = ("basis-instead", "target-differs", "target-exceeded", "manual-differs")
"""Notes that both must give, and none else of these."""
OF_THE_CLOCK = ("elapsed", "gap", "light", "grey_reason", "basis", "said")
"""What is not held against each other where no text says by which clock a figure goes (`clocks.undecided`)."""
TOLERANCE = 1e-9


Read = Callable[[date], Snapshot | None]
"""The district as it stood on a day; None before anything was known."""


def nothing(day: date) -> Snapshot | None:
    """The past of a district that has none."""
    return None


def worlds(
    snapshot: Snapshot,
    district: District,
    previous: Snapshot | None = None,
    baseline: Snapshot | None = None,
    past: Read = nothing,
) -> World:
    """The snapshot as plain records, with the last meeting's and last year's beside it.

    The end of last year says nothing about a meeting that was held before it.
    """
    last_year = world_of(baseline, district) if baseline else None
    same_year = previous is not None and previous.as_of.year == snapshot.as_of.year
    before = world_of(previous, district, last_year=last_year if same_year else None) if previous else None
    return world_of(snapshot, district, before, last_year, partial(_world_on, past, district))


def _world_on(past: Read, district: District, day: date) -> World | None:
    then, before = past(day), past(date(day.year - 1, 12, 31))
    return world_of(then, district, last_year=world_of(before, district) if before else None) if then else None


def _state_on(past: Read, district: District, day: date) -> State | None:
    then = past(day)
    return prepared(then, district, baseline=past(date(day.year - 1, 12, 31))) if then else None


def differences(
    snapshot: Snapshot,
    district: District,
    previous: Snapshot | None = None,
    baseline: Snapshot | None = None,
    past: Read = nothing,
) -> tuple[list[str], int]:
    """Every fact on which the two disagree, in words, and how many were compared; `past` reads days of last year."""
    mine = oracle.report(worlds(snapshot, district, previous, baseline, past))
    stood_on = partial(_state_on, past, district)
    theirs = measured(prepared(snapshot, district, previous, baseline, stood_on))
    return disagreements(mine, theirs, district, snapshot.as_of)


def disagreements(
    mine: Mapping[str, Mapping[str, oracle.Facts]], theirs: Report, district: District, as_of: date
) -> tuple[list[str], int]:
    """Every fact on which two reports disagree, in words, and how many were compared."""
    told, number = [], 0
    for place, measures in {district.name: theirs.district, **theirs.units}.items():
        assert set(measures) == set(LEDGER), "an indicator has no second reckoning"
        for indicator, measure in measures.items():
            said = sorted(note.code for note in measure.notes if note.code in SAID)
            found = facts(measure) | {"said": said, "by_hand": measure.by_hand}
            own = mine[place][indicator]
            for name in (*COMPARED, "said", "by_hand"):
                if own["undecided"] or (own["clock_undecided"] and name in OF_THE_CLOCK):
                    continue
                number += 1
                one, other = own[name], found[name]
                if not same(one, other):
                    told.append(f"{as_of} {place} {indicator}.{name}: oracle {one}, product {other}")
    return told, number


def undecided(mine: Mapping[str, Mapping[str, oracle.Facts]]) -> Counter[str]:
    """How many figures, and clocks of figures, are not held against each other because no text decides."""
    figures = [facts for measures in mine.values() for facts in measures.values()]
    return Counter({name: sum(facts[name] for facts in figures) for name in ("undecided", "clock_undecided")})


def same(one: Any, other: Any) -> bool:
    if isinstance(one, date):
        return one.isoformat() == other
    if one is None or other is None or isinstance(one, str | bool | list):
        return bool(one == other)
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one))

"""Targets of the year: by unit, indicator; submitted tables win over the registry's seed targets."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.contract import District
from metrics.catalogue import INDICATORS, owing
from metrics.figures import State
from metrics.measure import Note, Source, plain

_YEAR_END = ("year", "Q4", "12")
"""Spans that end on 31 December, the first found wins."""


@dataclass(frozen=True, slots=True)
class Target:
    """The year's target in base units, where it was written, and what is to be said about it."""

    value: float
    source: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()


Targets = Mapping[tuple[str, str], Target]


def of_the_year(state: State) -> dict[tuple[str, str], Target]:
    """Targets by (unit, indicator) for the as-of year, the district's own summed from its units' where it has none.

    A seed target of the registry counts only where no submitted row exists for that unit, indicator and year. The
    district's own row wins over the sum; Σ of units' stands only if every expected unit has one; both and different:
    note `target-differs`.
    """
    submitted, spoken = _submitted(state)
    targets = {**_seeds(state, spoken), **submitted}
    for indicator in INDICATORS:
        _add_district(state.district, state, indicator, targets)
    return targets


def _submitted(state: State) -> tuple[dict[tuple[str, str], Target], set[tuple[str, str]]]:
    book = state.ledger("targets")
    value, year = book.numbers("value"), book.frame["year"].to_numpy()
    names, indicators, spans = list(book.frame["unit"]), list(book.frame["indicator"]), book.span
    best: dict[tuple[str, str], int] = {}
    spoken: set[tuple[str, str]] = set()
    for at in np.lexsort((book.rank, book.frame["submission"].to_numpy(), book.period.astype("int64"))):
        if book.unit[at] < 0 or year[at] != state.year or np.isnan(value[at]):
            continue
        place = (names[at], indicators[at])
        spoken.add(place)
        if spans[at] in _YEAR_END:
            held = best.get(place)
            if held is None or _YEAR_END.index(spans[at]) <= _YEAR_END.index(spans[held]):
                best[place] = int(at)
    found = {}
    for place, at in best.items():
        sources = book.sources(state.snapshot, np.array([at]), "cell")
        found[place] = Target(float(value[at]), tuple(sources))
    return found, spoken


def _seeds(state: State, spoken: set[tuple[str, str]]) -> dict[tuple[str, str], Target]:
    found = {}
    for seed in state.district.targets:
        place = (seed.unit, seed.indicator)
        if seed.year == state.year and seed.period in _YEAR_END and place not in spoken:
            cell = Source(0, seed.file, "", f"{seed.line}" if seed.line else "", "targets", seed.line, seed.unit)
            found[place] = Target(float(seed.value), (cell,))
    return found


def only_some(state: State, indicator: str, targets: Targets) -> tuple[Note, ...]:
    """Why the district has no target although units have: note `target-partial`, `given` of `expected` units."""
    expected = owing(state.district, state.snapshot.as_of, INDICATORS[indicator])
    given = sum((unit.name, indicator) in targets for unit in expected)
    if not given or (state.district.name, indicator) in targets:
        return ()
    return (Note("target-partial", {"given": given, "expected": len(expected)}),)


def _add_district(district: District, state: State, indicator: str, targets: dict[tuple[str, str], Target]) -> None:
    if INDICATORS[indicator].kind in ("ratio", "share"):
        return
    expected = owing(district, state.snapshot.as_of, INDICATORS[indicator])
    given = [targets[name, indicator] for name in district.names[1:] if (name, indicator) in targets]
    complete = bool(expected) and all((unit.name, indicator) in targets for unit in expected)
    own = targets.get((district.name, indicator))
    if not complete:
        return
    total = math.fsum(target.value for target in given)
    if own is None:
        sources = tuple(source for target in given for source in target.source)
        targets[district.name, indicator] = Target(total, sources, (Note("target-summed", {"count": len(given)}),))
    elif not math.isclose(own.value, total, rel_tol=1e-9):
        note = Note("target-differs", {"own": plain(own.value), "units": plain(total)})
        targets[district.name, indicator] = Target(own.value, own.source, (note,))

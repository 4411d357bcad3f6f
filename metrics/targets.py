"""Targets of the year: by unit, indicator; submitted tables win over the registry's seed targets."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dashboard.contract import District
from metrics.catalogue import INDICATORS, owing
from metrics.figures import State
from metrics.ledger import Ledger
from metrics.measure import Note, Source, plain

_YEAR_END = ("year", "Q4", "12")
"""Spans that end on 31 December, the first found wins."""
_MONTHS = {"year": 12} | {f"Q{n}": 3 * n for n in range(1, 5)} | {f"{n:02d}": n for n in range(1, 13)}
"""The month with whose end a span closes."""


@dataclass(frozen=True, slots=True)
class Target:
    """The year's target in base units, where it was written, and what is to be said about it."""

    value: float
    source: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()


Targets = Mapping[tuple[str, str], Target]
Plan = Mapping[int, float]
"""Month (1-12) -> what is to be reached by its end, in its order."""


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


def _standing(state: State) -> tuple[dict[tuple[str, str], dict[str, int]], Ledger]:
    """By unit and indicator the row of the as-of year that stands for every span, with the ledger it stands in."""
    book = state.ledger("targets")
    counts = ~np.isnan(book.numbers("value")) & (book.frame["year"].to_numpy() == state.year) & (book.unit >= 0)
    names, indicators, spans = book.words("unit"), book.words("indicator"), book.span
    found: dict[tuple[str, str], dict[str, int]] = {}
    order = np.lexsort((book.rank, book.receipt, book.period.astype("int64")))
    for at in order[counts[order]].tolist():
        found.setdefault((names[at], indicators[at]), {})[spans[at]] = at
    return found, book


def _submitted(state: State) -> tuple[dict[tuple[str, str], Target], set[tuple[str, str]]]:
    standing, book = _standing(state)
    value, found = book.numbers("value"), dict[tuple[str, str], Target]()
    for place, rows in standing.items():
        at = next((rows[span] for span in _YEAR_END if span in rows), None)
        if at is not None:
            found[place] = Target(float(value[at]), tuple(book.sources(state.snapshot, np.array([at]), "cell")))
    return found, set(standing)


def plans(state: State) -> dict[tuple[str, str], Plan]:
    """Plans of the year by (unit, indicator): what is to be reached by the end of which month, in base units.

    From quarterly (Q1..Q4) and monthly (01..12) targets, submitted or of the registry; 31 December alone is no plan.
    The district's is its own, else the sum of its units' at every month for which each unit with a target has one.
    """
    standing, book = _standing(state)
    value, found = book.numbers("value"), dict[tuple[str, str], dict[int, float]]()
    for seed in state.district.targets:
        if seed.year == state.year and (seed.unit, seed.indicator) not in standing and seed.period in _MONTHS:
            found.setdefault((seed.unit, seed.indicator), {})[_MONTHS[seed.period]] = float(seed.value)
    for place, rows in standing.items():
        found[place] = {_MONTHS[span]: float(value[at]) for span, at in rows.items() if span in _MONTHS}
    for indicator in INDICATORS.values():
        own = [
            found.get((unit.name, indicator.id), {}) for unit in owing(state.district, state.snapshot.as_of, indicator)
        ]
        place = (state.district.name, indicator.id)
        if own and not _divided(found.get(place, {})):
            months = set(own[0]).intersection(*own[1:])
            found[place] = {month: math.fsum(plan[month] for plan in own) for month in months}
    return {place: dict(sorted(plan.items())) for place, plan in found.items() if _divided(plan)}


def _divided(plan: Plan) -> bool:
    """Whether it says more than what is to be reached by 31 December."""
    return bool(plan.keys() - {12})


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

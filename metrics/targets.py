"""Targets of the year: by unit, indicator; submitted tables win over the registry's seed targets."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from dashboard.contract import District
from metrics.catalogue import INDICATORS, Indicator, owing
from metrics.figures import State
from metrics.ledger import Ledger
from metrics.measure import Note, Source, plain

_YEAR_END = ("year", "Q4", "12")
"""Spans that end on 31 December, the first found wins."""
_MONTHS = {f"{n:02d}": n for n in range(1, 13)} | {f"Q{n}": 3 * n for n in range(1, 5)} | {"year": 12}
"""The month with whose end a span closes; of two for one month the later one here, the longer span, stands."""
_UNADDED = ("ratio", "share")


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
    note `target-differs`. Where some units have none, those set are held against the district's all the same: more
    than it already is `target-exceeded`.
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
    found = _written(state)
    for item in INDICATORS.values():
        place = (state.district.name, item.id)
        if item.kind not in _UNADDED and not _divided(found.get(place, {})):
            found[place] = _of_units(state, item, found)
    return {place: dict(sorted(plan.items())) for place, plan in found.items() if _divided(plan)}


def _written(state: State) -> dict[tuple[str, str], Plan]:
    """By unit and indicator every month's target as it was submitted, else as the registry has it."""
    standing, book = _standing(state)
    value, spans = book.numbers("value"), dict[tuple[str, str], dict[str, float]]()
    for seed in state.district.targets:
        if seed.year == state.year and (seed.unit, seed.indicator) not in standing:
            spans.setdefault((seed.unit, seed.indicator), {})[seed.period] = float(seed.value)
    for place, rows in standing.items():
        spans[place] = {span: float(value[at]) for span, at in rows.items()}
    return {place: {m: told[span] for span, m in _MONTHS.items() if span in told} for place, told in spans.items()}


def _of_units(state: State, item: Indicator, written: Mapping[tuple[str, str], Plan]) -> Plan:
    """The sum over the units that are expected to have a target and those that have one all the same."""
    owed = {unit.name for unit in owing(state.district, state.snapshot.as_of, item)}
    plans = ((unit.name, written.get((unit.name, item.id), {})) for unit in state.district.units)
    each = [plan for name, plan in plans if name in owed or 12 in plan]
    months = set(each[0]).intersection(*each[1:]) if owed else set()
    return {month: math.fsum(plan[month] for plan in each) for month in months}


def _divided(plan: Plan) -> bool:
    """Whether it says more than what is to be reached by 31 December."""
    return bool(plan.keys() - {12})


def _seeds(state: State, spoken: set[tuple[str, str]]) -> dict[tuple[str, str], Target]:
    found = {}
    seeds = [s for s in state.district.targets if s.year == state.year and s.period in _YEAR_END]
    for seed in sorted(seeds, key=lambda s: _YEAR_END.index(s.period), reverse=True):
        place = (seed.unit, seed.indicator)
        if place not in spoken:
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
    if INDICATORS[indicator].kind in _UNADDED:
        return
    expected = owing(district, state.snapshot.as_of, INDICATORS[indicator])
    given = [targets[name, indicator] for name in district.names[1:] if (name, indicator) in targets]
    complete = bool(expected) and all((unit.name, indicator) in targets for unit in expected)
    own = targets.get((district.name, indicator))
    total = math.fsum(target.value for target in given)
    if not complete:
        if own is not None and total > own.value * (1 + 1e-9):
            told = {"own": plain(own.value), "units": plain(total), "given": len(given)}
            targets[district.name, indicator] = replace(own, notes=(Note("target-exceeded", told),))
        return
    if own is None:
        sources = tuple(source for target in given for source in target.source)
        targets[district.name, indicator] = Target(total, sources, (Note("target-summed", {"count": len(given)}),))
    elif not math.isclose(own.value, total, rel_tol=1e-9):
        note = Note("target-differs", {"own": plain(own.value), "units": plain(total)})
        targets[district.name, indicator] = Target(own.value, own.source, (note,))

"""Targets of the year: by unit, indicator; submitted tables win over the registry's seed targets."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from dashboard.contract import District
from metrics.catalogue import INDICATORS, Indicator, owing
from metrics.figures import State
from metrics.ledger import Ledger, span_of
from metrics.measure import Note, Source, plain

_YEAR_END = ("year", "Q4", "12")
"""Spans that end on 31 December, the first found wins."""
_MONTHS = {f"{n:02d}": n for n in range(1, 13)} | {f"Q{n}": 3 * n for n in range(1, 5)} | {"year": 12}
"""The month with whose end a span closes; of two for one month the later one here, the longer span, stands."""
_YEAR = {"year"}
_UNADDED = ("ratio", "share")


@dataclass(frozen=True, slots=True)
class Target:
    """The year's target in base units, where it was written, and what is to be said about it."""

    value: float
    source: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    since: date | None = None
    """The day from which what was submitted stands; None for the registry's own."""


REVISED = "target-revised"
Targets = Mapping[tuple[str, str], Target]
Plan = Mapping[int, float]
"""Month (1-12) -> what is to be reached by its end, in its order."""


def of_the_year(state: State) -> dict[tuple[str, str], Target]:
    """Targets by (unit, indicator) for the as-of year, the district's own summed from its units' where it has none.

    A seed target of the registry counts only where no submitted row exists for that unit, indicator and year. The
    district's own row wins over the sum; Σ of units' stands only if every expected unit has one; both and different:
    note `target-differs`. Where some units have none, those set are held against the district's all the same: more
    than it already is `target-exceeded`. Another than the last held meeting of the year showed is `target-revised`.
    """
    targets, before = _told(state), state.before
    if before is None or before.year != state.year or _alike(state, before):
        return targets
    was = _told(before)
    return {place: _revised(target, was.get(place), state.snapshot.as_of) for place, target in targets.items()}


def _alike(state: State, before: State) -> bool:
    """Whether both hold the very same rows, so that no target is another; a look that costs next to nothing."""
    now, then = (one.snapshot.tables.get("targets") for one in (state, before))
    told = ("unit", "indicator", "year", "value")
    if now is None or then is None or len(now) != len(then):
        return now is None and then is None
    return all(now[name].equals(then[name]) for name in told) and span_of(now) == span_of(then)


def in_force(state: State, unit: str, indicator: str, days: Sequence[date]) -> list[float | None]:
    """The target that stood at the end of each of some days of the year, oldest first; None where none did.

    Targets change seldom: between two days with the same one no other is looked for. Where nobody can tell what stood
    on an earlier day it is today's.
    """
    place, now = (unit, indicator), _told(state).get((unit, indicator))

    def on(day: date) -> float | None:
        if now and (now.since is None or day >= now.since or state.stood_on is None):
            return now.value
        then = state.on(day)
        goal = _told(then).get(place) if then else None
        return goal.value if goal else None

    def between(first: date, last: date) -> list[float | None]:
        """Of the days from one to another, both included."""
        among = [day for day in days if first <= day <= last]
        if len(among) < 3 or on(first) == on(last):
            return [on(first)] * (len(among) - 1) + [on(last)]
        middle = among[len(among) // 2]
        return between(first, middle)[:-1] + between(middle, last)

    return between(days[0], days[-1]) if days else []


def _revised(target: Target, was: Target | None, as_of: date) -> Target:
    if was is None or math.isclose(was.value, target.value, rel_tol=1e-9):
        return target
    told = {"was": plain(was.value), "now": plain(target.value), "since": target.since or as_of}
    return replace(target, notes=(*target.notes, Note(REVISED, told)))


def _told(state: State) -> dict[tuple[str, str], Target]:
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
    standing, book = state.once(_standing)
    ends = ((place, next((rows[span] for span in _YEAR_END if span in rows), None)) for place, rows in standing.items())
    chosen = {place: at for place, at in ends if at is not None}
    at = np.array(list(chosen.values()), dtype="int64")
    cells, values, since = book.sources(state.snapshot, at, "cell"), book.numbers("value")[at], book.period[at].tolist()
    told = zip(chosen, values.tolist(), cells, since, strict=True)
    return {place: Target(value, (cell,), since=day) for place, value, cell, day in told}, set(standing)


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
    standing, book = state.once(_standing)
    value, spans = book.numbers("value"), dict[tuple[str, str], dict[str, float]]()
    for seed in state.district.targets:
        if seed.year == state.year and (seed.unit, seed.indicator) not in standing:
            spans.setdefault((seed.unit, seed.indicator), {})[seed.period] = float(seed.value)
    for place, rows in standing.items():
        spans[place] = {span: float(value[at]) for span, at in rows.items()}
    return {place: _by_month(told) for place, told in spans.items()}


def _by_month(told: Mapping[str, float]) -> Plan:
    """What is to be reached by the end of which month; most have but the year's."""
    if told.keys() == _YEAR:
        return {12: told["year"]}
    return {month: told[span] for span, month in _MONTHS.items() if span in told}


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
        note = Note("target-summed", {"count": len(given)})
        since = max((target.since for target in given if target.since), default=None)
        targets[district.name, indicator] = Target(total, sources, (note,), since)
    elif not math.isclose(own.value, total, rel_tol=1e-9):
        note = Note("target-differs", {"own": plain(own.value), "units": plain(total)})
        targets[district.name, indicator] = replace(own, notes=(note,))

"""From the records that count to the figures of units and of all of them together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from metrics.figures import Counted, Figure, State
from metrics.ledger import NOWHERE, Flags, Floats, Ints, Ledger
from metrics.measure import Note, Source
from metrics.periods import weeks_begun


def by_unit(state: State, counted: Counted) -> dict[str, Figure]:
    """What each covered unit's list says, 0 where a standing list holds nothing that counts.

    The value is None for a unit of whose things not one has an amount: what is unknown is not 0.
    """
    ledger = counted.ledger
    at = ledger.distinct(valued(counted), by_unit=True)
    mine = _parted(ledger, at)
    beside = {code: _parted(ledger, ledger.distinct(flags, by_unit=True)) for code, flags in _said(counted).items()}
    nameless, doubted = _units(ledger, _nameless(counted)), _units(ledger, counted.doubtful)
    fresh = _fresh(state, counted)
    counted = _filled(counted)
    found = {}
    for name in counted.cover:
        unit = state.units[name]
        counts = {code: len(things[unit]) for code, things in beside.items() if unit in things}
        found[name] = _figure(
            state,
            counted,
            [name],
            mine.get(unit, NOWHERE),
            () if unit in mine else _opening(state, counted, name),
            _Beside(counts, unit in nameless, unit in doubted, name in fresh),
        )
    return found


def of_all(state: State, counted: Counted, units: Sequence[str]) -> Figure | None:
    """The distinct things over the lists of several units; None when none of them has a list that answers."""
    counted = counted.together or counted
    ledger = counted.ledger
    units = [name for name in units if name in counted.cover]
    if not units:
        return None
    here = ledger.of_units([state.units[name] for name in units])
    at = ledger.distinct(valued(counted) & here, by_unit=False)
    cells = [] if len(at) else [cell for name in units for cell in _opening(state, counted, name)]
    counts = {code: len(ledger.distinct(flags & here, by_unit=False)) for code, flags in _said(counted).items()}
    nameless = bool((_nameless(counted) & here).any())
    doubted = counted.doubtful is not None and bool((counted.doubtful & here).any())
    fresh = not _fresh(state, counted).isdisjoint(units)
    figure = _figure(state, _filled(counted), units, at, cells, _Beside(counts, nameless, doubted, fresh))
    lost = _of_nobody(counted)
    return figure._replace(notes=(*figure.notes, *lost)) if lost else figure


class _Beside(NamedTuple):
    """What is known of some units' things besides those that make their value."""

    counts: Mapping[str, int]
    """By code how many things are said beside the figure."""
    nameless: bool
    """Whether there are things that count, or that nobody could read, be their amounts known or not."""
    doubted: bool
    """Whether there are things that for a hedge might count."""
    fresh: bool
    """Whether no expected return of theirs is missing."""


def _parted(ledger: Ledger, at: Ints) -> dict[int, Ints]:
    """These positions by the number of their unit, each unit's in their order."""
    if not len(at):
        return {}
    units = ledger.unit[at]
    order = np.argsort(units, kind="stable")
    at, units = at[order], units[order]
    ends = [*(np.flatnonzero(np.diff(units)) + 1).tolist(), len(at)]
    starts = [0, *ends[:-1]]
    return {int(units[start]): at[start:end] for start, end in zip(starts, ends, strict=True)}


def _units(ledger: Ledger, flags: Flags | None) -> frozenset[int]:
    return frozenset() if flags is None else frozenset(ledger.unit[flags].tolist())


def _fresh(state: State, counted: Counted) -> frozenset[str]:
    """Units of which a list that could hold what counts stands and is not stale."""
    kept = "visits" if counted.ledger.table == "stops" else counted.ledger.table
    return frozenset(unit for unit, table, scope in state.fresh if table == kept and scope in counted.scopes)


def _nameless(counted: Counted) -> Flags:
    return counted.mask if counted.unreadable is None else counted.mask | counted.unreadable


def _said(counted: Counted) -> dict[str, Flags]:
    """By code the records of things that are said beside a figure."""
    unreadable = {} if counted.unreadable is None else {"unreadable": counted.unreadable}
    return {**counted.asides, **unreadable}


def _of_nobody(counted: Counted) -> tuple[Note, ...]:
    """How many things would count if their unit were known."""
    lost = len(counted.ledger.distinct(counted.mask & (counted.ledger.unit < 0), by_unit=False))
    return (Note("unit-unknown", {"count": lost}),) if lost else ()


def _filled(counted: Counted) -> Counted:
    """The same with bounds that hold the amount where a record has none; neither feeding nor hedged where none is."""
    if counted.low is None and counted.high is None and counted.feeding is None and counted.hedged is None:
        return counted
    low, high = _bounds(counted.low, counted.values), _bounds(counted.high, counted.values)
    feeding, hedged = _any(counted.feeding), _any(counted.hedged)
    return replace(counted, low=low, high=high, feeding=feeding, hedged=hedged)


def _any(flags: Flags | None) -> Flags | None:
    return flags if flags is not None and flags.any() else None


def _bounds(bounds: Floats | None, values: Floats | None) -> Floats | None:
    return None if bounds is None or values is None else np.where(np.isnan(bounds), values, bounds)


def valued(counted: Counted) -> Flags:
    """Records of a known unit that count, and whose amount is known where amounts are counted."""
    mask = counted.mask & (counted.ledger.unit >= 0)
    return mask if counted.values is None else mask & ~np.isnan(counted.values)


def _figure(
    state: State, counted: Counted, units: Sequence[str], at: Ints, cells: Sequence[Source], beside: _Beside
) -> Figure:
    """The figure of one or several units from the records at these positions; `counted` is `_filled`."""
    value = _value(counted, at, beside)
    low = None if counted.low is None else math.fsum(counted.low[at].tolist())
    high = None if counted.high is None else math.fsum(counted.high[at].tolist())
    exact = value is None or low is None or high is None or (low == value and high == value)
    until = max([counted.cover[name] for name in units])
    return Figure(
        value=value,
        cover_to=until,
        trail=state.trail([(counted.ledger, _feeding(counted, at), counted.column)], cells),
        low=None if exact else low,
        high=None if exact else high,
        hedged=beside.doubted or (counted.hedged is not None and bool(counted.hedged[at].any())),
        fresh=beside.fresh,
        weekly_points=weeks_begun(until) if counted.dated else 1,
        notes=(
            *[Note(code, {"count": count}) for code, count in beside.counts.items() if count],
            *_about(counted, at, None if exact else (low, high)),
        ),
    )


def _about(counted: Counted, at: Ints, bounds: tuple[float | None, float | None] | None) -> tuple[Note, ...]:
    """How many of the amounts added are hedged or a range, and between which bounds their sum then lies."""
    if counted.low is None or counted.hedged is None or not (count := int(counted.hedged[at].sum())):
        return ()
    if bounds is None:
        return (Note("amounts-hedged", {"count": count}),)
    low, high = bounds
    return (Note("amounts-ranged", {"count": count, "low": low, "high": high}),)


def _value(counted: Counted, at: Ints, beside: _Beside) -> float | None:
    """The number of things, or the sum of their amounts; None where there are things and no amount is known."""
    if counted.values is None:
        return float(len(at))
    return None if beside.nameless and not len(at) else math.fsum(counted.values[at].tolist())


def _feeding(counted: Counted, at: Ints) -> Ints:
    """The records at these positions, and those whose amounts were added to theirs."""
    if counted.feeding is None:
        return at
    ledger = counted.ledger
    key = ledger.unit * (2 * len(ledger.unit) + 1) + ledger.thing
    return np.union1d(at, np.flatnonzero(counted.feeding & np.isin(key, key[at])))


def _opening(state: State, counted: Counted, unit: str) -> tuple[Source, ...]:
    """The cells at which a unit's standing lists say what they are, to show for a list without anything that counts.

    Those of the lists that could hold it; stops stand on the lists of visits.
    """
    table = counted.ledger.table
    cells = state.opening_cells.get(("visits" if table == "stops" else table, unit), ())
    own = [cell for words, cell in cells if not words.isdisjoint(counted.scopes | {""})]
    return tuple(cell._replace(table=table) for cell in own or [cell for _, cell in cells])

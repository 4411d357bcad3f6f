"""From the records that count to the figures of units and of all of them together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from metrics.figures import Counted, Figure, State
from metrics.ledger import Flags, Floats, Ints
from metrics.measure import Note, Source


def by_unit(state: State, counted: Counted) -> dict[str, Figure]:
    """What each covered unit's list says, 0 where a standing list holds nothing that counts.

    The value is None for a unit of whose things not one has an amount: what is unknown is not 0.
    """
    at = counted.ledger.distinct(valued(counted), by_unit=True)
    unit = counted.ledger.unit[at]
    empty = _empty_lists(state, counted.ledger.table)
    found = {}
    for name in counted.cover:
        mine = at[unit == state.units[name]]
        cells = () if len(mine) else empty.get(name, ())
        found[name] = _figure(state, counted, [name], mine, cells)
    return found


def of_all(state: State, counted: Counted, units: Sequence[str]) -> Figure | None:
    """The distinct things over the lists of several units; None when none of them has a list that answers."""
    counted = counted.together or counted
    units = [name for name in units if name in counted.cover]
    if not units:
        return None
    codes = [state.units[name] for name in units]
    mask = valued(counted) & np.isin(counted.ledger.unit, codes)
    at = counted.ledger.distinct(mask, by_unit=False)
    cells: list[Source] = []
    if not len(at):
        empty = _empty_lists(state, counted.ledger.table)
        cells = [cell for name in units for cell in empty.get(name, ())]
    figure = _figure(state, counted, units, at, cells)
    return replace(figure, notes=(*figure.notes, *_of_nobody(counted)))


def _of_nobody(counted: Counted) -> tuple[Note, ...]:
    """How many things would count if their unit were known."""
    lost = len(counted.ledger.distinct(counted.mask & (counted.ledger.unit < 0), by_unit=False))
    return (Note("unit-unknown", {"count": lost}),) if lost else ()


def valued(counted: Counted) -> Flags:
    """Records of a known unit that count, and whose amount is known where amounts are counted."""
    mask = counted.mask & (counted.ledger.unit >= 0)
    return mask if counted.values is None else mask & ~np.isnan(counted.values)


def _figure(state: State, counted: Counted, units: Sequence[str], at: Ints, cells: Sequence[Source]) -> Figure:
    """The figure of one or several units from the records at these positions."""
    here = np.isin(counted.ledger.unit, [state.units[name] for name in units])
    value = _value(counted, here, at)
    low = _bound(counted.low, counted.values, at)
    high = _bound(counted.high, counted.values, at)
    exact = value is None or low is None or high is None or (low == value and high == value)
    until = max(counted.cover[name] for name in units)
    kept = "visits" if counted.ledger.table == "stops" else counted.ledger.table
    return Figure(
        value=value,
        cover_to=until,
        trail=state.trail([(counted.ledger, _feeding(counted, at), counted.column)], cells),
        low=None if exact else low,
        high=None if exact else high,
        hedged=_hedged(counted, here, at),
        fresh=any((name, kept, scope) in state.fresh for name in units for scope in counted.scopes),
        weekly_points=_weeks(until) if counted.dated else 1,
        notes=_beside(counted, here),
    )


def _value(counted: Counted, here: Flags, at: Ints) -> float | None:
    """The number of things, or the sum of their amounts; None where there are things and no amount is known."""
    if counted.values is None:
        return float(len(at))
    nameless = counted.mask if counted.unreadable is None else counted.mask | counted.unreadable
    unknown = not len(at) and bool((nameless & here).any())
    return None if unknown else math.fsum(counted.values[at])


def _hedged(counted: Counted, here: Flags, at: Ints) -> bool:
    doubted = counted.doubtful is not None and bool((counted.doubtful & here).any())
    return doubted or (counted.hedged is not None and bool(counted.hedged[at].any()))


def _beside(counted: Counted, here: Flags) -> tuple[Note, ...]:
    """What is said beside the figure of some units: how many things of each kind."""
    said = dict(counted.asides)
    if counted.unreadable is not None:
        said["unreadable"] = counted.unreadable
    counts = {code: len(counted.ledger.distinct(flags & here, by_unit=False)) for code, flags in said.items()}
    return tuple(Note(code, {"count": count}) for code, count in counts.items() if count)


def _feeding(counted: Counted, at: Ints) -> Ints:
    """The records at these positions, and those whose amounts were added to theirs."""
    if counted.feeding is None:
        return at
    ledger = counted.ledger
    key = ledger.unit * (2 * len(ledger.unit) + 1) + ledger.thing
    return np.union1d(at, np.flatnonzero(counted.feeding & np.isin(key, key[at])))


def _bound(bounds: Floats | None, values: Floats | None, at: Ints) -> float | None:
    if bounds is None or values is None:
        return None
    return math.fsum(np.where(np.isnan(bounds[at]), values[at], bounds[at]))


def _weeks(until: date) -> int:
    return -(-until.timetuple().tm_yday // 7)


def _empty_lists(state: State, table: str) -> Mapping[str, tuple[Source, ...]]:
    """The cell at which each unit's standing list says what it is; stops stand on the lists of visits."""
    if table != "stops":
        return state.opening_cells.get(table, {})
    visits = state.opening_cells.get("visits", {})
    return {unit: tuple(replace(cell, table=table) for cell in cells) for unit, cells in visits.items()}

"""Figures: what one list or counter says for one unit, before targets and lights; and how lists become figures."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from dashboard.contract import District, Snapshot
from metrics.ledger import Flags, Floats, Ints, Ledger, Trail, a_day
from metrics.measure import Note, Source

Cover = Mapping[str, date]
"""Cover-to date of each unit whose list stands and can answer."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that exists, with its cover-to date and cells. No data is no Figure."""

    value: float | None
    cover_to: date
    trail: Trail
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    hedged: bool = False
    from_list: bool = True
    fresh: bool = False
    """True when the store knows that no expected return is missing, whatever the cover-to date says."""
    weekly_points: int = 1
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, eq=False)
class State:
    """A snapshot made ready: ledgers by table, official order, the year, the state before 1 January.

    `baseline` is the last snapshot before 1 January, `previous` that of the last held meeting; None where unknown.
    """

    snapshot: Snapshot
    district: District
    baseline: "State | None" = None
    previous: "State | None" = None
    _ledgers: dict[str, Ledger] = field(default_factory=dict, repr=False)

    @cached_property
    def units(self) -> Mapping[str, int]:
        """Place of every registry unit in the official order; the district itself is 0."""
        return {name: i for i, name in enumerate(self.district.names)}

    @cached_property
    def fresh(self) -> frozenset[tuple[str, str, str]]:
        """(unit, table, scope) of everything that stands and is not stale; a counter's scope is its indicator."""
        rows = self.snapshot.coverage
        places = zip(*(rows[name] for name in ("unit", "table", "scope", "stale")), strict=True)
        return frozenset((unit, table, scope.partition("/")[0]) for unit, table, scope, stale in places if not stale)

    @cached_property
    def lists(self) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        """The standing lists of each table: unit, words of the scope, cover-to date."""
        return self._kept(nothing=False)

    @cached_property
    def signs(self) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        """Signs of life of lists, alike: on that day nothing was to be added to them."""
        return self._kept(nothing=True)

    def _kept(self, *, nothing: bool) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        rows, found = self.snapshot.coverage, dict[str, list[tuple[str, frozenset[str], date]]]()
        rows = rows[rows["nothing"].astype("bool") == nothing]
        for unit, table, scope, period in zip(*(rows[n] for n in ("unit", "table", "scope", "period")), strict=True):
            until = period.date() if hasattr(period, "date") else period
            found.setdefault(table, []).append((unit, frozenset(_words(scope)), until))
        return found

    @cached_property
    def opening_cells(self) -> Mapping[str, Mapping[str, tuple[Source, ...]]]:
        """By table and unit the cells at which standing lists say what they are, to show for an empty list."""
        rows = self.snapshot.coverage
        rows = rows[rows["cell"] != ""]
        found: dict[str, dict[str, tuple[Source, ...]]] = {}
        names = ("submission", "file", "sheet", "cell", "table", "unit")
        for submission, file, sheet, cell, table, unit in zip(*(rows[name] for name in names), strict=True):
            cells = found.setdefault(table, {})
            cells[unit] = (*cells.get(unit, ()), Source(int(submission), file, sheet, cell, table, 0, unit))
        return found

    @property
    def year(self) -> int:
        return self.snapshot.as_of.year

    def ledger(self, table: str) -> Ledger:
        if table not in self._ledgers:
            self._ledgers[table] = Ledger(self.snapshot, table, self.units)
        return self._ledgers[table]

    def trail(self, parts: Sequence[tuple[Ledger, Ints, str]] = (), cells: Sequence[Source] = ()) -> Trail:
        return Trail(self.snapshot, self.units, parts, cells)

    def within(self, ledger: Ledger, column: str, cover: Cover) -> Flags:
        """Records dated in the as-of year and not after the cover-to date of their unit: `v` of the contract."""
        on = ledger.day(column)
        limit = np.full(len(self.units) + 1, np.datetime64("NaT", "D"))
        for unit, until in cover.items():
            limit[self.units[unit]] = np.datetime64(until, "D")
        with np.errstate(invalid="ignore"):
            return (on >= np.datetime64(f"{self.year}-01-01")) & (on <= limit[ledger.unit])


@dataclass(frozen=True)
class Counted:
    """The records of a list that count for an indicator, and the units for which the list answers.

    `values` is None when things are counted, else the amount of every record of the ledger (NaN counts nothing).
    """

    ledger: Ledger
    mask: Flags
    column: str
    cover: Cover
    values: Floats | None = None
    low: Floats | None = None
    high: Floats | None = None
    hedged: Flags | None = None
    feeding: Flags | None = None
    """Further records whose amounts are in the value of a thing; None where the counting record alone holds it."""
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    scopes: frozenset[str] = frozenset()
    """Scopes of the coverage whose freshness is the figure's."""
    dated: bool = True
    """True when every record carries its own date, so that each past week's value is known."""


def covered(
    state: State, table: str, scopes: set[str], answers: Flags, *, signs: Collection[str] = (), flow: bool = True
) -> dict[str, date]:
    """Cover-to date of every unit with a standing list of these scopes, or with records that answer.

    A sign of life of the same scopes, or of `signs`, moves it on; alone it answers nothing. A list whose last return
    lies in an earlier year says nothing about this year's flow.
    """
    names = state.district.names
    latest: dict[str, date] = {}
    for unit, words, until in state.lists.get(table, ()):
        if unit in state.units and scopes & words:
            latest[unit] = max(until, latest.get(unit, until))
    ledger = state.ledger(table)
    for code in np.unique(ledger.unit[answers]):
        if code >= 0:
            until = a_day(ledger.period[answers & (ledger.unit == code)].max())
            latest[names[code]] = max(until, latest.get(names[code], until))
    for unit, words, until in state.signs.get(table, ()):
        if unit in latest and words & scopes.union(signs):
            latest[unit] = max(until, latest[unit])
    return {unit: until for unit, until in latest.items() if not (flow and until.year < state.year)}


def _words(scope: str) -> set[str]:
    return {word.strip() for word in scope.replace("+", ",").replace("/", ",").replace("|", ",").split(",")}


def by_unit(state: State, counted: Counted) -> dict[str, Figure]:
    """What each covered unit's list says, 0 where a standing list holds nothing that counts.

    The value is None for a unit of whose things not one has an amount: what is unknown is not 0.
    """
    at = counted.ledger.distinct(_valued(counted), by_unit=True)
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
    units = [name for name in units if name in counted.cover]
    if not units:
        return None
    codes = [state.units[name] for name in units]
    mask = _valued(counted) & np.isin(counted.ledger.unit, codes)
    at = counted.ledger.distinct(mask, by_unit=False)
    cells: list[Source] = []
    if not len(at):
        empty = _empty_lists(state, counted.ledger.table)
        cells = [cell for name in units for cell in empty.get(name, ())]
    return _figure(state, counted, units, at, cells)


def _valued(counted: Counted) -> Flags:
    mask = counted.mask & (counted.ledger.unit >= 0)
    return mask if counted.values is None else mask & ~np.isnan(counted.values)


def _figure(state: State, counted: Counted, units: Sequence[str], at: Ints, cells: Sequence[Source]) -> Figure:
    """The figure of one or several units from the records at these positions."""
    value = _value(state, counted, units, at)
    low = _bound(counted.low, counted.values, at)
    high = _bound(counted.high, counted.values, at)
    exact = low is None or high is None or (low == value and high == value)
    until = max(counted.cover[name] for name in units)
    kept = "visits" if counted.ledger.table == "stops" else counted.ledger.table
    return Figure(
        value=value,
        cover_to=until,
        trail=state.trail([(counted.ledger, _feeding(counted, at), counted.column)], cells),
        low=None if exact else low,
        high=None if exact else high,
        hedged=counted.hedged is not None and bool(counted.hedged[at].any()),
        fresh=any((name, kept, scope) in state.fresh for name in units for scope in counted.scopes),
        weekly_points=_weeks(until) if counted.dated else 1,
        notes=counted.notes.get(units[0], ()) if len(units) == 1 else (),
    )


def _value(state: State, counted: Counted, units: Sequence[str], at: Ints) -> float | None:
    """The number of things, or the sum of their amounts; None where there are things and no amount is known."""
    if counted.values is None:
        return float(len(at))
    codes = [state.units[name] for name in units]
    unknown = not len(at) and bool((counted.mask & np.isin(counted.ledger.unit, codes)).any())
    return None if unknown else math.fsum(counted.values[at])


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

"""Figures: what one list or counter says for one unit, before targets and lights; and how lists become figures."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np

from dashboard.contract import COVERAGE, District, Snapshot
from metrics.joint import one_trip
from metrics.ledger import Days, Flags, Floats, Ints, Ledger, each_day
from metrics.measure import Note, Source
from metrics.trail import Trail
from metrics.voices import Voices, streets

Made = TypeVar("Made")
Cover = Mapping[str, date]
"""Cover-to date of each unit whose list stands and can answer."""


class Figure(NamedTuple):
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
    said: tuple[date, int] | None = None
    """Of a figure from counters its own day and receipt, of the latest that the unit sent; None where it sent none."""
    notes: tuple[Note, ...] = ()

    @property
    def ratio_of(self) -> tuple[float, float] | None:
        """Part and whole of a share or ratio."""
        return None if self.numerator is None or self.denominator is None else (self.numerator, self.denominator)


class Kept(NamedTuple):
    """What stands of one unit's ledger, as a row of the snapshot's coverage says it."""

    unit: str
    table: str
    scope: str
    submission: int
    file: str
    period: date
    stale: bool
    nothing: bool
    addition: bool
    sheet: str
    cell: str

    @property
    def words(self) -> frozenset[str]:
        """The parts of its scope."""
        joined = self.scope.replace("+", ",").replace("/", ",").replace("|", ",")
        return frozenset(word.strip() for word in joined.split(","))


@dataclass(frozen=True, eq=False)
class State:
    """A snapshot made ready: ledgers by table, official order, the year, the state before 1 January.

    `baseline` is the last snapshot before 1 January, `previous` that of the last held meeting; None where unknown.
    `stood_on` gives the state of an earlier day, None where nothing stood; ask `on`, which asks once.
    """

    snapshot: Snapshot
    district: District
    baseline: "State | None" = None
    previous: "State | None" = None
    presented: "State | None" = None
    """The last held meeting as it was presented, where that is no longer known so; what is shown starts from it."""
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    """Of a state as presented, by table: what identities of its are called since, where that is another name."""
    stood_on: "Callable[[date], State | None] | None" = None
    _ledgers: dict[str, Ledger] = field(default_factory=dict, repr=False)
    _voices: dict[tuple[str, bool], Voices] = field(default_factory=dict, repr=False)
    _past: "dict[date, State | None]" = field(default_factory=dict, repr=False)
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def before(self) -> "State | None":
        """What the last held meeting showed: as presented where that was kept, else as now known."""
        return self.presented or self.previous

    @property
    def earlier(self) -> tuple[Snapshot, ...]:
        """The last held meeting as it was presented, where that was kept, and as now known."""
        return tuple(each.snapshot for each in (self.presented, self.previous) if each is not None)

    @cached_property
    def units(self) -> Mapping[str, int]:
        """Place of every registry unit in the official order; the district itself is 0."""
        return {name: i for i, name in enumerate(self.district.names)}

    @cached_property
    def coverage(self) -> tuple[Kept, ...]:
        """What stands, in plain values: a frame is slow to ask, and every indicator does."""
        rows = zip(*(self.snapshot.coverage[name].tolist() for name in COVERAGE), strict=True)
        return tuple(
            Kept(unit, table, scope, int(number), file, _day(period), bool(stale), bool(nothing), bool(addition), *at)
            for unit, table, scope, number, file, period, stale, nothing, addition, *at in rows
        )

    @cached_property
    def fresh(self) -> frozenset[tuple[str, str, str]]:
        """(unit, table, scope) of everything that stands and is not stale; a counter's scope is its indicator."""
        return frozenset((row.unit, row.table, row.scope.partition("/")[0]) for row in self.coverage if not row.stale)

    @cached_property
    def lists(self) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        """The standing lists of each table: unit, words of the scope, cover-to date."""
        return self._kept(nothing=False)

    @cached_property
    def signs(self) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        """Signs of life of lists, alike: on that day nothing was to be added to them."""
        return self._kept(nothing=True)

    def _kept(self, *, nothing: bool) -> Mapping[str, Sequence[tuple[str, frozenset[str], date]]]:
        found: dict[str, list[tuple[str, frozenset[str], date]]] = {}
        for row in self.coverage:
            if row.nothing == nothing:
                found.setdefault(row.table, []).append((row.unit, row.words, row.period))
        return found

    @cached_property
    def additions(self) -> Mapping[str, frozenset[int]]:
        """By table the submissions that were added to a list: beside it, and not in its place."""
        found: dict[str, frozenset[int]] = {}
        for row in self.coverage:
            if row.addition:
                found[row.table] = found.get(row.table, frozenset()) | {row.submission}
        return found

    @cached_property
    def opening_cells(self) -> Mapping[tuple[str, str], Sequence[tuple[frozenset[str], Source]]]:
        """By table and unit the cells at which standing lists say what they are, each with the words of its scope."""
        found: dict[tuple[str, str], list[tuple[frozenset[str], Source]]] = {}
        for row in self.coverage:
            if row.cell:
                source = Source(row.submission, row.file, row.sheet, row.cell, row.table, 0, row.unit)
                found.setdefault((row.table, row.unit), []).append((row.words, source))
        return found

    @property
    def year(self) -> int:
        return self.snapshot.as_of.year

    def ledger(self, table: str) -> Ledger:
        if table not in self._ledgers:
            made = Ledger(self.snapshot, table, self.units)
            if table == "visits":
                made.thing = one_trip(made, self.ledger("stops"), self.district)
            self._ledgers[table] = made
        return self._ledgers[table]

    def on(self, day: date) -> "State | None":
        """The district as it stood on an earlier day; None where nothing did, or nobody can tell."""
        if day not in self._past:
            self._past[day] = self.stood_on(day) if self.stood_on else None
        return self._past[day]

    def once(self, make: Callable[..., Made], *of: Hashable) -> Made:
        """What is made of the state (and of these), the same whoever asks again; not to be changed."""
        if (make, of) not in self._made:
            self._made[make, of] = make(self, *of)
        found: Made = self._made[make, of]
        return found

    def voices(self, table: str, *, by_unit: bool) -> Voices:
        """Who speaks for the things of a table: for each unit by itself, or for all units' own records together."""
        if (table, by_unit) not in self._voices:
            ledger = self.ledger(table)
            among = ledger.unit >= 0 if by_unit else streets(ledger)
            self._voices[table, by_unit] = Voices(ledger, among, by_unit=by_unit)
        return self._voices[table, by_unit]

    def trail(self, parts: Sequence[tuple[Ledger, Ints, str]] = (), cells: Sequence[Source] = ()) -> Trail:
        return Trail(self.snapshot, self.units, parts, cells)

    def within(self, ledger: Ledger, column: str, cover: Cover) -> Flags:
        """Records dated in the as-of year and not after the cover-to date of their unit: `v` of the contract."""
        this_year: Flags = ledger.day(column) >= np.datetime64(f"{self.year}-01-01")
        return this_year & self.until(ledger, column, cover)

    def until(self, ledger: Ledger, column: str, cover: Cover) -> Flags:
        """Records dated not after the cover-to date of their unit."""
        known: Flags = ledger.day(column) <= self.limit(ledger, cover)
        return known

    def limit(self, ledger: Ledger, cover: Cover) -> Days:
        """The cover-to date of each record's unit; of no known unit the as-of date, NaT of one without a list."""
        limit = np.full(len(self.units) + 1, np.datetime64("NaT", "D"))
        limit[-1] = np.datetime64(self.snapshot.as_of, "D")
        limit[[self.units[unit] for unit in cover]] = each_day(cover.values())
        return limit[ledger.unit]


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
    asides: Mapping[str, Flags] = field(default_factory=dict)
    """By code the records of things that are said beside the figure, with their number."""
    unreadable: Flags | None = None
    """Records outside the figure because nobody could read what it needs of them."""
    doubtful: Flags | None = None
    """Records that do not count, but for a hedge might."""
    scopes: frozenset[str] = frozenset()
    """Scopes of the coverage whose freshness is the figure's."""
    dated: bool = True
    """True when every record carries its own date, so that each past week's value is known."""
    together: "Counted | None" = None
    """The same over all units at once, where another record may speak for a thing; None where the same ones do."""


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
    for code, until in _last_returns(state.ledger(table), answers).items():
        latest[names[code]] = max(until, latest.get(names[code], until))
    for unit, words, until in state.signs.get(table, ()):
        if unit in latest and words & scopes.union(signs):
            latest[unit] = max(until, latest[unit])
    return {unit: until for unit, until in latest.items() if not (flow and until.year < state.year)}


def _last_returns(ledger: Ledger, answers: Flags) -> dict[int, date]:
    """Cover-to date of the latest return among these records, by number of the unit."""
    at = np.flatnonzero(answers & (ledger.unit >= 0))
    at = at[np.lexsort((ledger.period[at], ledger.unit[at]))]
    # in that order the last one written for each unit is its latest
    return dict(zip(ledger.unit[at].tolist(), ledger.period[at].tolist(), strict=True))


def _day(period: Any) -> date:
    """The day of a cover-to date, which a frame keeps as a moment."""
    day: date = period.date() if hasattr(period, "date") else period
    return day

"""What changed between two meetings, event by event, for projects and assets, each with the cells then and now.

DOMAIN section 4. Ledgers arrive as whole snapshots, so movement is derived: a pure comparison of two states, and what
only history can tell (`Past`) is given.
"""

import calendar
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from dashboard.names import organisation_key
from dashboard.weeks import held_between
from metrics.figures import State
from metrics.ledger import a_day
from metrics.measure import Source
from metrics.pairs import Entry, Pair, Subject, of_one_unit

Dated = Literal["own", "late", "interval"]
KINDS = (
    *("new", "resurrected", "advanced", "moved-back", "paused", "resumed", "terminated", "vanished", "retracted"),
    *("struck-off", "moved-unit", "reclassified", "renamed", "amount-revised", "done-revised", "slipped", "stalled"),
    "claim-withdrawn",
)
"""`struck-off` is a terminated project that left its list: it has its reason, `vanished` has none.

`claim-withdrawn`: of several units that reported a project one does so no longer; its event is that unit's.
"""


@dataclass(frozen=True, slots=True)
class Extent:
    """An amount that is no one figure: at least `low`, at most `high` (亿元), or `usd` (万美元); NaN where not told."""

    low: float = math.nan
    high: float = math.nan
    usd: float = math.nan


@dataclass(frozen=True, slots=True)
class Past:
    """What two days cannot tell, looked up in the history by identity.

    `seen`: things that stood at some time before the opening; `unchanged`: since which day's return a thing reads the
    same (stage, amount, text); `retracted`: receipts retracted since the opening.
    """

    seen: frozenset[str] = frozenset()
    unchanged: Mapping[str, date] = field(default_factory=dict)
    retracted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one thing.

    `was` and `now` are what stood there: stage, name, unit, amount (亿元, m²; an `Extent` where that is no one figure)
    or promised day; "" or None where nothing did. It happened from `earliest` to `latest` (one day where the ledger
    dates it): `dated` own when that day lies between the two meetings, late when before the opening, interval when the
    ledger gives none or an impossible one.
    `lag_days` runs from the last possible day to the cover-to date of the return that reports it; None without a day.
    """

    kind: str
    table: str
    identity: str
    unit: str
    name: str
    group: str
    """Industry of a project, kind of an asset."""
    was: Any
    now: Any
    amount: float
    cell_was: Source | None
    cell_now: Source | None
    earliest: date
    latest: date
    dated: Dated
    reported: date
    lag_days: int | None = None
    hedged: frozenset[str] = frozenset()
    """Which of `was`, `now` and `amount` the sheet hedges (约, a range by its midpoint)."""


class Changes:
    """Events of one subject between `state.previous` and `state`; without an earlier state there are none."""

    def __init__(self, state: State, subject: Subject, past: Past | None = None) -> None:
        self._state, self._subject, self._past = state, subject, past or Past()
        self._closing = state.snapshot.as_of
        self._opening = state.previous.snapshot.as_of if state.previous is not None else self._closing

    def of(self, pair: Pair) -> Iterator[Event]:
        """Everything that happened to one thing, presence and stage first."""
        was, now = pair.was or pair.beyond, pair.now or pair.beyond
        if was is None or now is None:
            yield from self._presence(pair)
            return
        for told in (self._moved, self._revised, self._slipped, self._stalled):
            yield from told(was, now)

    def late(self, was: Entry | None, now: Entry) -> bool:
        """Whether a thing's own day says that what is new of it, itself or its stage, was so at the opening already."""
        forward = was is None or self._move(was.stage, now.stage) == "advanced"
        return forward and self._when(now)[2] == "late"

    def seen(self, identity: str) -> bool:
        return identity in self._past.seen

    def _presence(self, pair: Pair) -> Iterator[Event]:
        entry, stage = pair.either, self._subject.stage
        if pair.was is None:
            kind = "resurrected" if self.seen(pair.identity) else "new"
            yield self._event(kind, entry, "", entry.stage, None, entry.source(stage, entry.staged), self._when(entry))
            return
        gone = entry.value("submission") in self._past.retracted
        kind = "retracted" if gone else "struck-off" if entry.stage == "terminated" else "vanished"
        yield self._event(kind, entry, entry.stage, "", entry.source(stage, entry.staged), None)

    def _moved(self, was: Entry, now: Entry) -> Iterator[Event]:
        kind, column = self._move(was.stage, now.stage), self._subject.stage
        if kind:
            when = self._when(now) if kind == "advanced" else None
            cells = was.source(column, was.staged), now.source(column, now.staged)
            yield self._event(kind, now, was.stage, now.stage, *cells, when)
        if not set(was.units) & set(now.units):
            yield self._event("moved-unit", now, was.units[0], now.units[0], was.source("unit"), now.source("unit"))
        else:
            yield from self._withdrawn(was, now)
        if was.group != now.group:
            column = self._subject.group
            cells = was.source(column, was.told(column)), now.source(column, now.told(column))
            yield self._event("reclassified", now, was.group, now.group, *cells)

    def _withdrawn(self, was: Entry, now: Entry) -> Iterator[Event]:
        """Double claims of which a unit has dropped its own: the project stands on with the others."""
        if self._subject.table != "projects":
            return
        for unit in was.units:
            if unit not in (*now.units, self._state.district.name):
                cells = was.source("unit", was.of_unit(unit)), now.source("unit")
                yield replace(self._event("claim-withdrawn", now, unit, now.units[0], *cells), unit=unit)

    def _move(self, was: str, now: str) -> str:
        subject = self._subject
        if was == now or subject.level(was) < 0 or subject.level(now) < 0:
            return ""
        if now in subject.aside:
            return now
        if was in subject.aside:
            return "resumed"
        return "advanced" if subject.level(now) > subject.level(was) else "moved-back"

    def _revised(self, was: Entry, now: Entry) -> Iterator[Event]:
        then, today = of_one_unit(was, now)
        names = was.side.value("name", then), now.side.value("name", today)
        if organisation_key(names[0]) != organisation_key(names[1]):
            yield self._event("renamed", now, *names, was.source("name", then), now.source("name", today))
        column = self._subject.amount
        amounts = was.side.value(column, then), now.side.value(column, today)
        if not _same(*amounts):
            yield self._restated("amount-revised", column, (was, then), (now, today))
        else:
            yield from self._rebounded((was, then), (now, today))
        if column := self._subject.done:
            told = was.told(column), now.told(column)
            done = was.side.value(column, told[0]), now.side.value(column, told[1])
            if not _same(*done):
                yield self._restated("done-revised", column, (was, told[0]), (now, told[1]))

    def _rebounded(self, was: tuple[Entry, int], now: tuple[Entry, int]) -> Iterator[Event]:
        """An amount whose bounds, or whose dollars, are others, where no one figure tells it."""
        if not self._subject.bounds:
            return
        column, least, most, dollars = self._subject.amount, *self._subject.bounds
        then, today = (_extent(entry.side.value, at, (column, least, most, dollars)) for entry, at in (was, now))
        bounded = _same(then.low, today.low) and _same(then.high, today.high)
        if bounded and _same(then.usd, today.usd):
            return
        cell = dollars if bounded else column
        before, after = (Extent(usd=one.usd) if bounded else replace(one, usd=math.nan) for one in (then, today))
        cells = was[0].source(cell, was[1]), now[0].source(cell, now[1])
        yield self._event("amount-revised", now[0], before, after, *cells)

    def _restated(self, kind: str, column: str, was: tuple[Entry, int], now: tuple[Entry, int]) -> Event:
        """A figure that stands differently, each side by one record of its thing, with the hedges of both."""
        sides = {"was": was, "now": now}
        figures = (entry.side.value(column, at) for entry, at in sides.values())
        cells = (entry.source(column, at) for entry, at in sides.values())
        event = self._event(kind, now[0], *figures, *cells)
        about = {name for name, (entry, at) in sides.items() if entry.side.hedged(column, at)}
        return replace(event, hedged=event.hedged | about)

    def _slipped(self, was: Entry, now: Entry) -> Iterator[Event]:
        """A promised day postponed, or passed between the two returns; once a promise, and while it is open."""
        subject = self._subject
        then, today = of_one_unit(was, now)
        for column, stage in subject.promises.items():
            if now.stage in subject.aside or subject.level(now.stage) >= subject.level(stage):
                continue
            before, after = was.side.value(column, then), now.side.value(column, today)
            postponed = before and after and after > before
            if postponed or (after and self._passed(now, today, column) and not self._passed(was, then, column)):
                cells = was.source(column, then), now.source(column, today)
                yield self._event("slipped", now, before, after, *cells)

    def _passed(self, entry: Entry, at: int, column: str) -> bool:
        """Whether a promised day had passed when the return that repeats it was made."""
        window = _window(entry, at, column)
        return window is not None and window[1] < a_day(entry.side.ledger.period[at])

    def _stalled(self, was: Entry, now: Entry) -> Iterator[Event]:
        """Unchanged over so many held meetings: said at the meeting at which a threshold is reached."""
        since = self._past.unchanged.get(now.identity)
        if since is None or now.stage in self._subject.aside or now.stage == self._subject.order[-1]:
            return
        district = self._state.district
        count, before = (held_between(district, since, self._until(entry, day))
                         for entry, day in ((now, self._closing), (was, self._opening)))  # fmt: skip
        if any(before < limit <= count for limit in district.rules.stuck_negotiating_meetings):
            stage = self._subject.stage
            cells = was.source(stage, was.staged), now.source(stage, now.staged)
            yield self._event("stalled", now, since, count, *cells)

    def _until(self, entry: Entry, day: date) -> date:
        return min(day, a_day(entry.side.ledger.period[entry.at[0]]))

    def _when(self, entry: Entry) -> tuple[date, date, Dated]:
        """When the present stage was reached: the ledger's own day where it is possible, else between the meetings."""
        window = self._own(entry)
        if window is None:
            return self._opening + timedelta(days=self._opening < self._closing), self._closing, "interval"
        if window[1] <= self._opening:
            return *window, "late"
        return max(window[0], self._opening + timedelta(days=1)), min(window[1], self._reported(entry)), "own"

    def _own(self, entry: Entry) -> tuple[date, date] | None:
        """The days on which a thing's stage may have been reached; None without a day, or with an impossible one."""
        subject, at = self._subject, entry.staged
        column = subject.reached.get(entry.stage)
        window = _window(entry, at, column) if column else None
        if window is None or window[0] > self._reported(entry):
            return None
        earlier = [name for stage, name in subject.reached.items() if subject.level(stage) < subject.level(entry.stage)]
        days = [before[0] for name in earlier if (before := _window(entry, at, name))]
        return None if days and max(days) > window[1] else window

    def _reported(self, entry: Entry) -> date:
        return a_day(entry.side.ledger.period[entry.staged])

    def _event(
        self, kind: str, entry: Entry, was: Any, now: Any, cell_was: Source | None, cell_now: Source | None,
        when: tuple[date, date, Dated] | None = None,
    ) -> Event:  # fmt: skip
        earliest, latest, dated = when or (self._opening + timedelta(days=1), self._closing, "interval")
        column = self._subject.amount
        reported = self._reported(entry) if cell_now else self._closing
        lag = None if dated == "interval" else max(0, (reported - latest).days)
        return Event(
            kind, self._subject.table, entry.identity, entry.units[0], str(entry.value("name")), entry.group, was, now,
            entry.amount, cell_was, cell_now, min(earliest, latest), latest, dated, reported, lag,
            frozenset({"amount"} if entry.side.hedged(column, entry.told(column)) else ()),
        )  # fmt: skip


def _extent(value: Callable[[str, int], Any], at: int, columns: Sequence[str]) -> Extent:
    """What a record says of an amount; one that is a figure is its own bounds."""
    figure, low, high, usd = (float(value(column, at)) for column in columns)
    return Extent(figure if math.isnan(low) else low, figure if math.isnan(high) else high, usd)


def _same(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9)


def _window(entry: Entry, at: int, column: str) -> tuple[date, date] | None:
    """First and last day that a date cell may mean: a month or 旬 is stored as its first day."""
    day = entry.side.value(column, at)
    if day is None:
        return None
    if column not in str(entry.side.value("imprecise", at)).split(","):
        return day, day
    month_end = calendar.monthrange(day.year, day.month)[1]
    return day, day.replace(day={1: month_end, 11: 20, 21: month_end}.get(day.day, day.day))

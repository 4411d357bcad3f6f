"""Revivals: when the year's area of each asset came on, part by part, as its returns showed it one after the other.

A ledger holds one area and one day an asset. Of an asset that comes back into use over several weeks the earlier days
are in the earlier returns alone; `Told` gives those.
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.weeks import WEEK, closings, last_day
from metrics.figures import Counted, State
from metrics.ledger import a_day
from metrics.revitalisation import baseline_areas, counted, counted_once


class Shown(NamedTuple):
    """What one return of a unit said of an asset: its cumulative m² (NaN where blank) and the day beside it."""

    period: date
    receipt: int
    on: date | None
    area: float


Told = Callable[[Collection[str]], Mapping[tuple[str, str], Sequence[Shown]]]
"""By identity and unit what the returns up to the as-of date showed of assets, wherever they read otherwise."""


class Revival(NamedTuple):
    """A part of an asset's area of the year; `dated` is False where `on` is the end of the week that brought it."""

    unit: str
    name: str
    on: date
    area: float
    dated: bool


def steps(state: State, indicator: str, told: Told | None = None, unit: str = "") -> pd.DataFrame:
    """The year's area of one kind as a step line: `on added undated total` (m²), oldest first; of one `unit` its own.

    `undated` is what of `added` no ledger dates: it stands on the day to which the return that brought it covers.
    Assets of all units count once.
    """
    found = [each for each in revivals(state, indicator, told) if unit in ("", each.unit)]
    rows = [(each.on, each.area, 0.0 if each.dated else each.area) for each in found]
    frame = pd.DataFrame(rows, columns=["on", "added", "undated"])
    frame["on"] = pd.to_datetime(frame["on"]).astype("datetime64[us]")
    table = frame.groupby("on", as_index=False).agg(added=("added", math.fsum), undated=("undated", math.fsum))
    return table.assign(total=table["added"].cumsum())


def revivals(state: State, indicator: str, told: Told | None = None) -> list[Revival]:
    """Every part of the year's area by official order of units and sheet; an asset's parts add up to its own.

    Notes
    -----
    A part is what an asset's area grew by from one return to the next. It came on the day that stands beside it, the
    first part on the asset's day and each later one on a newer day, where that lies in the year and not after its
    return; otherwise in the week of the return that brought it. What later returns took back never came. Increments
    came on their own days.
    """
    what = counted(state, indicator)
    assert what.values is not None
    at = counted_once(what)
    at = at[what.values[at] > 0]
    ledger = what.ledger
    names, units = ledger.words("identity"), ledger.words("unit")
    history = told({names[i] for i in at} - {""}) if told is not None else {}
    added = _added(what)
    before = baseline_areas(state)
    found = []
    for i in at.tolist():
        start = 0.0 if math.isnan(before[i]) else float(before[i])
        returns = _returns(what, i, history.get((names[i], units[i]), ()))
        parts = [
            *_grown(returns, float(ledger.numbers("area")[i]), start, state.year),
            *added.get((int(ledger.unit[i]), int(ledger.thing[i])), ()),
        ]
        whole = _Part(returns[-1].period, float(what.values[i]), False)
        for part in _cut(parts, whole, state):
            found.append(Revival(units[i], ledger.words("name")[i], part.on, part.area, part.dated))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    on: date
    area: float
    dated: bool


def _returns(what: Counted, at: int, history: Sequence[Shown]) -> list[Shown]:
    """What was shown of an asset up to the record that speaks for it, that one last; of one period the last receipt."""
    now = _shown(what, at)
    earlier = {each.period: each for each in sorted(history, key=lambda each: (each.period, each.receipt))}
    return [*(each for each in earlier.values() if each.period < now.period and not math.isnan(each.area)), now]


def _shown(what: Counted, at: int) -> Shown:
    ledger = what.ledger
    day = ledger.day("revitalised_on")[at]
    on = None if np.isnat(day) else a_day(day)
    return Shown(a_day(ledger.period[at]), int(ledger.receipt[at]), on, float(ledger.numbers("revitalised_area")[at]))


def _grown(returns: Sequence[Shown], whole: float, start: float, year: int) -> Iterator[_Part]:
    """The parts of a cumulative area, inside the asset's `whole`; none where the asset has increments alone."""
    if math.isnan(returns[-1].area):
        return
    # an area that a later return takes back was not there: what stands is the least that was said from then on
    least = list(accumulate((each.area for each in reversed(returns)), min))[::-1]
    level, last = start, date.min
    for area, run in groupby(zip(least, returns, strict=True), key=lambda pair: pair[0]):
        told = [each for _, each in run]
        said = [each.on for each in told if each.on is not None and each.on <= each.period]
        day = said[-1] if said else None
        reached = min(area, math.inf if math.isnan(whole) else whole)
        if reached > level:
            newer = day if day is not None and day.year == year and day > last else None
            yield _Part(newer or told[0].period, reached - level, newer is not None)
            level = reached
        last = max(last, day or date.min)


def _added(what: Counted) -> Mapping[tuple[int, int], Sequence[_Part]]:
    """By unit and thing the increments that are part of its value, each on its own day or that of its return."""
    ledger, found = what.ledger, dict[tuple[int, int], list[_Part]]()
    assert what.feeding is not None
    areas = ledger.numbers("revitalised_increment")
    for i in np.flatnonzero(what.feeding).tolist():
        said = _shown(what, i)
        own = said.on if said.on is not None and said.on <= said.period else None
        part = _Part(own or said.period, float(areas[i]), own is not None)
        found.setdefault((int(ledger.unit[i]), int(ledger.thing[i])), []).append(part)
    return found


def _cut(parts: Sequence[_Part], whole: _Part, state: State) -> Iterator[_Part]:
    """The parts inside the year, oldest first, that add up to exactly the asset's own area of the year."""
    rest, first, last = whole.area, date(state.year, 1, 1), state.snapshot.as_of
    for part in sorted(parts, key=lambda each: each.on):
        area = min(part.area, rest)
        if area > 0:
            yield _Part(min(max(part.on, first), last), area, part.dated)
            rest -= area
    if rest > 1e-9 * whole.area:
        yield _Part(min(max(whole.on, first), last), rest, False)


def weekly(
    state: State, table: pd.DataFrame, value: float, weeks: int = 12, until: date | None = None
) -> list[float] | None:
    """What the last weeks of the year up to a day (the as-of date) added to a kind's area by its `steps`, in m².

    Oldest first. None where the steps are not the whole `value`: of an area that is known as a sum alone no week is
    known.
    """
    if not math.isclose(float(table["added"].sum()), value, rel_tol=1e-9, abs_tol=1e-6):
        return None
    ends = closings(until or state.snapshot.as_of, weeks, state.district.rules.week_ends_on)
    on = [day.date() for day in table["on"]]
    return [
        math.fsum(area for day, area in zip(on, table["added"], strict=True) if end - WEEK < day <= last_day(end))
        for end in ends
    ]

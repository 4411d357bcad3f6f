"""Whether data show that an action was done: met or not with the cells that show it, or not yet told."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np

from dashboard.contract import STAGES
from dashboard.store.promised import Criterion, FigureReached, LedgerReceived, Promise, StageReached
from dashboard.workflows.report import Read, Standing, named
from dashboard.workflows.sent import came
from metrics.catalogue import INDICATORS
from metrics.clocks import Clocks
from metrics.ledger import Ints, Ledger, a_day
from metrics.measure import Measure, Source
from metrics.pace import HEDGE_BAND
from metrics.voices import LEVELS

Told = Literal["met", "unmet", "untold"]
Why = Literal["", "gone", "silent", "apart", "hedged", "part", "ahead"]
MEASURED = tuple(
    name for name, each in INDICATORS.items() if each.direction == "up" and each.kind not in ("share", "ratio")
)
"""Indicators of which an action may want that much: more of them is better."""
_WORDS = tuple(LEVELS)
_EVEN = 1e-9
"""Share of a figure by which sums of decimals may miss it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What data say of a criterion. `stands` is the stage or figure found, `on` the day that the sheet gives for it.

    Of one that is not told `why` says what is missing: the project is in no list (`gone`), nothing has come since the
    action was made (`silent`), lists contradict each other (`apart`), a hedge leaves it open (`hedged`), units of the
    sum have not reported, or not since (`part`), its week is not over (`ahead`).
    """

    told: Told
    why: Why = ""
    stands: str | float | None = None
    on: date | None = None
    cells: tuple[Source, ...] = ()


def judged(promise: Promise, standing: Standing, read: Read) -> Judged | None:
    """Whether a promise's criterion is met on a day; None where it has none.

    What was met once it was made, or before, is met. That it is not is said only of what has come for a later day than
    that of its meeting: what nobody has reported since is not told. `standing` is of the whole district.
    """
    criterion: Criterion | None = promise.criterion
    if criterion is None:
        return None
    if isinstance(criterion, StageReached):
        return _stage(criterion, promise, standing)
    if isinstance(criterion, FigureReached):
        return _figure(criterion, promise, standing)
    return _received(criterion, standing, read)


def _stage(criterion: StageReached, promise: Promise, standing: Standing) -> Judged:
    """The owner's own list speaks for a project where it names it, else every list that does."""
    ledger, voices = standing.state.ledger("projects"), standing.state.voices("projects", by_unit=True)
    rows = (ledger.unit >= 0) & ledger.is_in("identity", criterion.identity)
    own = rows & ledger.is_in("unit", promise.unit)
    listed: Ints = np.flatnonzero(own if own.any() else rows)
    if not criterion.identity or not len(listed):
        return Judged("untold", "gone")
    latest = np.unique(voices.latest[listed])
    stages = [
        _WORDS[level] if level or ledger.words("stage")[i] else ""
        for level, i in zip(voices.level[latest], latest, strict=True)
    ]
    at = np.array([_saying(ledger, listed, i, stage) for i, stage in zip(latest, stages, strict=True)])
    reached = [_at_least(stage, criterion.stage) for stage in stages]
    cells = tuple(cell for i in at for cell in ledger.sources(standing.snapshot, np.array([i]), _telling(ledger, i)))
    if all(reached):
        return Judged("met", "", stages[0], _entered(ledger, listed, criterion.stage), cells)
    if any(reached):
        return Judged("untold", "apart", cells=cells)
    if "" in stages or any(a_day(ledger.period[i]) <= promise.meeting for i in latest):
        return Judged("untold", "silent", cells=cells)
    return Judged("unmet", "", stages[0], None, cells)


def _saying(ledger: Ledger, listed: Ints, latest: int, stage: str) -> int:
    """Of a unit's records of a project the one that says the stage, else its latest."""
    own = listed[ledger.unit[listed] == ledger.unit[latest]]
    return next((int(i) for i in own if ledger.words("stage")[i] == stage), int(latest))


def _telling(ledger: Ledger, at: int) -> str:
    """The column whose cell shows a record's stage: its own, or the day of it where a section of the list says it."""
    day = _day_of(ledger.words("stage")[at])
    dated = day in ledger.frame.columns and not np.isnat(ledger.day(day)[at])
    return day if dated and not ledger.listed_under("stage")[at] else "stage"


def _day_of(stage: str) -> str:
    """The column for the day on which a project came to a stage."""
    return "first_contact_on" if stage == STAGES[0] else f"{stage}_on"


def _at_least(stage: str, wanted: str) -> bool:
    """Whether a stage is that or a later one; a project that stands still (暂停, 终止) is at none."""
    return stage in STAGES and STAGES.index(stage) >= STAGES.index(wanted)


def _entered(ledger: Ledger, at: Ints, stage: str) -> date | None:
    """The day that the sheet gives for a stage, where all rows that give one agree."""
    column = ledger.day(_day_of(stage))[at]
    found = {a_day(day) for day in column[~np.isnat(column)]}
    return found.pop() if len(found) == 1 else None


def _figure(criterion: FigureReached, promise: Promise, standing: Standing) -> Judged:
    report = standing.report
    measures = report.units.get(criterion.unit, report.district if criterion.unit == standing.district.name else {})
    measure = measures.get(criterion.indicator)
    if measure is None or measure.value is None:
        return Judged("untold", "silent")
    low, high = _bounds(measure)
    cells, even = tuple(measure.source), abs(criterion.value) * _EVEN
    if low >= criterion.value - even:
        return Judged("met", "", measure.value, measure.cover_to, cells)
    if high >= criterion.value - even:
        return Judged("untold", "hedged", measure.value, measure.cover_to, cells)
    if measure.cover_to is None or measure.cover_to <= promise.meeting:
        return Judged("untold", "silent", measure.value, measure.cover_to, cells)
    if measure.reported < measure.expected or any(note.code == "stale-part" for note in measure.notes):
        return Judged("untold", "part", measure.value, measure.cover_to, cells)
    return Judged("unmet", "", measure.value, measure.cover_to, cells)


def _bounds(measure: Measure) -> tuple[float, float]:
    """Between what a figure lies: a range by its ends, a hedged one by the band that lights are held to as well."""
    value = measure.value or 0.0
    low = value if not measure.hedged or measure.hedge == "over" else value * (1 - HEDGE_BAND)
    high = value if not measure.hedged or measure.hedge == "nearly" else value * (1 + HEDGE_BAND)
    return (low if measure.low is None else measure.low), (high if measure.high is None else measure.high)


def _received(criterion: LedgerReceived, standing: Standing, read: Read) -> Judged:
    if standing.as_of < criterion.period:
        return Judged("untold", "ahead")
    snapshot = named(read, standing.district)(criterion.period, standing.filters.known_at)
    rows = came(snapshot, criterion.period)
    cells = _places(rows[(rows["unit"] == criterion.unit) & (rows["ledger"] == criterion.ledger)].to_dict("records"))
    return Judged("met" if cells else "unmet", cells=cells)


def on_pace(standing: Standing, measure: Measure | None, due: date) -> float | None:
    """What a figure's target wants by its clock on the day an action is due, all of it where that is reached already.

    In base units; few things are wanted in whole ones, at least one. None for what has no target.
    """
    if measure is None or not measure.target:
        return None
    share = 1.0
    if due.year == standing.as_of.year:
        share = Clocks(standing.state).of(measure.unit, measure.indicator, due, measure.target).share
    wanted = measure.target * share
    if measure.whole_items:
        wanted = max(1.0, float(math.floor(wanted + _EVEN)))
    return wanted if measure.value is None or measure.value < wanted else measure.target


def _places(rows: Sequence[dict[Any, Any]]) -> tuple[Source, ...]:
    """Where each list begins, once."""
    found = (Source(int(r["submission"]), r["file"], r["sheet"], r["cell"], unit=r["unit"]) for r in rows)
    return tuple(dict.fromkeys(found))

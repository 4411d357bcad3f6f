"""What each of the last weeks added to a number that is counted from dated records."""

import math
from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from dashboard.weeks import WEEK, closings, last_day
from metrics import conversion, events, visits
from metrics.catalogue import INDICATORS
from metrics.figures import Counted, State
from metrics.measure import Measure

_COUNTS: Mapping[str, Callable[[State, str], Counted]] = {
    "visits": visits.counted,
    "events": events.counted,
    "conversion": conversion.counted,
}
DAY = (
    {name: "start" for name in visits.DIRECTIONS}
    | {name: "date" for name in events.KINDS}
    | {
        **{name: "signed_on" for name in (*conversion.TIERS, "investment_signed")},
        "projects_started": "started_on",
        "projects_completed": "completed_on",
    }
)
"""The date by which a counted record falls into a week."""


def dated(measure: Measure) -> bool:
    """Whether a number is counted from dated lists alone, so that its weeks add up to it."""
    table = INDICATORS[measure.indicator].table
    known = measure.value is not None and measure.indicator in DAY
    return known and all(source.table == table for source in measure.source)


def weekly(state: State, indicator: str, weeks: int = 12, unit: str = "", until: date | None = None) -> list[float]:
    """What the last weeks up to a day (the as-of date) added to the district's number, or a unit's; oldest first.

    Counts like the number itself: distinct things over all units, the district's own list only where no unit has one.
    Weeks of an earlier year are left out; those for which no return came yet are NaN, never 0.
    """
    found = _COUNTS[INDICATORS[indicator].subject](state, indicator)
    ledger, home = found.ledger, state.district.name
    mask = found.mask & (ledger.unit >= 0)
    if found.values is not None:
        mask &= ~np.isnan(found.values)
    streets = [name for name in found.cover if name != home]
    if unit:
        mask &= ledger.unit == state.units[unit]
    elif streets:
        mask &= ledger.unit > 0
    at = ledger.distinct(mask, by_unit=False)
    on = ledger.day(DAY[indicator])[at]
    values = np.ones(len(at)) if found.values is None else found.values[at]
    known = max(
        (found.cover[name] for name in ([unit] if unit else streets or [home]) if name in found.cover),
        default=state.snapshot.as_of,
    )
    ends = closings(until or state.snapshot.as_of, weeks, state.district.rules.week_ends_on)
    spans = [(np.datetime64(end - WEEK, "D"), np.datetime64(last_day(end), "D")) for end in ends]
    added = [float(values[(on > begin) & (on <= end)].sum()) for begin, end in spans]
    return [value if end - WEEK < known else math.nan for end, value in zip(ends, added, strict=True)]

"""What each of the last weeks added to a number that is counted from dated records."""

from collections.abc import Callable, Mapping

import numpy as np

from dashboard.weeks import WEEK, week_end
from metrics import conversion, events, visits
from metrics.catalogue import INDICATORS
from metrics.figures import Counted, State
from metrics.measure import Measure

_COUNTS: Mapping[str, Callable[[State, str], Counted]] = {
    "visits": visits.counted,
    "events": events.counted,
    "conversion": conversion.counted,
}
_DAY = (
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
    known = measure.value is not None and measure.indicator in _DAY
    return known and all(source.table == table for source in measure.source)


def weekly(state: State, indicator: str, weeks: int = 12, unit: str = "") -> list[float]:
    """What the last weeks added to the district's number, oldest first; weeks of an earlier year are left out.

    Counts like the number itself: distinct things over all units, the district's own list only where no unit has one.
    With `unit` what they added to that unit's.
    """
    found = _COUNTS[INDICATORS[indicator].subject](state, indicator)
    ledger = found.ledger
    mask = found.mask & (ledger.unit >= 0)
    if found.values is not None:
        mask &= ~np.isnan(found.values)
    if unit:
        mask &= ledger.unit == state.units[unit]
    elif any(name != state.district.name for name in found.cover):
        mask &= ledger.unit > 0
    at = ledger.distinct(mask, by_unit=False)
    on = ledger.day(_DAY[indicator])[at]
    values = np.ones(len(at)) if found.values is None else found.values[at]
    last = week_end(state.snapshot.as_of, state.district.rules.week_ends_on)
    ends = [last - WEEK * back for back in range(weeks - 1, -1, -1)]
    spans = [(np.datetime64(end - WEEK, "D"), np.datetime64(end, "D")) for end in ends if end.year == state.year]
    return [float(values[(on > begin) & (on <= end)].sum()) for begin, end in spans]

"""What each meeting added: the points of a thin line beside a number that no list dates."""

import math
from collections.abc import Sequence
from datetime import date, datetime

from dashboard.contract import Snapshot
from dashboard.store import Store
from dashboard.weeks import held_before
from dashboard.workflows.opening import told_on
from dashboard.workflows.report import Read, Standing, named
from metrics.reporting import changes, prepared
from metrics.selection import selected

MEETINGS = 4
"""Points of a thin line that no list dates; each needs the district as it stood on its day, so few of them."""


def increments(
    store: Store, standing: Standing, indicators: Sequence[str], meetings: int, read: Read | None = None
) -> dict[str, list[float]]:
    """What each of the last held meetings added to the district's numbers, oldest first, the standing's day last.

    Each from what the one before showed to what it showed itself, so that they add up to what is shown today. A
    meeting before the first return has no point; NaN where nothing can be compared. `read` as in `report.standing`.

    Only the numbers asked for are counted, on one snapshot a meeting.
    """
    whole = named(read or store.snapshot, standing.district)
    first = min(store.periods(standing.filters.known_at), default=standing.as_of)

    def on(day: date, moment: datetime | None) -> Snapshot | None:
        return selected(whole(day, moment), standing.district, standing.filters) if day >= first else None

    def shown(day: date) -> Snapshot | None:
        return on(day, told_on(store, day, standing.filters.known_at) if day >= first else None)

    steps = [{name: standing.report.district[name].change for name in indicators}]
    day = held_before(standing.district, standing.as_of)
    snapshot = next(iter(standing.state.earlier), None)
    while snapshot is not None and len(steps) < meetings:
        moment = told_on(store, day, standing.filters.known_at)
        year_begun = date(day.year - 1, 12, 31)
        of_today = day.year == standing.as_of.year and moment == standing.filters.known_at
        baseline = standing.baseline if of_today else on(year_begun, moment)
        day = held_before(standing.district, day)
        previous = shown(day)
        steps.append(changes(prepared(snapshot, standing.district, previous, baseline), indicators))
        snapshot = previous
    return {name: [_point_of(step[name]) for step in reversed(steps)] for name in indicators}


def _point_of(change: float | None) -> float:
    return math.nan if change is None else change

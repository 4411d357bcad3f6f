"""Groups of units, each counted as a whole: what two units of a group report counts once, as in the district."""

from collections.abc import Collection, Mapping

from dashboard.contract import Filters
from dashboard.store import Store
from dashboard.workflows import report
from dashboard.workflows.report import Read, Standing
from metrics.measure import Measure


def groups(
    store: Store, standing: Standing, indicators: Collection[str], read: Read | None = None
) -> dict[str, Mapping[str, Measure]]:
    """These indicators of every group of the standing's district; empty where there are not two groups."""
    district, known = standing.district, standing.filters.known_at
    found: dict[str, Mapping[str, Measure]] = {}
    for group in district.groups if len(district.groups) > 1 else ():
        chosen = Filters(standing.as_of, group=group, known_at=known)
        found[group] = report.standing(store, district, chosen, read=read, indicators=indicators).report.district
    return found

"""Projects that several units list and each counts (重复计入): once for the district, and said beside every figure."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from metrics.figures import Counted, State
from metrics.ledger import Flags

SHARED = "several-units"


def shared_projects(state: State, own: Counted, together: Counted, units: Collection[str] | None) -> Counted:
    """What counts by unit and over all (or over these `units`), saying how many things count for more than one unit."""
    ledger = own.ledger
    if not _counting(own)[ledger.of_several].any():
        return replace(own, together=together)
    listing = own.cover.keys() - {state.district.name} if units is None else own.cover.keys() & set(units)
    counts = _counting(own) & ledger.of_several & ledger.of_units([state.units[name] for name in listing])
    pairs = np.unique(np.stack([ledger.thing[counts], ledger.unit[counts]]), axis=1)
    things, claimants = np.unique(pairs[0], return_counts=True)
    several = np.isin(ledger.thing, things[claimants > 1])
    own, together = (
        replace(each, asides={**each.asides, SHARED: _counting(each) & several}) for each in (own, together)
    )
    return replace(own, together=together)


def _counting(counted: Counted) -> Flags:
    """Records that count and whose amount is known where amounts are counted."""
    return counted.mask if counted.values is None else counted.mask & ~np.isnan(counted.values)

"""The district's principals: what each of them did, since no unit answers for it."""

import numpy as np
import pandas as pd

from dashboard.names import key
from metrics import visits
from metrics.figures import State
from metrics.roster import named
from metrics.tally import Tally, cells_of


def by_leader(state: State, indicator: str) -> Tally:
    """Visits of the district's principals by leader: `key leader visits`, the roster's order, then others by name.

    A principal in office who did not go stands with 0. A visit of two counts once for each, so that rows may add up
    to more than the indicator. Empty where no list names a principal: a figure reported as a figure names nobody.
    """
    found = visits.counted(state, indicator)
    ledger, written = found.ledger, list(found.ledger.frame["leader"])
    mask = found.mask & (ledger.unit >= 0)
    streets = mask & (ledger.unit > 0)
    went: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for at in ledger.distinct(streets if np.any(streets) else mask, by_unit=False):
        for name in named(written[at], state.district.leaders):
            names.setdefault(key(name), name)
            went.setdefault(key(name), []).append(int(at))
    if not went:
        return Tally(pd.DataFrame(columns=["key", "leader", "visits"]))
    on = state.snapshot.as_of
    roster = {
        key(leader.name): leader.name
        for leader in state.district.leaders
        if leader.level == "principal" and (leader.since or on) <= on <= (leader.until or on)
    }
    every = {**roster, **{name: names[name] for name in sorted(went) if name not in roster}}
    rows = [(name, said, len(went.get(name, ()))) for name, said in every.items()]
    return Tally(pd.DataFrame(rows, columns=["key", "leader", "visits"]), cells_of(state, ledger, went, "start"))

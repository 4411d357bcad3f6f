"""Who was met: every named organisation of a visit, beside the visit it belongs to."""

import pandas as pd

from dashboard.names import organisation_key
from metrics.figures import State

_PLACE = ["submission", "sheet", "table", "row"]


def met(state: State) -> pd.DataFrame:
    """One row a stop with a name: `key organisation direction start visit stop`, in the ledger's order.

    `key` is the organisation's comparing form, `visit` and `stop` are positions in their ledgers. Stops whose visit
    is not in the snapshot are left out; `start` is NaT where the visit has no date.
    """
    visits = state.ledger("visits").frame[[*_PLACE, "direction", "start"]]
    visits = visits.assign(visit=range(len(visits))).sort_values([*_PLACE, "direction", "start"])
    stops = state.ledger("stops").frame[["submission", "sheet", "table", "visit_row", "organisation"]]
    stops = stops.assign(stop=range(len(stops))).rename(columns={"visit_row": "row"})
    named = stops[stops["organisation"] != ""]
    joined = named.merge(visits.drop_duplicates(_PLACE), on=_PLACE, how="inner").sort_values("stop")
    joined["key"] = [organisation_key(name) for name in joined["organisation"]]
    return joined[["key", "organisation", "direction", "start", "visit", "stop"]].reset_index(drop=True)


def hosts_by_visit(state: State) -> dict[int, frozenset[str]]:
    """Comparing forms of the organisations met, by position of the visit; visits without a named host are absent."""
    found: dict[int, frozenset[str]] = {}
    stops = met(state)
    for visit, organisation in zip(stops["visit"], stops["key"], strict=True):
        found[int(visit)] = found.get(int(visit), frozenset()) | {organisation}
    return found

"""Who was met: every named organisation of a visit, beside the visit it belongs to."""

import numpy as np
import pandas as pd

from dashboard.names import organisation_key
from metrics.figures import State
from metrics.ledger import Ints


def visit_of(state: State) -> Ints:
    """Position of the visit to which each stop belongs; -1 where it is not in the snapshot.

    Of a reception and a trip of one row the reception has the stops, of two of a kind the earlier.
    """
    visits, stops = state.ledger("visits"), state.ledger("stops")
    places = visits.place
    order = np.lexsort((visits.day("start"), visits.is_in("direction", "outbound")))
    # from the back, so that the first of a place stays
    found = {places[at]: at for at in order[::-1].tolist()}
    return np.array([found.get(place, -1) for place in stops.visit_place], dtype="int64")


def met(state: State) -> pd.DataFrame:
    """One row a stop with a name: `key organisation direction start visit stop`, in the ledger's order.

    `key` is the organisation's comparing form, `visit` and `stop` are positions in their ledgers. Stops whose visit
    is not in the snapshot are left out; `start` is NaT where the visit has no date.
    """
    visits, stops, visit = state.ledger("visits"), state.ledger("stops"), visit_of(state)
    at = np.flatnonzero((visit >= 0) & ~stops.is_in("organisation", ""))
    table = visits.frame[["direction", "start"]].iloc[visit[at]].reset_index(drop=True)
    table = table.assign(visit=visit[at], stop=at, organisation=stops.frame["organisation"].iloc[at].to_numpy())
    table["key"] = pd.array([organisation_key(name) for name in table["organisation"]], dtype="str")
    return table[["key", "organisation", "direction", "start", "visit", "stop"]]


def hosts_by_visit(state: State) -> dict[int, frozenset[str]]:
    """Comparing forms of the organisations met, by position of the visit; visits without a named host are absent."""
    found: dict[int, frozenset[str]] = {}
    stops = met(state)
    for visit, organisation in zip(stops["visit"], stops["key"], strict=True):
        found[int(visit)] = found.get(int(visit), frozenset()) | {organisation}
    return found

"""One visit told by several units: the same organisation met on overlapping days, in one direction.

Those that read alike (leader, start, first host) have one identity, and those of which one names the other's unit as
its companion are one trip (`metrics.joint`): both count once for the district already. Others may be two delegations,
so they are shown with both cells and a person decides.
"""

import numpy as np
import pandas as pd

from metrics.figures import State
from metrics.hosts import met
from metrics.joint import last_days
from metrics.ledger import Ledger
from metrics.tally import Tally, cells_of

COLUMNS = ["key", "organisation", "direction", "start", "end", "units", "merged"]


def told_twice(state: State) -> Tally:
    """The year's visits to one organisation that two or more units report for overlapping days, earliest first.

    `key`, `organisation` as first written, `direction`, `start` and `end` of the span, `units` in the official order
    (joined by 、), `merged`: they are one thing, and count once. The cells are those of the starts. The district's
    own rows tell nothing twice.
    """
    ledger, stops = state.ledger("visits"), met(state)
    stops = stops[(ledger.unit[stops["visit"]] > 0) & (stops["start"].dt.year == state.year)]
    found, cells = [], dict[str, list[int]]()
    for (name, direction), written_at in _met(stops).items():
        for at in _overlapping(ledger, sorted(written_at)):
            units = sorted(set(ledger.unit[at].tolist()))
            if len(units) < 2:
                continue
            start, end = ledger.day("start")[at].min(), last_days(ledger)[at].max()
            # as the earliest of these visits has it, of one day the first in the official order
            first = min(at, key=lambda place: (ledger.day("start")[place], ledger.rank[place]))
            key, written = f"{name}|{direction}|{start}", written_at[first]
            told = "、".join(state.district.names[unit] for unit in units)
            merged = len(set(ledger.thing[at].tolist())) == 1
            found.append([key, written, direction, pd.Timestamp(start), pd.Timestamp(end), told, merged])
            cells[key] = at
    rows = pd.DataFrame(found, columns=COLUMNS).sort_values(["start", "key"], kind="stable", ignore_index=True)
    return Tally(rows, cells_of(state, ledger, cells, "start"))


def _met(stops: pd.DataFrame) -> dict[tuple[str, str], dict[int, str]]:
    """Of each organisation and direction the visits, with its name as first written at each."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    told = (stops[column].to_list() for column in ("key", "direction", "visit", "organisation"))
    for name, direction, visit, organisation in zip(*told, strict=True):
        found.setdefault((name, direction), {}).setdefault(visit, str(organisation))
    return found


def _overlapping(ledger: Ledger, at: list[int]) -> list[list[int]]:
    """Positions of visits in runs whose days overlap."""
    start, end = ledger.day("start"), last_days(ledger)
    runs: list[list[int]] = []
    until = np.datetime64("NaT", "D")
    for place in sorted(at, key=lambda place: (start[place], place)):
        if not runs or start[place] > until:
            runs.append([])
            until = end[place]
        runs[-1].append(place)
        until = max(until, end[place])
    return runs

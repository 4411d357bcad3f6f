"""What stands still on a day, and what waits for others: judged over the held meetings before."""

from functools import partial

import pandas as pd

from dashboard.store import Store
from dashboard.weeks import held_before
from dashboard.workflows.postponing import put_off
from dashboard.workflows.report import Read, Standing, named
from metrics import stuck
from metrics.figures import State
from metrics.selection import selected

MEETINGS = 8
"""Held meetings that are looked back on."""


def stuck_list(store: Store, standing: Standing, read: Read | None = None) -> pd.DataFrame:
    """Projects and assets that do not move (`metrics.stuck.stuck`). `read` as in `report.standing`."""
    history = _history(store, standing, read)
    plans = partial(put_off, store, (standing.state, *history), standing.filters.known_at)
    return stuck.stuck(standing.state, history, plans)


def problems(store: Store, standing: Standing, read: Read | None = None) -> pd.DataFrame:
    """Every problem that is open, and for how many meetings (`metrics.stuck.problems`)."""
    return stuck.problems(standing.state, _history(store, standing, read))


def _history(store: Store, standing: Standing, read: Read | None) -> list[State]:
    """The district at the held meetings before, the latest first."""
    kept, known = named(read or store.snapshot, standing.district), standing.filters.known_at
    history: list[State] = []
    periods = store.periods(known)
    day = held_before(standing.district, standing.as_of)
    while len(history) < MEETINGS and any(period <= day for period in periods):
        history.append(State(selected(kept(day, known), standing.district, standing.filters), standing.district))
        day = held_before(standing.district, day)
    return history

"""What stands still on a day, and what waits for others: judged over the held meetings before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

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


class Still:
    """What stands still on a day. Everything is worked out once, when somebody first asks; `read` as in
    `report.standing`."""

    def __init__(self, store: Store, standing: Standing, read: Read | None = None) -> None:
        self.store, self.standing, self._read = store, standing, read

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Projects and assets that do not move (`metrics.stuck.stuck`)."""
        state = self.standing.state
        plans = partial(put_off, self.store, (state, *self._history), self.standing.filters.known_at)
        return stuck.stuck(state, self._history, plans)

    @cached_property
    def problems(self) -> pd.DataFrame:
        """Every problem that is open, and for how many meetings (`metrics.stuck.problems`)."""
        return stuck.problems(self.standing.state, self._history)

    @cached_property
    def _history(self) -> list[State]:
        return _history(self.store, self.standing, self._read)


def stuck_list(store: Store, standing: Standing, read: Read | None = None) -> pd.DataFrame:
    """`Still.rows` alone."""
    return Still(store, standing, read).rows


def problems(store: Store, standing: Standing, read: Read | None = None) -> pd.DataFrame:
    """`Still.problems` alone."""
    return Still(store, standing, read).problems


@dataclass(frozen=True, slots=True)
class Stalled:
    """One thing that does not move: its row of the gravest rule it breaks, and all of them."""

    row: Mapping[Any, Any]
    rules: tuple[str, ...]


def things(rows: pd.DataFrame) -> list[Stalled]:
    """Each thing of a stuck list once, in its order; what only waits for others is left out."""
    found = dict[tuple[str, ...], Stalled]()
    for row in rows[rows["rule"] != "problem"].to_dict("records"):
        # one that stands without an identity is known by its place
        place = ("", *(str(row[name]) for name in ("submission", "sheet", "table", "row")))
        key = (str(row["identity"]),) if row["identity"] else place
        known = found.get(key)
        found[key] = Stalled(known.row if known else row, (*(known.rules if known else ()), str(row["rule"])))
    return list(found.values())


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

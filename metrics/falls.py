"""Cumulative counters that are lower than at the last held meeting: what was done cannot be undone.

The figure stands as the unit sent it; that it fell is said beside it and beside every sum that holds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metrics.figures import Figure
from metrics.measure import Note, plain
from metrics.pace import HEDGE_BAND

FELL = "counter-fell"


@dataclass(frozen=True)
class Falls:
    """One indicator's figures now and at the last held meeting, by unit."""

    now: Mapping[str, Figure]
    before: Mapping[str, Figure]

    def of(self, units: Sequence[str]) -> tuple[Note, ...]:
        """A note for each of these units whose own counter fell within the year; of two hedged ones beyond the hedge.

        What was entered by hand is no counter of the unit's.
        """
        # what is counted in a list is no counter, and most figures are
        found = [(unit, self.now[unit], self.before.get(unit)) for unit in units if unit in self._counters]
        return tuple(Note(FELL, _told(unit, now, was)) for unit, now, was in found if was and fell(now, was))

    @cached_property
    def _counters(self) -> frozenset[str]:
        return frozenset(unit for unit, figure in self.now.items() if not figure.from_list)


def fell(now: Figure, was: Figure) -> bool:
    """Whether a unit's counter is lower than it was in the same year."""
    if now.said is None or was.said is None or now.cover_to.year != was.cover_to.year:
        return False
    if now.value is None or was.value is None or now.from_list or was.from_list:
        return False
    band = HEDGE_BAND if now.hedged or was.hedged else 0.0
    return now.value < was.value * (1 - band)


def _told(unit: str, now: Figure, was: Figure) -> dict[str, Any]:
    return {"unit": unit, "was": plain(was.value or 0.0), "now": plain(now.value or 0.0), "on": was.cover_to}

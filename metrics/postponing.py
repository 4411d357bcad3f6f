"""How often a planned start was put off, by what one return after the other said of it."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Planned:
    """A day as one return planned it; of an imprecise one the month alone is known."""

    on: date
    imprecise: bool = False

    @property
    def last(self) -> date:
        """The last day that may have been meant."""
        end = monthrange(self.on.year, self.on.month)[1]
        return self.on.replace(day=end) if self.imprecise else self.on


@dataclass(frozen=True, slots=True)
class Postponed:
    """How many times a planned day was put off, and the first one that was put off."""

    times: int
    first: date


def postponed(plans: Sequence[Planned]) -> Postponed | None:
    """What the plans of one project, oldest first, say of it; None where none was put off.

    A day brought forward is no postponement, nor is one that only says more exactly what a month meant.
    """
    put_off = [before.on for before, after in pairwise(plans) if after.on > before.last]
    return Postponed(len(put_off), put_off[0]) if put_off else None

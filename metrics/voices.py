"""Which of several records speaks for a thing: its latest return, column by column.

A project named in several lists, weeks or units is one thing. Of each column the latest return speaks whose list keeps
that column, also where it has gone blank (a date taken back, an amount now 面议): a list of started projects knows
nothing of amounts and does not contradict the list of signed ones. Of one period a figure speaks before a blank, then
the later receipt.
"""

import math
from functools import cached_property

import numpy as np

from dashboard.contract import STAGES
from metrics.ledger import Days, Flags, Floats, Ints, Ledger

LEVELS = {stage: level for level, stage in enumerate((*STAGES, "paused", "terminated"))}
_PAUSED = LEVELS["paused"]


class Voices:
    """Who speaks for the things of a ledger: for each unit by itself, or for all units in `among` together."""

    def __init__(self, ledger: Ledger, among: Flags, *, by_unit: bool) -> None:
        self.ledger, self.among = ledger, among & (ledger.unit >= 0)
        self._things, self._place = ledger.claims if by_unit else ledger.things
        self._positions: dict[str, Ints] = {}

    def of(self, column: str, said: Flags) -> Ints:
        """For every record the position of the one that speaks of this column for its thing; -1 where none does.

        `said` tells which records hold something there.
        """
        if column not in self._positions:
            self._positions[column] = self.first(said | self.ledger.listed_under(column), blank=~said)
        return self._positions[column]

    def day(self, column: str) -> tuple[Ints, Days]:
        """Who speaks of a date, and what is said, for every record's thing; NaT where nothing is."""
        own = self.ledger.day(column)
        at = self.of(column, ~np.isnat(own))
        return at, np.where(at >= 0, own[at], np.datetime64("NaT", "D"))

    def numbers(self, at: Ints, column: str) -> Floats:
        """What the speaking records hold; NaN where nobody speaks."""
        return np.where(at >= 0, self.ledger.numbers(column)[at], np.nan)

    def itself(self, at: Ints) -> Flags:
        """Which records speak for their own thing."""
        itself: Flags = at == np.arange(len(at))
        return itself

    @cached_property
    def latest(self) -> Ints:
        """The position of each thing's latest return; -1 outside."""
        return self.first(self.among)

    @cached_property
    def level(self) -> Ints:
        """Place in `LEVELS` of where each record's thing stands now; 0 outside.

        The latest return says it; of one period terminated goes before paused, that before the furthest stage. Lists
        without a column of stages are heard beside it: they only ever say how far a thing has come.
        """
        ledger = self.ledger
        codes, words = ledger.codes("stage")
        own: Ints = np.array([LEVELS.get(word, 0) for word in words], dtype="int64")[codes]
        now = ledger.period == ledger.period[self.latest]
        own = np.where(now | (own < _PAUSED), own, 0)
        heard = self.among & (now | ~ledger.listed_under("stage"))
        level = np.zeros(len(own), dtype="int64")
        furthest = np.zeros(self._things, dtype="int64")
        np.maximum.at(furthest, self._place[heard], own[heard])
        level[self.among] = furthest[self._place[self.among]]
        return level

    def anywhere(self, mask: Flags) -> Flags:
        """Records of things of which any record is in the mask."""
        told = np.zeros(self._things, dtype=bool)
        told[self._place[mask & self.among]] = True
        return self.among & told[self._place]

    def sums(self, values: Floats, mask: Flags) -> Floats:
        """For every record the sum of these values over its thing's records in the mask; 0 where there are none."""
        parts: dict[int, list[float]] = {}
        for place, value in zip(self._place[mask].tolist(), values[mask].tolist(), strict=True):
            parts.setdefault(place, []).append(value)
        total = np.zeros(self._things)
        total[list(parts)] = [math.fsum(part) for part in parts.values()]
        return total[self._place]

    def first(self, keeps: Flags, blank: Flags | None = None) -> Ints:
        """For every record the position of its thing's latest return among some; of one period a blank comes last."""
        ledger = self.ledger
        order = ledger.preference
        if blank is not None:
            order = order[np.lexsort((blank[order], -ledger.period[order].astype("int64")))]
        at = order[(keeps & self.among)[order]]
        speaker = np.full(self._things, -1, dtype="int64")
        # the last one written stays: from the back the most preferred of each thing
        speaker[self._place[at[::-1]]] = at[::-1]
        return np.where(self.among, speaker[self._place], -1)


def streets(ledger: Ledger) -> Flags:
    """The units' own records; those of the district itself where no unit has any."""
    units = ledger.unit > 0
    return units if units.any() else ledger.unit == 0

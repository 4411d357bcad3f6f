"""What the parts of a meeting are made from: a standing, the language, and how projects in talks are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from dashboard.charts import amounts
from dashboard.charts.chart import Canvas
from dashboard.charts.look import GLYPHS, light_word
from dashboard.exports.contents import Amount, Subject, SubjectKind
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.weeks import end_of
from dashboard.workflows import promise_words, promising, returns, standing_still
from dashboard.workflows.codes import Names
from dashboard.workflows.promising import Watched
from dashboard.workflows.report import Read, Standing
from dashboard.workflows.returns import Returns
from dashboard.workflows.standing_still import Stalled, Still
from metrics.measure import Light, Measure

WARNING: tuple[Light, ...] = ("red", "yellow")
"""Lights that ask for something to be done."""


@dataclass(frozen=True)
class Material:
    """A day of a store; what several parts need is worked out once, when the first one asks for it."""

    store: Store
    standing: Standing
    canvas: Canvas
    names: Names
    read: Read | None = None

    @property
    def say(self) -> Say:
        return self.canvas.say

    @cached_property
    def at_rest(self) -> Still:
        """What stands still or waits, over the meetings held before."""
        return Still(self.store, self.standing, self.read)

    @property
    def still(self) -> pd.DataFrame:
        """Everything that does not move."""
        return self.at_rest.rows

    @cached_property
    def stalled(self) -> list[Stalled]:
        """The same, each thing once: what is counted and listed."""
        return standing_still.things(self.still)

    @property
    def problems(self) -> pd.DataFrame:
        """Every problem that waits for others, however long."""
        return self.at_rest.problems

    @cached_property
    def returns(self) -> Returns:
        """Who sent what over the last weeks, as it was known at the end of the day, or when the meeting was frozen."""
        told = self.standing
        day, known = told.as_of, told.filters.known_at
        return returns.returns(self.store, told.district, day, end_of(day), known_at=known, read=self.read)

    @cached_property
    def promises(self) -> list[Watched]:
        """Every action made up to the day, as it stands now: they happen in the meeting, after it was frozen."""
        return promising.watched(self.store, self.standing, self.read)

    @cached_property
    def promised_names(self) -> Names:
        """How projects are called in the words of actions."""
        return promise_words.names_within(self.standing, self.promises, full=self.names.full)

    def value(self, measure: Measure, place: str) -> Amount:
        """A measure's figure as printed, under its light, leading to its cells."""
        printed = amounts.value_of(self.say, measure)
        return Amount(printed, measure.value, light_of(measure), (place, measure.indicator))

    def figures(self, measures: Iterable[Measure], place: str = "") -> tuple[Subject, ...]:
        """The measures behind their clock, of a `place` or of the units they name, as subjects of a decision."""
        behind = [m for m in measures if m.light in WARNING and m.target]
        return tuple(self._subject("figure", place or m.unit, m.indicator, amounts.named(self.say, m.indicator),
                                   self.status(m)) for m in behind)  # fmt: skip

    def thing(self, kind: Literal["project", "asset"], unit: str, name: str, identity: str, said: str) -> Subject:
        """A project or asset as it is called here, and what is said of it."""
        return self._subject(kind, unit, identity, self.names.of(self.say, name), said)

    def _subject(self, kind: SubjectKind, unit: str, of: str, name: str, said: str) -> Subject:
        return Subject(self.say("pack.subject", unit=unit, name=name, said=said), kind, unit, of)

    def status(self, measure: Measure) -> str:
        """The light's sign and word, "" without a target; and the day that a unit's earlier figure is of."""
        word = f"{GLYPHS[measure.light_word]} {self.say(light_word(measure))}".strip() if measure.target else ""
        late = self.say("pack.stands", day=self.say.day(measure.cover_to, year=False)) if measure.stale else ""
        return f"{word} {late}".strip()

    def completion(self, measure: Measure, place: str) -> Amount:
        """How much of its target is done, leading to the cells of the figure; empty without a target."""
        done = amounts.completion_of(self.say, measure)
        return Amount(
            done, measure.completion if done else None, leads=(place, measure.indicator) if done else ("", "")
        )

    def change(self, measure: Measure) -> Amount:
        """What came on since the last meeting; 0 where nothing did, a dash where nothing can be compared."""
        if not measure.change:
            return Amount("0", 0.0) if measure.change == 0 else Amount(self.say("charts.dash"))
        return Amount(amounts.change_of(self.say, measure), measure.change)


def behind(measure: Measure) -> float:
    """For an order with the furthest behind first; what has no gap, or is not due yet, comes last."""
    return measure.gap if measure.gap is not None and measure.light not in (None, "grey") else 1.0


def light_of(measure: Measure) -> str:
    """The colour of a table's cell, as on the board; "" where there is no target."""
    return "" if not measure.target else "level" if measure.light_word == "level" else measure.light or ""

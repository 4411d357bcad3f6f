"""The lights of the last weeks, each from what is now known for its own end; what lay behind and was made good since.

A light depends on the figures of its day alone. Whether a period that was yellow or red was made good is said beside
it, and never changes the light.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from dashboard.weeks import WEEK, week_end
from metrics import rhythm
from metrics.catalogue import INDICATORS
from metrics.clocks import Clocks
from metrics.figures import State
from metrics.measure import LightWord, Measure
from metrics.pace import light

WEEKS = 12
_LATE = ("behind", "far-behind")


@dataclass(frozen=True, slots=True)
class Week:
    """The light at the end of a week; `made_good` where it was yellow or red and a later one is green."""

    end: date
    word: LightWord
    made_good: bool


def strip(state: State, measure: Measure, weeks: int = WEEKS, added: Sequence[float] | None = None) -> list[Week]:
    """The lights of the last weeks of the year, oldest first; [] for a figure without target, or not dated throughout.

    `added` is what each week of the year among them added, where another source than dated records knows it. The
    target is today's: what an earlier one would have shown is in the frozen meetings.
    """
    if not measure.target or measure.value is None or (added is None and not rhythm.dated(measure)):
        return []
    if added is None:
        unit = "" if measure.unit == state.district.name else measure.unit
        added = rhythm.weekly(state, measure.indicator, weeks, unit)
    values = [measure.value - later for later in accumulate(reversed(added[1:]), initial=0.0)][::-1]
    last = week_end(state.snapshot.as_of, state.district.rules.week_ends_on)
    ends = [end for back in range(weeks - 1, -1, -1) if (end := last - WEEK * back).year == state.year]
    clocks = Clocks(state)
    words = [_word(clocks, measure, value, end) for value, end in zip(values, ends, strict=True)]
    return [Week(end, word, _made_good(words[i:])) for i, (end, word) in enumerate(zip(ends, words, strict=True))]


def _word(clocks: Clocks, measure: Measure, value: float, end: date) -> LightWord:
    aim, item = measure.target or 0.0, INDICATORS[measure.indicator]
    clock = clocks.of(measure.unit, item.id, min(end, clocks.state.snapshot.as_of), aim)
    return light(value, aim, clock.share, counted=item.kind == "count", rules=clocks.state.district.rules).word


def _made_good(words: Sequence[LightWord]) -> bool:
    """Whether the first of some lights was late and any of the others is not, nor without judgement."""
    return words[0] in _LATE and any(word in ("met", "on-pace", "level") for word in words[1:])

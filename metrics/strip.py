"""The lights of the last weeks, each from what is now known for its own end; what lay behind and was made good since.

A light depends on the figures of its day alone. Whether a period that was yellow or red was made good is said beside
it, and never changes the light.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from dashboard.weeks import WEEK, closings, last_day
from metrics import rhythm
from metrics.catalogue import INDICATORS
from metrics.clocks import Clocks
from metrics.figures import State
from metrics.measure import LightWord, Measure
from metrics.pace import light
from metrics.targets import in_force

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

    Weeks behind the figure's own cover-to date are grey: nobody knows them yet. `added` is what each week of the year
    up to that date added, oldest first, where another source than dated records knows it. Every week is judged by the
    target that stood at its end, grey before there was one.
    """
    if not measure.target or measure.value is None or measure.cover_to is None:
        return []
    if added is None and not rhythm.dated(measure):
        return []
    until, closes = measure.cover_to, state.district.rules.week_ends_on
    if added is None:
        unit = "" if measure.unit == state.district.name else measure.unit
        added = rhythm.weekly(state, measure.indicator, weeks, unit, until)
    ends = closings(state.snapshot.as_of, weeks, closes)
    known = [end for end in ends if end - WEEK < until]
    reached = [measure.value - later for later in accumulate(reversed(added[1:]), initial=0.0)][::-1]
    clocks = Clocks(state)
    # behind its closing day the year's last week goes on
    days = [end if until <= end else min(last_day(end), until) for end in known]
    aims = in_force(state, measure.unit, measure.indicator, days)
    told = zip(reached[len(reached) - len(known) :], days, aims, strict=True)
    words: list[LightWord] = [_word(clocks, measure, value, min(day, until), aim) for value, day, aim in told]
    words += ["grey"] * (len(ends) - len(known))
    days += ends[len(known) :]
    return [Week(day, word, _made_good(words[i:])) for i, (day, word) in enumerate(zip(days, words, strict=True))]


def _word(clocks: Clocks, measure: Measure, value: float, day: date, aim: float | None) -> LightWord:
    if not aim or aim <= 0:
        return "grey"
    item = INDICATORS[measure.indicator]
    clock = clocks.of(measure.unit, item.id, day, aim)
    return light(
        value, aim, clock.share, counted=item.kind == "count", rules=clocks.state.district.rules, begun=clock.begun
    ).word


def _made_good(words: Sequence[LightWord]) -> bool:
    """Whether the first of some lights was late and any of the others is not, nor without judgement."""
    return words[0] in _LATE and any(word in ("met", "on-pace", "level") for word in words[1:])

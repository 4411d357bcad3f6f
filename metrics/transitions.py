"""Passages between two stages: whom each cohort is made of, how long each was watched, and what became of it.

DOMAIN section 4: talks to signed, signed to started, started to completed. A project is followed from the day that
its ledger gives for the first stage. Termination is a competing outcome, not the end of observation.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.bands import size_of
from metrics.conversion import BOUNDS, IN_YUAN, ever, says_an_amount
from metrics.figures import State
from metrics.incidence import ENDED, OPEN, REACHED
from metrics.ledger import Days, Flags, Ints
from metrics.voices import LEVELS, Voices, streets

Stood = Sequence[tuple[date, str]]
"""Day of each return on which a project read otherwise than before, and the stage that it showed; oldest first."""
Told = Callable[[Collection[str]], Mapping[str, Stood]]
"""For identities of projects the stages that their returns showed."""


def untold(identities: Collection[str]) -> Mapping[str, Stood]:
    """Where no earlier returns are at hand, nothing is known of them."""
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """A passage from one stage to a later one, by the columns that date them."""

    since: str
    until: str
    stage: str
    reached: str


STEPS = {
    "signing": Step("first_contact_on", "signed_on", "negotiating", "signed"),
    "start": Step("signed_on", "started_on", "signed", "started"),
    "completion": Step("started_on", "completed_on", "started", "completed"),
}
BY = ("quarter", "unit", "industry", "size", "funding", "host_unit")
"""What cohorts are told apart by: quarter of the first stage, and what the project's records say of it."""


def followed(state: State, step: str, told: Told = untold, *, by_unit: bool = False) -> pd.DataFrame:
    """Projects that entered a step, one row each: `at since quarter unit industry size funding host_unit ...`.

    `days` watched (0 where the second day lies before the first), `outcome` reached, ended or open, `dated` whether
    the ledger itself gives the day of the outcome, `investment` (亿元, NaN unknown), `hedged`. Open ones are watched
    up to the cover-to date of the latest return that shows them. An outcome without a day of its own is dated by the
    first return that shows it, else by the latest. Projects without a day of the first stage, or with one after their
    return's cover-to date, are in no cohort. Each project once, or once a unit if `by_unit`; in the official order.
    """
    passage, ledger = STEPS[step], state.ledger("projects")
    voices = Voices(ledger, streets(ledger), by_unit=by_unit)
    spoken, began = voices.day(passage.since)
    entered = voices.among & (spoken >= 0) & (began <= ledger.period[spoken])
    at = ledger.distinct(entered, by_unit=by_unit)
    seen = ledger.period[voices.latest[at]]
    outcome, when, dated = _outcomes(voices, passage, at, seen, told)
    watched = np.where(np.isnat(when), seen, when)
    rows = pd.DataFrame({"at": at, "since": spoken[at], "began": began[at], "days": (watched - began[at]).astype(int)})
    rows = rows.assign(days=rows["days"].clip(lower=0), outcome=outcome, dated=dated)
    rows["quarter"] = pd.PeriodIndex(began[at].astype("datetime64[s]"), freq="Q").astype(str)
    for column in ("unit", "industry", "funding", "host_unit"):
        rows[column] = said(voices, column, at)
    money = voices.of("investment", says_an_amount(ledger))
    bounds = [voices.numbers(money, column)[at] for column in BOUNDS]
    rows["investment"] = bounds[1]
    rows["hedged"] = (ledger.hedged(*IN_YUAN)[money] & (money >= 0))[at]
    return rows.assign(size=size_of(*bounds))


def entered(state: State, step: str, *, by_unit: bool = False) -> int:
    """How many projects ever stood at the step's first stage, dated or not: each once, or once a unit."""
    ledger = state.ledger("projects")
    voices = Voices(ledger, streets(ledger), by_unit=by_unit)
    return len(ledger.distinct(ever(voices, STEPS[step].stage), by_unit=by_unit))


def _outcomes(voices: Voices, passage: Step, at: Ints, seen: Days, told: Told) -> tuple[np.ndarray, Days, Flags]:
    """Outcome of each project, its day (NaT while open), and whether that day is the ledger's own."""
    ledger, level = voices.ledger, voices.level[at]
    spoken, done = voices.day(passage.until)
    own = (spoken >= 0) & (done <= ledger.period[spoken])
    beyond = ledger.is_in("stage", *STAGES[STAGES.index(passage.reached) :])
    stands = (level >= STAGES.index(passage.reached)) & (level < len(STAGES))
    reached = own[at] | stands | ((level >= len(STAGES)) & voices.anywhere(beyond)[at])
    ended = ~reached & (level == LEVELS["terminated"])
    when = np.where(own[at], done[at], np.datetime64("NaT", "D"))
    unknown = np.flatnonzero((reached | ended) & np.isnat(when))
    names = ledger.frame["identity"].to_numpy(dtype=object)[at]
    stood = told({names[i] for i in unknown} - {""}) if len(unknown) else {}
    for i in unknown:
        day = _first(stood.get(names[i], ()), passage.reached if reached[i] else "terminated")
        when[i] = seen[i] if day is None else min(np.datetime64(day, "D"), seen[i])
    return np.select([reached, ended], [REACHED, ENDED], OPEN).astype(object), when, own[at]


def _first(stood: Stood, stage: str) -> date | None:
    """The day from which on a project showed a stage or one beyond it, without a return that showed less."""
    wanted = {stage} if stage == "terminated" else {*STAGES[STAGES.index(stage) :]}
    found: date | None = None
    for day, word in stood:
        if word in wanted:
            found = found or day
        elif word not in ("paused", "terminated"):
            found = None
    return found


def said(voices: Voices, column: str, at: Ints) -> list[str]:
    """What the latest return says of a text, for the things at these positions; "" where none does."""
    words = voices.ledger.frame[column].to_numpy(dtype=object)
    spoken = voices.of(column, words != "")[at]
    return [str(words[place]) if place >= 0 else "" for place in spoken]

"""Cumulative incidence: by which day which share of a group had come through, others having dropped out for good.

Aalen and Johansen's estimator with one competing outcome; without that outcome it is one minus Kaplan and Meier's.
Ours because lifelines, against which it is checked, breaks ties by chance: two runs would print two figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.ledger import Floats, Ints

REACHED, ENDED, OPEN = "reached", "ended", "open"
"""What became of one: it came through, it ended otherwise, it is still being watched."""
_Z95 = 1.959963984540054
"""Of the normal distribution, for 95 %."""
_NOISE = 1e-9
"""What only binary fractions make: a product that is a half on paper falls a hair short of it."""


@dataclass(frozen=True)
class Incidence:
    """The estimate for one group.

    `steps` has a row a day on which something happened, ascending: `day at_risk reached ended share low high`. `share`
    is 0..1 with its 95 % interval `low`, `high`: delta-method variance on the scale of log(-log), NaN where share is 1.
    `days` are the days that each was watched, ascending.
    """

    steps: pd.DataFrame
    days: Ints
    settled: bool
    """True when nobody is left to wait for, so that the last share holds for ever."""

    @property
    def median_days(self) -> int | None:
        """The first day by which half had come through; None where that was not reached."""
        half = self.steps.loc[self.steps["share"] >= 0.5 - _NOISE, "day"]
        return None if half.empty else int(half.iloc[0])

    def at_risk(self, day: int) -> int:
        """How many were still being watched on the eve of a day."""
        return int((self.days >= day).sum())

    def share(self, day: int) -> tuple[float, float, float]:
        """Share that had come through by a day, low and high; NaN for days until which nobody was watched."""
        if not len(self.days) or (day > self.days[-1] and not self.settled):
            return (math.nan, math.nan, math.nan)
        last = int(np.searchsorted(self.steps["day"].to_numpy(), day, side="right")) - 1
        if last < 0:
            return (0.0, 0.0, 0.0)
        share, low, high = (float(self.steps[name].to_numpy()[last]) for name in ("share", "low", "high"))
        return (share, low, high)


def incidence(days: Sequence[int] | Ints, outcome: Sequence[str]) -> Incidence:
    """The estimate from the days that each was watched and what became of it on the last of them.

    Who is watched until a day counts as at risk on it: what happens comes before what is no longer seen. Days below 0
    are taken as 0.

    Notes
    -----
    Share after day t is the sum over event days of S(before) * reached / at risk, S falling with either outcome.
    """
    watched = np.maximum(np.asarray(days, dtype="int64"), 0)
    became = np.asarray(outcome, dtype=object)
    events = np.unique(watched[became != OPEN])
    at_risk = np.array([(watched >= day).sum() for day in events], dtype="float64")
    reached = np.array([((watched == day) & (became == REACHED)).sum() for day in events], dtype="float64")
    ended = np.array([((watched == day) & (became == ENDED)).sum() for day in events], dtype="float64")
    before = np.concatenate([[1.0], np.cumprod(1 - (reached + ended) / at_risk)])
    share = np.cumsum(before[:-1] * reached / at_risk)
    share[np.isclose(share, 1.0, rtol=0.0, atol=1e-12)] = 1.0  # all came through: a hair more or less is the sum's
    low, high = _bounds(share, _variance(at_risk, reached, ended, before[:-1], share))
    counts = {"day": events, "at_risk": at_risk.astype("int64"), "reached": reached.astype("int64")}
    steps = pd.DataFrame(counts | {"ended": ended.astype("int64"), "share": share, "low": low, "high": high})
    left = (watched == watched.max()) & (became == OPEN) if len(watched) else np.array([], dtype=bool)
    return Incidence(steps, np.sort(watched), bool(len(watched)) and not left.any())


def _variance(at_risk: Floats, reached: Floats, ended: Floats, before: Floats, share: Floats) -> Floats:
    """Variance of each share by the delta method (Marubini and Valsecchi, 1995); Greenwood's with one outcome."""
    gone = reached + ended
    with np.errstate(divide="ignore", invalid="ignore"):
        falls = np.where(at_risk > gone, gone / (at_risk * (at_risk - gone)), 0.0)
    own = before**2 * reached * (at_risk - reached) / at_risk**3
    both = before * reached / at_risk**2
    found = np.zeros(len(share))
    for i in range(len(share)):
        rest = share[i] - share[: i + 1]
        found[i] = (rest**2 * falls[: i + 1]).sum() + own[: i + 1].sum() - 2 * (rest * both[: i + 1]).sum()
    return np.maximum(found, 0.0)


def _bounds(share: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """A 95 % interval that stays within 0..1; NaN where a share of 1 leaves no scale, 0 where nobody came through."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = _Z95 * np.sqrt(variance) / (share * np.abs(np.log(share)))
        low, high = share ** np.exp(spread), share ** np.exp(-spread)
    none, all_of_them = share <= 0.0, share >= 1.0 - 1e-12
    low, high = np.where(none, 0.0, low), np.where(none, 0.0, high)
    return np.where(all_of_them, math.nan, low), np.where(all_of_them, math.nan, high)

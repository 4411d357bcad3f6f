"""Pace against the year's target: completion, gap, what is needed from here, and the light with its word.

Rules: DOMAIN section 3 (序时进度). Thresholds come from `Rules`; the light is decided on the gap as printed.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.contract import Rules
from dashboard.rounding import in_points
from metrics.measure import GreyReason, Light, LightWord
from metrics.periods import day_number, days_in_year

WEEKLY_POINTS_FOR_FORECAST = 4
HEDGE_BAND = 0.05
_NOISE = 1e-9
"""What only binary fractions make: 0.7 + 0.1 falls a hair short of 0.8."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light, the word beside it, and the reason when there is no judgement."""

    light: Light | None
    word: LightWord
    reason: GreyReason | None = None


MET = Verdict("green", "met")
ON_PACE = Verdict("green", "on-pace")
LEVEL = Verdict("green", "level")
BEHIND = Verdict("yellow", "behind")
FAR_BEHIND = Verdict("red", "far-behind")
TOO_EARLY = Verdict(None, "too-early", "too-early")
NOT_DUE = Verdict(None, "not-due", "not-due")
NO_DATA = Verdict("grey", "grey", "no-data")
STALE = Verdict("grey", "grey", "stale")
NO_TARGET = Verdict("grey", "grey", "no-target")


class Pace(NamedTuple):
    """How a value stands against its target at its cover-to date. None where there is nothing to say."""

    completion: float | None
    elapsed: float
    gap: float | None
    needed_per_week: float | None
    run_rate_per_week: float | None
    forecast: float | None
    verdict: Verdict


def pace_gap(completion: float, elapsed: float) -> float:
    """Points by which completion runs ahead of (+) or behind (-) the clock, as a fraction of the annual target.

    Returns
    -------
    float
        -0.143 is 14.3 points behind. NaN when completion is NaN (no data is not zero).

    Notes
    -----
    序时进度差 as printed in county bulletins: completion - elapsed (125.64 % after ten months is +42.31 points).
    """
    return completion - elapsed


def points(gap: float) -> float:
    """The gap in points as printed, rounded to 0.1, half up: -0.14316 -> -14.3; NaN stays."""
    return in_points(gap)


def run_rate(value: float, cover_to: date) -> float:
    """Base units a week so far: value / (day number / 7)."""
    return value / (day_number(cover_to) / 7)


def needed_per_week(value: float, target: float, cover_to: date) -> float | None:
    """Base units a week from here to the target by 31 December, never below 0; None on 31 December itself."""
    left = days_in_year(cover_to.year) - day_number(cover_to)
    return None if left == 0 else max(0.0, target - value) / (left / 7)


def forecast(value: float, cover_to: date, weekly_points: int) -> float | None:
    """Value at the year's end at the rate so far: value * N / d; None with fewer than four weekly points."""
    if weekly_points < WEEKLY_POINTS_FOR_FORECAST:
        return None
    return value * days_in_year(cover_to.year) / day_number(cover_to)


def in_whole_items(target: float | None, counted: bool, rules: Rules) -> bool:
    """Whether a counted indicator is judged in items because its target lies under ten."""
    return counted and target is not None and 0 < target < rules.small_target


def light(
    value: float,
    target: float,
    elapsed: float,
    *,
    counted: bool = False,
    rules: Rules | None = None,
    begun: bool = False,
) -> Verdict:
    """The light of a value that exists against a target above 0.

    Notes
    -----
    In this order: met; whole items for small counted targets (due = floor(target x elapsed)); none under 10 %, too
    early or, where the year itself has `begun` and the figure's own clock hardly wants anything yet, not due;
    then the gap rounded to 0.1 point: >= 0 on pace, > -t level with t = min(10, 100 - 100 elapsed), else yellow;
    red below -30 points, or from a quarter of the year on with completion under a third of the clock.
    """
    use = rules or Rules()
    if value >= target * (1 - _NOISE):
        return MET
    if in_whole_items(target, counted, use):
        return _whole_items(value, target, elapsed)
    if elapsed < use.early_share:
        return NOT_DUE if begun else TOO_EARLY
    return _by_gap(value / target, elapsed, use)


def _whole_items(value: float, target: float, elapsed: float) -> Verdict:
    due = math.floor(target * elapsed + _NOISE)
    if due == 0:
        return NOT_DUE
    short = due - value
    if short <= 0:
        return ON_PACE
    return BEHIND if short < 2 else FAR_BEHIND


def _by_gap(completion: float, elapsed: float, rules: Rules) -> Verdict:
    gap = points(pace_gap(completion, elapsed))
    if gap >= 0:
        return ON_PACE
    if gap > -rules.level_points and gap > 100 * elapsed - 100:
        return LEVEL
    hopeless = elapsed >= rules.red_from_share and completion < elapsed / 3 - _NOISE
    return FAR_BEHIND if gap < -rules.red_points or hopeless else BEHIND


def on_the_edge(value: float, target: float, elapsed: float, *, counted: bool, rules: Rules) -> bool:
    """Whether a hedged value 5 % higher or lower would show another light (灯色临界)."""
    stands = light(value, target, elapsed, counted=counted, rules=rules).light
    moved = (
        light(value * (1 + s), target, elapsed, counted=counted, rules=rules).light for s in (-HEDGE_BAND, HEDGE_BAND)
    )
    return any(other != stands for other in moved)


def pace(
    value: float | None,
    target: float | None,
    cover_to: date,
    elapsed: float,
    *,
    counted: bool,
    rules: Rules,
    missed: int = 0,
    rated: bool = True,
    weekly_points: int = 0,
    begun: bool = False,
) -> Pace:
    """Everything that follows from a value, its target, its cover-to date and the share of the year gone by its clock.

    `missed` is the number of expected returns missed since: from two on the light is grey, stale. `rated` is False
    for ratios and shares, which have no rate a week. A target of zero or less counts as none.
    """
    aim = target if target is not None and target > 0 else None
    rate = run_rate(value, cover_to) if value is not None and rated else None
    ahead = forecast(value, cover_to, weekly_points) if value is not None and rated else None
    if value is None or aim is None:
        verdict = NO_DATA if value is None else STALE if missed >= 2 else NO_TARGET
        return Pace(None, elapsed, None, None, rate, ahead, verdict)
    completion = value / aim
    verdict = STALE if missed >= 2 else light(value, aim, elapsed, counted=counted, rules=rules, begun=begun)
    needed = needed_per_week(value, aim, cover_to) if rated else None
    return Pace(completion, elapsed, pace_gap(completion, elapsed), needed, rate, ahead, verdict)

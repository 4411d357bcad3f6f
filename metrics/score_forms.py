"""The forms of score terms (DOMAIN section 5), as arithmetic that a person can redo with a pocket calculator."""

from collections.abc import Sequence
from math import isclose

from dashboard.rounding import to_places

_NOISE = 1e-9
"""A difference this little is made by binary fractions alone: a ratio so near a step has reached it."""


def rounded(value: float) -> float:
    """To two decimals, half up, as a calculator's display is read: 2.675 is 2.68, -0.125 is -0.13."""
    return to_places(value, 2)


def weighted(parts: Sequence[tuple[float, float, float]]) -> float:
    """Sum of actual / target x weight: (28/27)x50 % + (177.7/54)x50 % = 2.16."""
    return sum(actual / target * weight for actual, target, weight in parts)


def capped(ratio: float, cap: float | None, points: float) -> float:
    """Points in proportion to a ratio, at most to `cap`; never below 0."""
    return max(0.0, ratio if cap is None else min(ratio, cap)) * points


def stepped(ratio: float, steps: Sequence[tuple[float, float]]) -> float:
    """Points of the highest step reached, the highest first: 100 % -> 100, 80 % -> 75, 50 % -> 50, else 0."""
    return next((points for least, points in steps if ratio >= least - _NOISE), 0.0)


def efficacy(value: float, least: float, most: float, *, base: float = 60.0, spread: float = 40.0) -> float:
    """功效系数: (x - min) / (max - min) x spread + base within a group; everybody equal has all of it."""
    return base + spread if equal(least, most) else (value - least) / (most - least) * spread + base


def equal(least: float, most: float) -> bool:
    """Whether two figures are the same on paper: three shares of 0.6 and one of 1.8."""
    return isclose(least, most, rel_tol=_NOISE)


def per_item(items: float, each: float, cap: float | None) -> float:
    """Points for so many items, at most `cap`."""
    return items * each if cap is None else min(items * each, cap)


def ranks(totals: Sequence[float]) -> list[int]:
    """Place of each total, the highest first; ties stay ties: 9, 9, 7 are 1, 1, 3."""
    return [1 + sum(other > total for other in totals) for total in totals]

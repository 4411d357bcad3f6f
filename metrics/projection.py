"""Where a figure is heading: its rate over the last weeks, and the year's end if the weeks to come are like them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from metrics.pace import WEEKLY_POINTS_FOR_FORECAST
from metrics.periods import day_number, days_in_year

SHORT, LONG = 4, 12
"""Weeks over which a rate is taken."""
CONFIDENCE = 0.8
_T = {3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372, 11: 1.363}
"""Student's t with so many degrees of freedom, exceeded with a chance of one in ten on either side."""


@dataclass(frozen=True, slots=True)
class Projection:
    """The year's end in base units, with the interval that holds it in eight years of ten, from so many weeks."""

    value: float
    low: float
    high: float
    weeks: int


def rate(additions: Sequence[float], weeks: int) -> float | None:
    """Base units a week over the last `weeks` of what each week added (oldest first); None without so many."""
    return fsum(additions[-weeks:]) / weeks if len(additions) >= weeks else None


def projection(value: float, additions: Sequence[float], cover_to: date) -> Projection | None:
    """The value on 31 December, were the weeks left like the last twelve; None with fewer than four weeks.

    Notes
    -----
    Weeks left times the mean of n weeks, and the prediction interval of a sum of h further ones, t s sqrt(h + h²/n)
    on either side, with the weeks' own spread s. What is reached is not lost again: the interval begins at the value.
    """
    seen = list(additions[-LONG:])
    n = len(seen)
    if n < WEEKLY_POINTS_FOR_FORECAST:
        return None
    mean = fsum(seen) / n
    spread = sqrt(fsum((added - mean) ** 2 for added in seen) / (n - 1))
    left = (days_in_year(cover_to.year) - day_number(cover_to)) / 7
    middle, either = value + left * mean, _T[n - 1] * spread * sqrt(left + left**2 / n)
    return Projection(middle, max(value, middle - either), middle + either, n)

"""Clocks: how much of the year has gone, on the declared basis. The cover-to date drives them, never today."""

from bisect import bisect_right
from calendar import isleap, monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from chinese_calendar import get_workdays

from dashboard.errors import SettingsError


def days_in_year(year: int) -> int:
    return 366 if isleap(year) else 365


@lru_cache(maxsize=512)
def day_number(on: date) -> int:
    """Day of the year, that day included: 1 January is 1, 29 March 2024 is 89."""
    return on.toordinal() - date(on.year, 1, 1).toordinal() + 1


def weeks_begun(on: date) -> int:
    """Spans of seven days since 1 January that have begun: 1 on 7 January, 2 on the 8th."""
    return -(-day_number(on) // 7)


def months_completed(on: date) -> int:
    """Calendar months that have ended with this day: 2 on 29 March, 3 on 31 March."""
    return on.month - (on.day < monthrange(on.year, on.month)[1])


def _by_day(on: date) -> float:
    return day_number(on) / days_in_year(on.year)


def _by_month(on: date) -> float:
    return months_completed(on) / 12


def working_days(year: int) -> tuple[date, ...]:
    """The working days of a year: holidays and make-up days as the State Council set them.

    Raises
    ------
    SettingsError
        `year-without-working-days`: the table does not hold that year (yet).
    """
    found = _working_days(year)
    if not found:
        raise SettingsError("year-without-working-days", year=year)
    return found


@lru_cache(maxsize=64)
def _working_days(year: int) -> tuple[date, ...]:
    try:
        return tuple(get_workdays(date(year, 1, 1), date(year, 12, 31)))
    except NotImplementedError:
        # how the table refuses a year for which nothing was announced
        return ()


def working_day_from(on: date) -> date:
    """The first working day that is not before a day; Monday to Friday in a year without a table of holidays."""
    while not _works(on):
        on += timedelta(days=1)
    return on


def _works(on: date) -> bool:
    table = _working_days(on.year)
    if not table:
        return on.weekday() < 5
    at = bisect_right(table, on)
    return at > 0 and table[at - 1] == on


def _by_working_day(on: date) -> float:
    days = working_days(on.year)
    return bisect_right(days, on) / len(days)


_ELAPSED = {"day": _by_day, "month": _by_month, "workday": _by_working_day}
OF_THE_CALENDAR = tuple(_ELAPSED)
"""Bases that a date alone decides."""
OF_ITS_OWN = ("plan", "last-year")
"""Bases by which every figure has a clock of its own: its plan, or what it had reached a year before."""
DEFAULT = "day"
"""The basis of what has no data for the declared one."""


def elapsed_share(cover_to: date, basis: str = "day") -> float:
    """Share of the year that has gone at the end of `cover_to`, 0..1: 89/366 on 29 March 2024 by day, 2/12 by month.

    Raises
    ------
    SettingsError
        `basis-unknown`: none of the bases that a date alone decides; `year-without-working-days` by working day.
    """
    if basis not in _ELAPSED:
        raise SettingsError("basis-unknown", basis=basis, known=", ".join(_ELAPSED))
    return _ELAPSED[basis](cover_to)


def in_force(basis: str, year: int) -> str:
    """The basis itself, or calendar day for working days of a year whose table is not known (yet)."""
    return DEFAULT if basis == "workday" and not _working_days(year) else basis


def between(plan: Mapping[int, float], cover_to: date) -> float:
    """What a plan (month -> reached by its end) wants by the end of a day: straight on between two of its months.

    Before its first month it grows from 0 on 1 January; after its last one it stays.
    """
    ends = [day_number(date(cover_to.year, month, monthrange(cover_to.year, month)[1])) for month in plan]
    return float(np.interp(day_number(cover_to), [0, *ends], [0.0, *plan.values()]))

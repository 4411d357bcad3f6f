"""Clocks: how much of the year has gone, on the declared basis. The cover-to date drives them, never today."""

from calendar import isleap, monthrange
from datetime import date

from dashboard.contract import BASES, BASES_AVAILABLE
from dashboard.errors import SettingsError


def days_in_year(year: int) -> int:
    return 366 if isleap(year) else 365


def day_number(on: date) -> int:
    """Day of the year, that day included: 1 January is 1, 29 March 2024 is 89."""
    return on.timetuple().tm_yday


def months_completed(on: date) -> int:
    """Calendar months that have ended with this day: 2 on 29 March, 3 on 31 March."""
    return on.month - (on.day < monthrange(on.year, on.month)[1])


def _by_day(on: date) -> float:
    return day_number(on) / days_in_year(on.year)


def _by_month(on: date) -> float:
    return months_completed(on) / 12


_ELAPSED = {"day": _by_day, "month": _by_month}


def elapsed_share(cover_to: date, basis: str = "day") -> float:
    """Share of the year that has gone at the end of `cover_to`, 0..1: 89/366 on 29 March 2024 by day, 2/12 by month.

    Raises
    ------
    SettingsError
        `basis-not-available` for a basis of the contract that has no table yet (workday, plan, last-year),
        `basis-unknown` for any other word.
    """
    if basis not in BASES:
        raise SettingsError("basis-unknown", basis=basis, known=", ".join(BASES))
    if basis not in BASES_AVAILABLE:
        raise SettingsError("basis-not-available", basis=basis, known=", ".join(BASES_AVAILABLE))
    return _ELAPSED[basis](cover_to)

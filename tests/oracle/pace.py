"""Pace and lights: CONTRACT section 2 ("Time") and DOMAIN section 3."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import floor

from tests.oracle.clocks import day_and_days
from tests.oracle.counters import closed_weeks
from tests.oracle.world import LEDGER, SHARES, UNCOUNTED, World


def missed(world: World, indicator: str, cover_to: date, of_counter: bool) -> int:
    """Expected returns since: one for every so many weeks that were not in recess."""
    weeks = len(closed_weeks(world, cover_to, world.as_of))
    cadence = world.district.rules.cadence_weeks
    found = weeks // cadence.get(LEDGER[indicator], 1)
    return min(found, weeks // cadence.get("counters", 1)) if of_counter else found


def light(
    world: World, value: float, aim: float, gone: Fraction, counted: bool, on: date
) -> tuple[str | None, str | None]:
    """Light and reason of a value that exists against a target above 0."""
    rules = world.district.rules
    if value >= aim:
        return "green", None
    if counted and aim < rules.small_target:
        return _in_items(value, aim, gone)
    if gone < Fraction(str(rules.early_share)):
        # by a clock of its own hardly anything is due yet, also when by the calendar the year is well begun
        its_own, begun = rules.basis in ("plan", "last-year"), Fraction(*day_and_days(on))
        return None, "not-due" if its_own and begun >= Fraction(str(rules.early_share)) else "too-early"
    done = Fraction(value) / Fraction(aim)
    gap = _to_a_tenth(100 * (done - gone))
    level = min(rules.level_points, float(100 - 100 * gone))
    if gap < -rules.red_points or (gone >= Fraction(str(rules.red_from_share)) and 3 * done < gone):
        return "red", None
    return ("green" if gap >= 0 or gap > -level else "yellow"), None


def _to_a_tenth(points: Fraction) -> float:
    """As it is printed: half away from 0. Where binary figures leave a hair under a half, it is one."""
    tenths = floor(abs(points) * 10 + Fraction(1, 2) + Fraction(1, 10**12))
    return float(Fraction(tenths, 10)) * (1 if points > 0 else -1)


def _in_items(value: float, aim: float, gone: Fraction) -> tuple[str | None, str | None]:
    due = floor(Fraction(aim) * gone)
    if due == 0:
        return None, "not-due"
    short = due - value
    return ("green" if short <= 0 else "yellow" if short < 2 else "red"), None


def facts(
    indicator: str, value: float | None, aim: float | None, on: date, gone: Fraction, points: int
) -> dict[str, float | None]:
    """What follows from value, target and clock, but for the light; rates and forecast go by the calendar day.

    Nothing but the clock is told where there is no value.
    """
    found: dict[str, float | None] = dict.fromkeys(
        ("completion", "gap", "needed_per_week", "run_rate_per_week", "forecast")
    )
    day, days = day_and_days(on)
    found["elapsed"] = float(gone)
    if value is None:
        return found
    if indicator not in SHARES:
        found["run_rate_per_week"] = value / (day / 7)
        if points >= 4:
            found["forecast"] = value * days / day
    if aim is not None and aim > 0:
        found["completion"] = value / aim
        found["gap"] = value / aim - float(gone)
        if indicator not in SHARES and day < days:
            found["needed_per_week"] = max(0.0, aim - value) / ((days - day) / 7)
    return found


def judged(
    world: World, indicator: str, value: float | None, aim: float | None, gone: Fraction, late: int, on: date
) -> Mapping[str, str | None]:
    """Light and reason: no value, stale twice, no target, in this order grey; else as the gap says."""
    reason = None
    if value is None:
        reason = "no-data"
    elif late >= 2:
        reason = "stale"
    elif aim is None or aim <= 0:
        reason = "no-target"
    if reason or value is None or aim is None:
        return {"light": "grey", "grey_reason": reason}
    colour, why = light(world, value, aim, gone, indicator not in UNCOUNTED, on)
    return {"light": colour, "grey_reason": why}

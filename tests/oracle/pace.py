"""Targets, clock and lights: CONTRACT section 2 ("Time") and DOMAIN section 3."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.oracle.returns import closed_weeks
from tests.oracle.world import LEDGER, OF_PRINCIPALS, SHARES, UNCOUNTED, Record, World


def expected(world: World, indicator: str) -> list[str]:
    """Carriers in office that keep the ledger; nobody owes what the district's principals do."""
    if indicator in OF_PRINCIPALS:
        return []
    found = []
    for unit in world.district.units:
        in_office = (unit.since or date.min) <= world.as_of <= (unit.until or date.max)
        if unit.kind == "carrier" and in_office and LEDGER[indicator] in unit.ledgers:
            found.append(unit.name)
    return found


def _own_target(world: World, indicator: str, unit: str) -> float | None:
    """The submitted target of the year, the latest return's; the registry's seed only where nothing was submitted.

    Of one quarter or month neither: it is a part of the year's plan, and silences the seed all the same.
    """
    rows = [
        t
        for t in world.tables["targets"]
        if (t["unit"], t["indicator"], t["year"]) == (unit, indicator, world.as_of.year)
    ]
    for span in ("year", "Q4", "12"):
        told: list[Record] = [t for t in rows if t["period"] == span]
        if told:
            return float(max(told, key=lambda t: (t["returned"], t["submission"]))["value"])
    if rows:
        return None
    seeds = [s for s in world.district.targets if (s.unit, s.indicator, s.year) == (unit, indicator, world.as_of.year)]
    return next((s.value for s in seeds if s.period == "year"), None)


def target(world: World, indicator: str, unit: str) -> float | None:
    """The district's is its own, else the sum of its units' where every expected unit has one; shares are not added."""
    own = _own_target(world, indicator, unit)
    if own is not None or unit != world.home or indicator in SHARES:
        return own
    owed = expected(world, indicator)
    each = {name: _own_target(world, indicator, name) for name in world.units}
    if not owed or any(each[name] is None for name in owed):
        return None
    return sum(value for value in each.values() if value is not None)


def day_and_days(on: date) -> tuple[int, int]:
    start, end = date(on.year, 1, 1), date(on.year, 12, 31)
    return (on - start).days + 1, (end - start).days + 1


def clock(world: World, cover_to: date) -> date:
    """The cover-to date; what stands from an earlier year is judged at the as-of date."""
    return cover_to if cover_to.year == world.as_of.year else world.as_of


def elapsed(world: World, on: date) -> Fraction:
    """By calendar day, or by completed month."""
    day, days = day_and_days(on)
    if world.district.rules.basis == "month":
        over = date.fromordinal(on.toordinal() + 1).day == 1
        return Fraction(on.month if over else on.month - 1, 12)
    return Fraction(day, days)


def missed(world: World, indicator: str, cover_to: date, of_counter: bool) -> int:
    """Expected returns since: one for every so many weeks that were not in recess."""
    weeks = len(closed_weeks(world, cover_to, world.as_of))
    cadence = world.district.rules.cadence_weeks
    found = weeks // cadence.get(LEDGER[indicator], 1)
    return min(found, weeks // cadence.get("counters", 1)) if of_counter else found


def light(world: World, value: float, aim: float, gone: Fraction, counted: bool) -> tuple[str | None, str | None]:
    """Light and reason of a value that exists against a target above 0."""
    rules = world.district.rules
    if value >= aim:
        return "green", None
    if counted and aim < rules.small_target:
        return _in_items(value, aim, gone)
    if gone < Fraction(str(rules.early_share)):
        return None, "too-early"
    done = Fraction(value) / Fraction(aim)
    gap = round(float(100 * (done - gone)), 1)
    level = min(rules.level_points, float(100 - 100 * gone))
    if gap < -rules.red_points or (gone >= Fraction(str(rules.red_from_share)) and 3 * done < gone):
        return "red", None
    return ("green" if gap >= 0 or gap > -level else "yellow"), None


def _in_items(value: float, aim: float, gone: Fraction) -> tuple[str | None, str | None]:
    due = floor(Fraction(aim) * gone)
    if due == 0:
        return None, "not-due"
    short = due - value
    return ("green" if short <= 0 else "yellow" if short < 2 else "red"), None


def facts(
    world: World, indicator: str, value: float | None, aim: float | None, cover_to: date | None, points: int
) -> dict[str, Any]:
    """What follows from value, target and cover-to date, but for the light.

    Without a cover-to date the clock alone is told, as of the as-of date.
    """
    found: dict[str, Any] = dict.fromkeys(("completion", "gap", "needed_per_week", "run_rate_per_week", "forecast"))
    on = clock(world, cover_to or world.as_of)
    day, days = day_and_days(on)
    gone = elapsed(world, on)
    found["elapsed"] = float(gone)
    if value is None or cover_to is None:
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
    world: World, indicator: str, value: float | None, aim: float | None, cover_to: date | None, late: int
) -> Mapping[str, str | None]:
    """Light and reason: no value, stale twice, no target, in this order grey; else as the gap says."""
    reason = None
    if value is None or cover_to is None:
        reason = "no-data"
    elif late >= 2:
        reason = "stale"
    elif aim is None or aim <= 0:
        reason = "no-target"
    if reason or value is None or aim is None or cover_to is None:
        return {"light": "grey", "grey_reason": reason}
    gone = elapsed(world, clock(world, cover_to))
    colour, why = light(world, value, aim, gone, indicator not in UNCOUNTED)
    return {"light": colour, "grey_reason": why}

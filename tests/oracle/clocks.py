"""How much of the year is over, on each of the bases: DOMAIN section 3 ("Bases in use").

A figure without what its district's basis needs is judged by calendar day. Of working days the package gives the
holidays and the days worked instead, nothing else; they are counted here.
"""

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from chinese_calendar.constants import holidays, workdays

from tests.oracle import adding_up, targets
from tests.oracle.returns import DIRECTION, EVENT, covered
from tests.oracle.world import World


def day_and_days(on: date) -> tuple[int, int]:
    start, end = date(on.year, 1, 1), date(on.year, 12, 31)
    return (on - start).days + 1, (end - start).days + 1


def clock(world: World, cover_to: date) -> date:
    """The cover-to date; what stands from an earlier year is judged at the as-of date."""
    return cover_to if cover_to.year == world.as_of.year else world.as_of


def elapsed(world: World, indicator: str, place: str, on: date, aim: float | None) -> tuple[Fraction, str]:
    """Share of the year that is over for a figure of a place, and the basis by which that was reckoned."""
    basis = world.district.rules.basis
    share = None
    if basis == "month":
        share = by_month(on)
    elif basis == "workday":
        share = by_working_day(on)
    elif basis == "plan":
        share = _by_plan(world, indicator, place, on, aim)
    elif basis == "last-year":
        share = _by_last_year(world, indicator, place, on)
    return (Fraction(*day_and_days(on)), "day") if share is None else (share, basis)


def said(world: World, basis: str, aim: float | None) -> list[str]:
    """That a figure with a target (zero is none) goes by calendar day where its district goes by another basis."""
    return ["basis-instead"] if aim is not None and aim > 0 and basis != world.district.rules.basis else []


def undecided(world: World, indicator: str, place: str, aim: float | None) -> bool:
    """Whether no text says by which clock a figure goes.

    By last year's curve a figure without a target has an elapsed share or has none; by plan the district's own target
    of the year, not divided, goes with its units' divided ones or with none, and its own quarters with their year.
    """
    basis = world.district.rules.basis
    if basis == "last-year":
        return not aim
    own = targets.own_plan(world, indicator, place)
    mixed = (set(own) == {12} and targets.units_divide(world, indicator)) or (bool(own) and 12 not in own)
    return basis == "plan" and place == world.home and mixed


def by_month(on: date) -> Fraction:
    over = (on + timedelta(days=1)).day == 1
    return Fraction(on.month if over else on.month - 1, 12)


def by_working_day(on: date) -> Fraction | None:
    worked = _worked(on.year)
    return Fraction(sum(day <= on for day in worked), len(worked)) if worked else None


@lru_cache(maxsize=16)
def _worked(year: int) -> list[date]:
    """Working days of a year; none where the package has no table of it."""
    if not any(day.year == year for day in holidays):
        return []
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(day_and_days(date(year, 1, 1))[1])]
    return [day for day in days if day in workdays or (day.weekday() < 5 and day not in holidays)]


def _by_plan(world: World, indicator: str, place: str, on: date, aim: float | None) -> Fraction | None:
    """What the figure's quarterly or monthly targets want by the day, of its target of the year.

    Straight on between the ends of the months that have a target; the year begins at nothing and ends at its target.
    """
    plan = targets.plan(world, indicator, place)
    if aim is None or aim <= 0 or not any(month < 12 for month in plan):
        return None
    due = {0: Fraction(0), **{month: Fraction(value) for month, value in plan.items()}, 12: Fraction(aim)}
    after = min(month for month in due if month and on <= _end(on.year, month))
    before = max(month for month in due if month < after)
    start, end = _end(on.year, before), _end(on.year, after)
    way = Fraction((on - start).days, (end - start).days)
    return (due[before] + (due[after] - due[before]) * way) / Fraction(aim)


def _end(year: int, month: int) -> date:
    return (date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)) - timedelta(days=1)


def _by_last_year(world: World, indicator: str, place: str, on: date) -> Fraction | None:
    """The share of last year's final value that was reached on the same day; of 29 February on the 28th.

    Where nothing stood on that day, the trips and events of the closing lists are counted by their own days.
    """
    leap_day = (on.month, on.day) == (2, 29)
    then = date(on.year - 1, on.month, 28 if leap_day else on.day)
    reached = _stood(world, indicator, place, then)
    final = _stood(world, indicator, place, date(on.year - 1, 12, 31))
    if final is None or final <= 0:
        return None
    if reached is None:
        reached = _by_their_days(world, indicator, place, then)
    return None if reached is None else Fraction(reached) / Fraction(final)


def _by_their_days(world: World, indicator: str, place: str, day: date) -> float | None:
    closing = world.on(date(day.year, 12, 31))
    if closing is None or indicator not in {*DIRECTION, *EVENT} - {"chambers"}:
        return None
    answering = [unit for unit in closing.units if adding_up.at(closing, indicator, unit) is not None]
    units = [place] if place != closing.home else answering or [closing.home]
    told = [adding_up.at(closing, indicator, unit) for unit in units]
    if any(part is None or part.counter for part in told):
        return None
    covers = {unit: min(until, day) for unit, until in covered(closing, indicator).items() if unit in units}
    found = adding_up.of_lists(closing, indicator, covers) if covers else None
    return found.value or None if found else None


def _stood(world: World, indicator: str, place: str, day: date) -> float | None:
    then = world.on(day)
    if then is None:
        return None
    found = adding_up.at(then, indicator, place)
    return found.value if found else None

"""The report as the contract words it: every indicator for the district and every unit, as F of CONTRACT section 3."""

from dataclasses import replace
from typing import Any

from tests.oracle import adding_up, clocks, pace, targets
from tests.oracle.returns import Part
from tests.oracle.world import LEDGER, STOCKS, World

Facts = dict[str, Any]


def report(world: World) -> dict[str, dict[str, Facts]]:
    """Figures by place (the district under its own name), then by indicator.

    Who reports unasked is counted among those expected, so that never more report than are expected; a department or
    post is counted for itself and not in the district's `reported` of `expected`.
    """
    found: dict[str, dict[str, Facts]] = {name: {} for name in (world.home, *world.units)}
    for indicator in LEDGER:
        owed = targets.expected(world, indicator)
        part, answering = adding_up.of_district(world, indicator)
        reported = {unit.name for unit in world.district.units if unit.kind == "carrier" and unit.name in answering}
        counts = len(reported), len(reported.union(owed))
        summed = part and replace(part, contradicts=part.contradicts and not answering)
        found[world.home][indicator] = _measure(world, indicator, world.home, summed, counts)
        if answering and part and part.entered:
            found[world.home][indicator]["by_hand"] = "part"
        for unit in world.units:
            own = adding_up.of_units(world, indicator, [unit])
            counts = int(own is not None), int(own is not None or unit in owed)
            found[unit][indicator] = _measure(world, indicator, unit, own, counts)
    return found


def _measure(world: World, indicator: str, place: str, part: Part | None, counts: tuple[int, int]) -> Facts:
    aim = targets.target(world, indicator, place)
    value = part.value if part else None
    cover_to = part.cover_to if part else None
    on = clocks.clock(world, cover_to or world.as_of)
    gone, basis = clocks.elapsed(world, indicator, place, on, aim)
    late = pace.missed(world, indicator, cover_to, part.counter) if part and cover_to else 0
    shown = ("low", "high", "numerator", "denominator")
    facts: Facts = {name: getattr(part, name) if part else None for name in shown}
    facts |= {"value": value, "target": aim, "basis": basis, "cover_to": cover_to}
    facts["said"] = sorted([*clocks.said(world, basis, aim), *targets.said(world, indicator, place), *_said(part)])
    facts["by_hand"] = "entered" if part and part.entered else ""
    facts["clock_undecided"] = clocks.undecided(world, indicator, place, aim)
    moments = [each for each in (world, world.before) if each]
    facts["undecided"] = any(adding_up.undecided(each, indicator, place) for each in moments)
    facts |= {"reported": counts[0], "expected": counts[1], "hedged": part.hedged if part else False}
    facts |= pace.facts(indicator, value, aim, on, gone, part.points if part else 0)
    facts |= pace.judged(world, indicator, value, aim, gone, late, on)
    facts["change"] = _change(world, indicator, place, value)
    return facts


def _said(part: Part | None) -> list[str]:
    """That a reported figure stands against what was entered by hand before it."""
    return ["manual-differs"] if part and part.contradicts else []


def _change(world: World, indicator: str, place: str, value: float | None) -> float | None:
    """Since the last meeting; what began anew on 1 January has grown by its value."""
    if value is None or world.before is None:
        return None
    if indicator not in STOCKS and world.before.as_of.year < world.as_of.year:
        return value
    then = adding_up.at(world.before, indicator, place)
    return None if then is None or then.value is None else value - then.value

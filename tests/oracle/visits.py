"""Trips, receptions, chambers and events, counted by plain loops."""

from datetime import date

from tests.oracle.returns import DIRECTION, EVENT, Part, counted_level, outbound_stops
from tests.oracle.world import Record, World, hedged, receipt, things


def in_year(world: World, day: date | None, cover_to: date) -> bool:
    """`v` of the contract."""
    return day is not None and world.january <= day <= cover_to and day.year == world.as_of.year


def visits(world: World, indicator: str, covers: dict[str, date]) -> Part:
    """Distinct visits of the direction and counted level that start in the year."""
    mine = [v for v in world.tables["visits"] if v["unit"] in covers and v["direction"] == DIRECTION[indicator]]
    mine = [v for v in mine if counted_level(world, indicator, v)]
    mine = [v for v in mine if in_year(world, v["start"], covers[v["unit"]])]
    return Part(float(len(things(mine))), max(covers.values()))


def chambers(world: World, covers: dict[str, date]) -> Part:
    """Distinct chambers on outbound visits of any level that start in the year."""
    met = [
        stop
        for stop, visit in outbound_stops(world)
        if stop["unit"] in covers and stop["kind"] == "chamber" and in_year(world, visit["start"], covers[stop["unit"]])
    ]
    return Part(float(len(things(met))), max(covers.values()))


def events(world: World, indicator: str, covers: dict[str, date]) -> Part:
    """Sum of `count`, 1 where absent; of one event reported twice the latest return speaks."""
    mine = [e for e in world.tables["events"] if e["unit"] in covers and e["kind"] == EVENT[indicator]]
    mine = [e for e in mine if in_year(world, e["date"], covers[e["unit"]])]
    said: list[Record] = [max(records, key=receipt) for records in things(mine).values()]
    value = sum(1.0 if e["count"] is None else e["count"] for e in said)
    return Part(float(value), max(covers.values()), any(hedged(e, "count") for e in said))

"""Trips, receptions, chambers and events, counted by plain loops."""

from datetime import date
from functools import lru_cache

from tests.oracle.returns import DIRECTION, EVENT, Part, counted_level, covered, outbound_stops
from tests.oracle.world import OF_PRINCIPALS, Record, World, hedged, receipt, things


def in_year(world: World, day: date | None, cover_to: date) -> bool:
    """`v` of the contract."""
    return day is not None and world.january <= day <= cover_to and day.year == world.as_of.year


def visits(world: World, indicator: str, covers: dict[str, date]) -> Part:
    """Distinct visits of the direction and counted level that start in the year."""
    mine = [v for v in _of_indicator(world, indicator) if v["unit"] in covers]
    mine = [v for v in mine if in_year(world, v["start"], covers[v["unit"]])]
    trips = one_trip(world)
    told = {_called(world, trips, v) for v in mine}
    if len(covers) == 1 and indicator not in OF_PRINCIPALS:
        told |= _as_companion(world, indicator, *covers.items())
    return Part(float(len(told)), max(covers.values()))


def _of_indicator(world: World, indicator: str) -> list[Record]:
    found = [v for v in world.tables["visits"] if v["direction"] == DIRECTION[indicator]]
    return [v for v in found if counted_level(world, indicator, v)]


def _called(world: World, trips: dict[str, str], visit: Record) -> str:
    """What the trip is called."""
    return trips.get(_name(visit), _name(visit))


def _name(visit: Record) -> str:
    """A record without identity is a trip of its own."""
    return str(visit["identity"] or [visit[name] for name in ("submission", "sheet", "table", "row")])


def _as_companion(world: World, indicator: str, own: tuple[str, date]) -> set[str]:
    """Trips that other units report with this one as a companion, where the district's rule counts them for it too.

    As far as both lists reach; the district's own trips have no companions.
    """
    unit, until = own
    if world.district.rules.joint_trips != "companions" or unit == world.home:
        return set()
    found: set[str] = set()
    trips, reach = one_trip(world), covered(world, indicator)
    for visit in _of_indicator(world, indicator):
        other = visit["unit"]
        named = other in world.units and other in reach and unit in companions(world, visit)
        if named and in_year(world, visit["start"], min(until, reach[other])):
            found.add(_called(world, trips, visit))
    return found


def companions(world: World, visit: Record) -> set[str]:
    """Units of the registry that the cell names, by their full names; never the district or the unit itself."""
    said = set((visit["companions"] or "").split("、"))
    return said.intersection(world.units) - {visit["unit"]} if visit["unit"] != world.home else set()


@lru_cache(maxsize=8)
def one_trip(world: World) -> dict[str, str]:
    """By identity the name of the joint trip: direction, first host and days agree and one names the other.

    Where a trip could be one with two of another unit, or the whole would hold two of one, nothing is joined.
    """
    pairs = {
        frozenset((_name(one), _name(other)))
        for one in world.tables["visits"]
        for other in world.tables["visits"]
        if _name(one) != _name(other) and _told_by_both(world, one, other)
    }
    whose: dict[str, set[str]] = {}
    for visit in world.tables["visits"]:
        whose.setdefault(_name(visit), set()).add(visit["unit"])
    beside = {name: {other for pair in pairs if name in pair for other in pair - {name}} for name in whose}
    sure = [
        pair
        for pair in pairs
        if all(
            not any(whose[other] & whose[third] for third in beside[one] - {other})
            for one in pair
            for other in pair - {one}
        )
    ]
    groups = [{name} for name in whose]
    for one, other in sure:
        first, second = (next(g for g in groups if name in g) for name in (one, other))
        if first is not second:
            groups = [g for g in groups if g is not first and g is not second] + [first | second]
    kept = [g for g in groups if sum(len(whose[name]) for name in g) == len(set().union(*(whose[n] for n in g)))]
    return {name: min(group) for group in kept for name in group}


def _told_by_both(world: World, one: Record, other: Record) -> bool:
    hosts = _first_host(world, one), _first_host(world, other)
    if not hosts[0] or hosts[0] != hosts[1] or one["direction"] != other["direction"]:
        return False
    if one["start"] is None or other["start"] is None or other["unit"] not in companions(world, one):
        return False
    ends = [max(v["start"], v["end"] or v["start"]) for v in (one, other)]
    return bool(one["start"] <= ends[1] and other["start"] <= ends[0])


def _first_host(world: World, visit: Record) -> str:
    place = tuple(visit[name] for name in ("submission", "sheet", "table", "row"))
    mine = [s for s in world.tables["stops"] if (s["submission"], s["sheet"], s["table"], s["visit_row"]) == place]
    return min(mine, key=lambda stop: stop["row"])["organisation"] if mine else ""


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

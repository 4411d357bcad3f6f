"""Who answers for what: lists that cover an indicator."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tests.oracle.world import OF_PRINCIPALS, STOCKS, Record, World, receipt_of

STAGES = ("negotiating", "signed", "registered", "filed", "started", "completed", "producing")
DATED = {"signed_on": "signed", "started_on": "started", "completed_on": "completed"}
DATE_OF = {
    "projects_started": "started_on",
    "projects_completed": "completed_on",
    **dict.fromkeys(("projects_signed", "investment_signed", "conversion_stock"), "signed_on"),
    **dict.fromkeys(("projects_signed_1yi", "projects_signed_10yi", "projects_signed_50yi"), "signed_on"),
}
DIRECTION = {
    **dict.fromkeys(("outbound_trips", "leader_trips", "chambers"), "outbound"),
    **dict.fromkeys(("inbound_groups", "leader_receptions"), "inbound"),
}
EVENT = {"signing_events": "signing", "training_events": "training", "promotions": "promotion"}
ASSET = {"land_m2": "land", "factory_m2": "factory", "building_m2": "building"}


@dataclass
class Part:
    """What one list, one counter or their sum says."""

    value: float | None
    cover_to: date
    hedged: bool = False
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    counter: bool = False
    order: tuple[date, int] | None = None
    """Day covered to and receipt of the figure itself; None of a sign of life, which is later than nothing."""
    entered: bool = False
    """Whether it was entered by hand, or holds what was."""
    contradicts: bool = False
    """Whether it stands against what was entered by hand before it."""
    points: int = 1
    """How many weekly values the figure tells: of a dated list every week begun since 1 January, of weekly counters
    the weeks, of cumulative ones their days; months tell none. Else itself alone."""


def counted_level(world: World, indicator: str, record: Record) -> bool:
    if indicator in OF_PRINCIPALS:
        return record["level"] == "principal"
    return record["level"] in world.district.rules.visit_levels


def visit_of_stop(world: World) -> dict[tuple[int, str, str, int, int], Record]:
    return {(v["submission"], v["unit"], v["sheet"], v["table"], v["row"]): v for v in world.tables["visits"]}


@lru_cache(maxsize=8)
def outbound_stops(world: World) -> list[tuple[Record, Record]]:
    """Every stop of an outbound visit beside its visit."""
    visits = visit_of_stop(world)
    found = []
    for stop in world.tables["stops"]:
        key = (stop["submission"], stop["unit"], stop["sheet"], stop["table"], stop["visit_row"])
        visit = visits.get(key)
        if visit is not None and visit["direction"] == "outbound":
            found.append((stop, visit))
    return found


def tells(world: World, record: Record, column: str) -> bool:
    """Whether a record's list can say that projects were signed (started, completed): it has the date's column.

    Without that column a date or a stage at or beyond says so too.
    """
    return bool(world.keeps(record, column)) or _got_so_far(record, column)


def _got_so_far(record: Record, column: str) -> bool:
    if record[column] is not None:
        return True
    return record["stage"] in STAGES and STAGES.index(record["stage"]) >= STAGES.index(DATED[column])


def _silent(world: World, record: Record, column: str) -> bool:
    """Whether a whole list's record says nothing of what its unit's other lists hold as signed (started, completed)."""
    if _got_so_far(record, column) or record["submission"] in additions(world):
        return False
    return record["unit"] in _with_such(world, column)


@lru_cache(maxsize=64)
def additions(world: World) -> frozenset[int]:
    return frozenset(c["submission"] for c in world.coverage if c["table"] == "projects" and c["addition"])


@lru_cache(maxsize=64)
def _with_such(world: World, column: str) -> frozenset[str]:
    """Units with a project whose latest telling record got so far."""
    latest: dict[tuple[str, object], Record] = {}
    for at, record in enumerate(world.tables["projects"]):
        if tells(world, record, column):
            key = record["unit"], record["identity"] or at
            if key not in latest or receipt_of(record) >= receipt_of(latest[key]):
                latest[key] = record
    return frozenset(unit for (unit, _), record in latest.items() if _got_so_far(record, column))


def answering(world: World, indicator: str) -> list[Record]:
    """Records by which their unit's list answers for the indicator."""
    if indicator == "chambers":
        return [stop for stop, _ in outbound_stops(world)]
    if indicator in DIRECTION:
        of_direction = [v for v in world.tables["visits"] if v["direction"] == DIRECTION[indicator]]
        return [v for v in of_direction if counted_level(world, indicator, v)]
    if indicator in EVENT:
        return [e for e in world.tables["events"] if e["kind"] == EVENT[indicator]]
    if indicator in ASSET:
        of_kind = [a for a in world.tables["assets"] if a["kind"] == ASSET[indicator]]
        return [a for a in of_kind if a["revitalised_area"] is not None or a["revitalised_increment"] is not None]
    if indicator in DATE_OF:
        heard = [p for p in world.tables["projects"] if tells(world, p, DATE_OF[indicator])]
        return [p for p in heard if not _silent(world, p, DATE_OF[indicator])]
    return list(world.tables["projects"])


def scoped(world: World, indicator: str) -> list[Record]:
    """Lines of the books that are of the indicator's list, with records or without."""
    if indicator in DIRECTION:
        table, scope = "visits", DIRECTION[indicator]
    elif indicator in EVENT:
        table, scope = "events", EVENT[indicator]
    elif indicator in ASSET:
        table, scope = "assets", ASSET[indicator]
    else:
        table, scope = "projects", DATED.get(DATE_OF.get(indicator, ""), "")
    return [line for line in world.coverage if line["table"] == table and scope in ("", line["scope"])]


def _has_records(world: World, indicator: str, unit: str) -> bool:
    """Whether the unit has visits of this direction, of whatever level."""
    return any(v["unit"] == unit and v["direction"] == DIRECTION[indicator] for v in world.tables["visits"])


def _empty_list_answers(world: World, indicator: str, unit: str) -> bool:
    """A standing list without a record that answers.

    A wholly empty list of trips is the zero of trips alone: it names no principal and no host. One that holds other
    levels only says nothing about the counted ones, and assets without an area nothing about areas.
    """
    if indicator == "chambers" or indicator in OF_PRINCIPALS or indicator in ASSET:
        return False
    return not (indicator in DIRECTION and _has_records(world, indicator, unit))


@lru_cache(maxsize=256)
def covered(world: World, indicator: str) -> dict[str, date]:
    """Cover-to date of every unit whose list answers; the district's own under its name.

    A sign of life moves a list's date on and is no list itself. A list that was last heard of in an earlier year says
    nothing about what started again on 1 January.
    """
    found: dict[str, date] = {}
    for record in answering(world, indicator):
        found[record["unit"]] = max(found.get(record["unit"], date.min), record["returned"])
    lines = scoped(world, indicator)
    for line in lines:
        if not line["nothing"] and (line["unit"] in found or _empty_list_answers(world, indicator, line["unit"])):
            found[line["unit"]] = max(found.get(line["unit"], date.min), line["period"])
    for line in lines:
        if line["nothing"] and line["unit"] in found:
            found[line["unit"]] = max(found[line["unit"]], line["period"])
    if indicator not in STOCKS:
        found = {unit: day for unit, day in found.items() if day >= world.january}
    return {unit: day for unit, day in found.items() if unit == world.home or unit in world.units}

"""Who answers for what: lists that cover an indicator, and the counters of units without one."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tests.oracle.world import OF_PRINCIPALS, STOCKS, Record, World, hedged

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
    if _got_so_far(record, column) or record["submission"] in _additions(world):
        return False
    return record["unit"] in _with_such(world, column)


@lru_cache(maxsize=64)
def _additions(world: World) -> frozenset[int]:
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


def _answering(world: World, indicator: str) -> list[Record]:
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


def _scoped(world: World, indicator: str) -> list[Record]:
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
    for record in _answering(world, indicator):
        found[record["unit"]] = max(found.get(record["unit"], date.min), record["returned"])
    lines = _scoped(world, indicator)
    for line in lines:
        if not line["nothing"] and (line["unit"] in found or _empty_list_answers(world, indicator, line["unit"])):
            found[line["unit"]] = max(found.get(line["unit"], date.min), line["period"])
    for line in lines:
        if line["nothing"] and line["unit"] in found:
            found[line["unit"]] = max(found[line["unit"]], line["period"])
    if indicator not in STOCKS:
        found = {unit: day for unit, day in found.items() if day >= world.january}
    return {unit: day for unit, day in found.items() if unit == world.home or unit in world.units}


@lru_cache(maxsize=1024)
def counter(world: World, indicator: str, unit: str) -> Part | None:
    """Latest cumulative figure; without one the months, then the weeks, if gap-free; then an explicit zero of the year.

    An explicit zero stands in a list, whose headings name no indicator. It is a sign of life for an earlier cumulative
    figure and never takes that back to 0.
    """
    rows = [c for c in world.tables["counters"] if c["unit"] == unit and c["indicator"] == indicator]
    if indicator not in STOCKS:
        rows = [c for c in rows if c["as_of"] >= world.january]
    year = [c for c in rows if c["period"] == "cumulative"]
    zeros = [c for c in year if world.keeps(c, "indicator") is False]
    told = [c for c in year if c not in zeros]
    if told:
        last = max(told, key=lambda c: (c["as_of"], *receipt_of(c)))
        day = max([last["as_of"], *(z["as_of"] for z in zeros)])
        return Part(last["value"], day, hedged(last, "value"), counter=True, points=len({c["as_of"] for c in told}))
    spans = _months(world, rows) or _weeks(world, rows)
    if spans:
        return spans
    return Part(0.0, max(z["as_of"] for z in zeros), counter=True) if zeros else None


def receipt_of(record: Record) -> tuple[date, int, str, int, int]:
    return record["returned"], record["submission"], record["sheet"], record["table"], record["row"]


def _latest_by(rows: list[Record], key: list[date]) -> dict[date, Record]:
    found: dict[date, Record] = {}
    for row, span in zip(rows, key, strict=True):
        if span not in found or (row["as_of"], *receipt_of(row)) >= (found[span]["as_of"], *receipt_of(found[span])):
            found[span] = row
    return found


def _sum(rows: list[Record], points: int = 1) -> Part:
    value = sum(r["value"] for r in rows)
    until, doubt = max(r["as_of"] for r in rows), any(hedged(r, "value") for r in rows)
    return Part(value, until, doubt, counter=True, points=points)


def _months(world: World, rows: list[Record]) -> Part | None:
    """Every month from January to the last completed one; they never carry."""
    mine = [c for c in rows if c["period"] == "month" and c["as_of"].year == world.as_of.year]
    months = _latest_by(mine, [c["as_of"].replace(day=1) for c in mine])
    month_over = (world.as_of + timedelta(days=1)).day == 1
    needed = world.as_of.month if month_over else world.as_of.month - 1
    if not months or any(date(world.as_of.year, m, 1) not in months for m in range(1, needed + 1)):
        return None
    return _sum(list(months.values()))


def closing_day(world: World, on: date) -> date:
    while on.weekday() != world.district.rules.week_ends_on:
        on += timedelta(days=1)
    return on


def closed_weeks(world: World, after: date, until: date) -> list[date]:
    """Closing days after one day and not after another of weeks that are not in recess."""
    off = {meeting.cover_to for meeting in world.district.meetings if not meeting.held}
    days = [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
    return [d for d in days if d.weekday() == world.district.rules.week_ends_on and d not in off]


def _weeks(world: World, rows: list[Record]) -> Part | None:
    """Every week from the year's first to the as-of week; weeks in recess need none, and none carries."""
    mine = [c for c in rows if c["period"] == "week" and c["as_of"].year == world.as_of.year]
    weeks = _latest_by(mine, [closing_day(world, c["as_of"]) for c in mine])
    needed = closed_weeks(world, world.january - timedelta(days=1), world.as_of)
    if not weeks or any(week not in weeks for week in needed):
        return None
    return _sum(list(weeks.values()), points=len(weeks))

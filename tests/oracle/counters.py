"""Figures that units report as figures: cumulative, by month, by week, or as the zero of an empty list."""

from datetime import date, timedelta
from functools import lru_cache

from tests.oracle.returns import Part
from tests.oracle.world import STOCKS, Record, World, hedged, receipt_of


def figures(world: World, indicator: str, unit: str) -> list[Record]:
    """What a unit reported as a figure, of what starts again on 1 January this year's alone."""
    rows = [c for c in world.tables["counters"] if c["unit"] == unit and c["indicator"] == indicator]
    return rows if indicator in STOCKS else [c for c in rows if c["as_of"] >= world.january]


@lru_cache(maxsize=1024)
def counter(world: World, indicator: str, unit: str) -> Part | None:
    """Latest cumulative figure; without one the months, then the weeks, if gap-free; then an explicit zero of the year.

    An explicit zero stands in a list, whose headings name no indicator. It is a sign of life for an earlier cumulative
    figure and never takes that back to 0.
    """
    rows = figures(world, indicator, unit)
    year = [c for c in rows if c["period"] == "cumulative" and c["submission"] not in world.by_hand]
    zeros = [c for c in year if world.keeps(c, "indicator") is False]
    told = [c for c in year if c not in zeros]
    if told:
        last = max(told, key=lambda c: (c["as_of"], *receipt_of(c)))
        day = max([last["as_of"], *(z["as_of"] for z in zeros)])
        part = Part(last["value"], day, hedged(last, "value"), counter=True, points=len({c["as_of"] for c in told}))
        part.order = last["as_of"], last["submission"]
        return part
    spans = _months(world, rows) or _weeks(world, rows)
    if spans:
        return spans
    if not zeros:
        return None
    # the list is kept and nothing stands in it: of every week since January it is known that nothing happened
    day = max(z["as_of"] for z in zeros)
    return Part(0.0, day, counter=True, points=weeks_begun(day))


def weeks_begun(until: date) -> int:
    return -(-((until - date(until.year, 1, 1)).days + 1) // 7)


def _latest_by(rows: list[Record], key: list[date]) -> dict[date, Record]:
    found: dict[date, Record] = {}
    for row, span in zip(rows, key, strict=True):
        if span not in found or (row["as_of"], *receipt_of(row)) >= (found[span]["as_of"], *receipt_of(found[span])):
            found[span] = row
    return found


def _latest_word(world: World, rows: list[Record], key: list[date]) -> tuple[dict[date, Record], bool]:
    """Of every week or month the latest figure, entered by hand or not, and whether one differs from its entry."""
    told = list(zip(rows, key, strict=True))
    own = [(row, span) for row, span in told if row["submission"] not in world.by_hand]
    entered = [(row, span) for row, span in told if row["submission"] in world.by_hand]
    found = _latest_by([row for row, _ in own], [span for _, span in own])
    differs = False
    for span, row in _latest_by([row for row, _ in entered], [span for _, span in entered]).items():
        other = found.get(span)
        if other is None or (row["as_of"], row["submission"]) > (other["as_of"], other["submission"]):
            found[span] = row
        elif row["as_of"] == other["as_of"] and row["value"] != other["value"]:
            differs = True
    return found, differs


def _sum(world: World, rows: list[Record], differs: bool, points: int = 1) -> Part:
    value = sum(r["value"] for r in rows)
    until, doubt = max(r["as_of"] for r in rows), any(hedged(r, "value") for r in rows)
    part = Part(value, until, doubt, counter=True, points=points)
    own = [(r["as_of"], r["submission"]) for r in rows if r["submission"] not in world.by_hand]
    part.order = max(own, default=None)
    part.entered, part.contradicts = any(r["submission"] in world.by_hand for r in rows), differs
    return part


def _months(world: World, rows: list[Record]) -> Part | None:
    """Every month from January to the last completed one; they never carry."""
    mine = [c for c in rows if c["period"] == "month" and c["as_of"].year == world.as_of.year]
    months, differs = _latest_word(world, mine, [c["as_of"].replace(day=1) for c in mine])
    month_over = (world.as_of + timedelta(days=1)).day == 1
    needed = world.as_of.month if month_over else world.as_of.month - 1
    if not months or any(date(world.as_of.year, m, 1) not in months for m in range(1, needed + 1)):
        return None
    return _sum(world, list(months.values()), differs)


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
    weeks, differs = _latest_word(world, mine, [closing_day(world, c["as_of"]) for c in mine])
    needed = closed_weeks(world, world.january - timedelta(days=1), world.as_of)
    if not weeks or any(week not in weeks for week in needed):
        return None
    return _sum(world, list(weeks.values()), differs, points=len(weeks))

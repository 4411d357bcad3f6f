"""The weekly survey: of the projects in talks and signed, those in this period's returns."""

from datetime import date, timedelta

from tests.oracle.projects import of_units, stage_now
from tests.oracle.returns import Part
from tests.oracle.world import World

SURVEYED = ("negotiating", "signed")


def last_meeting(world: World) -> date:
    """Cover-to date of the last held meeting before this one; without a calendar the week before.

    This one covers to the last day that closes a week, is the year's last, or stands in the calendar.
    """
    calendar = {m.cover_to for m in world.district.meetings}
    closes = world.as_of
    while not (_closes_a_week(world, closes) or closes in calendar or (closes.month, closes.day) == (12, 31)):
        closes -= timedelta(days=1)
    held = [m.cover_to for m in world.district.meetings if m.held and m.cover_to < closes]
    if held:
        return max(held)
    off = {m.cover_to for m in world.district.meetings if not m.held}
    closes -= timedelta(days=1)
    while closes in off or not _closes_a_week(world, closes):
        closes -= timedelta(days=1)
    return closes


def _closes_a_week(world: World, day: date) -> bool:
    return day.weekday() == world.district.rules.week_ends_on


def returned(world: World) -> dict[str, date]:
    """Cover-to date of whatever stands of a unit's projects, a sign of life too; who has nothing is no-data."""
    found: dict[str, date] = {}
    told = [(r["unit"], r["returned"]) for r in world.tables["projects"]]
    told += [(line["unit"], line["period"]) for line in world.coverage if line["table"] == "projects"]
    for unit, day in told:
        found[unit] = max(found.get(unit, day), day)
    return {unit: day for unit, day in found.items() if unit == world.home or unit in world.units}


def surveyed(world: World, covers: dict[str, date]) -> Part | None:
    """Those that stood in talks or signed at the last meeting and have vanished since are missing, not gone.

    What another unit lists today has not vanished; what only the district's own list holds has, for its units.
    """
    since = world.before.as_of if world.before else last_meeting(world)
    now = of_units(world, covers)
    denominator = numerator = 0
    for records in now.values():
        if stage_now(world, records) in SURVEYED:
            denominator += 1
            numerator += any(r["returned"] > since for r in records)
    standing = {p["identity"] for p in world.tables["projects"] if world.home in covers or p["unit"] in world.units}
    for identity, records in (of_units(world.before, covers) if world.before else {}).items():
        denominator += identity not in standing and stage_now(world.before, records) in SURVEYED
    if not denominator:
        return None
    answering = covers if len(covers) == 1 else [unit for unit in covers if surveyed(world, {unit: covers[unit]})]
    shares = {"numerator": float(numerator), "denominator": float(denominator)}
    return Part(numerator / denominator, max(covers[unit] for unit in answering), **shares)

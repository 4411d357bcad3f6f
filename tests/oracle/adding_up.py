"""What stands for a unit and for the district: list before counter, things once, the district's own row never added."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.oracle import by_hand, projects, space, visits
from tests.oracle.counters import counter, weeks_begun
from tests.oracle.returns import ASSET, EVENT, Part, covered
from tests.oracle.survey import returned, surveyed
from tests.oracle.world import OF_PRINCIPALS, STOCKS, World


def of_lists(world: World, indicator: str, covers: dict[str, date]) -> Part | None:
    """What the lists of these units say together."""
    if indicator in EVENT:
        return visits.events(world, indicator, covers)
    if indicator in ASSET:
        return space.revitalised(world, indicator, covers)
    if indicator in ("outbound_trips", "inbound_groups", *OF_PRINCIPALS):
        return visits.visits(world, indicator, covers)
    special = {
        "chambers": visits.chambers,
        "projects_discussed": projects.discussed,
        "investment_signed": projects.invested,
        "conversion_stock": projects.stock,
        "surveyed_share": surveyed,
    }
    if indicator in special:
        return special[indicator](world, covers)
    return projects.counted(world, indicator, covers)


def together(world: World, indicator: str, units: Sequence[str]) -> Part | None:
    """Distinct things over the lists of the units, and the counters of those without a list; None if nobody answers."""
    found = returned(world) if indicator == "surveyed_share" else covered(world, indicator)
    covers = {unit: day for unit, day in found.items() if unit in units}
    parts, contradicts = [], False
    for unit in units:
        told = counter(world, indicator, unit)
        if told is not None and not _speaks(world, indicator, unit, covers):
            told = None
        if by_hand.entry(world, indicator, unit) is not None:
            told = by_hand.decided(world, indicator, unit, told or _listed(world, indicator, unit, covers))
        contradicts = contradicts or (told is not None and told.contradicts)
        if told is not None and told.counter:
            parts.append(told)
            covers.pop(unit, None)
    lists = of_lists(world, indicator, covers) if covers else None
    if lists is not None:
        lists.points = _points(indicator, lists)
        parts.insert(0, lists)
    found = _added(parts)
    return found and replace(found, contradicts=contradicts)


def _speaks(world: World, indicator: str, unit: str, covers: dict[str, date]) -> bool:
    """Whether a unit's counter stands: it has no list that covers, or one in which not one amount is known."""
    if unit not in covers:
        return True
    own = of_lists(world, indicator, {unit: covers[unit]})
    return own is None or own.value is None


def _listed(world: World, indicator: str, unit: str, covers: dict[str, date]) -> Part | None:
    """What the unit's list says, as of the return that says it whole."""
    own = of_lists(world, indicator, {unit: covers[unit]}) if unit in covers else None
    if own is not None:
        own.points = _points(indicator, own)
        own.order = by_hand.whole_list(world, indicator, unit)
    return own


def _points(indicator: str, lists: Part) -> int:
    return weeks_begun(lists.cover_to) if dated(indicator) else 1


def dated(indicator: str) -> bool:
    """Whether the list tells every past week's value too: each record that counts has its day."""
    return indicator not in ASSET and indicator not in STOCKS


def _added(parts: list[Part]) -> Part | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    known = [part for part in parts if part.value is not None]
    if not known:
        return parts[0]
    total = Part(sum(p.value for p in known), max(p.cover_to for p in parts), any(p.hedged for p in parts))
    total.points, total.counter = min(p.points for p in parts), any(p.counter for p in parts)
    total.entered = any(p.entered for p in parts)
    if any(p.low is not None for p in known):
        total.low = sum(p.value if p.low is None else p.low for p in known)
        total.high = sum(p.value if p.high is None else p.high for p in known)
    return total


def ratio(world: World, units: Sequence[str]) -> tuple[Part | None, list[str]]:
    """Started / signed of the units that answer both, with those units; no value at a denominator of 0."""
    both = [
        unit
        for unit in units
        if all(together(world, name, [unit]) is not None for name in ("projects_started", "projects_signed"))
    ]
    started, signed = (together(world, name, both) for name in ("projects_started", "projects_signed"))
    if started is None or signed is None:
        return None, []
    part = Part(None, max(started.cover_to, signed.cover_to), started.hedged or signed.hedged)
    part.counter, part.entered = started.counter or signed.counter, started.entered or signed.entered
    part.numerator, part.denominator = started.value, signed.value
    if signed.value:
        part.value = started.value / signed.value
    return part, both


def of_units(world: World, indicator: str, units: Sequence[str]) -> Part | None:
    if indicator == "conversion_same_period":
        return ratio(world, units)[0]
    return together(world, indicator, units)


def of_district(world: World, indicator: str) -> tuple[Part | None, list[str]]:
    """The figure of the district, and the units that have one; its own row only where no unit answers."""
    answering = [unit for unit in world.units if of_units(world, indicator, [unit]) is not None]
    if answering:
        return of_units(world, indicator, world.units), answering
    return of_units(world, indicator, [world.home]), []


def at(world: World, indicator: str, place: str) -> Part | None:
    """The figure of a place, be it a unit or the district."""
    if place == world.home:
        return of_district(world, indicator)[0]
    return of_units(world, indicator, [place])


def undecided(world: World, indicator: str, place: str) -> bool:
    """Whether no text says what a figure rests on (`by_hand.undecided`)."""
    fed = ("projects_started", "projects_signed") if indicator == "conversion_same_period" else (indicator,)
    units = (world.home, *world.units) if place == world.home else (place,)
    return any(by_hand.undecided(world, name, unit) for name in fed for unit in units)

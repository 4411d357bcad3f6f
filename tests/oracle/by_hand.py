"""What the bureau entered by hand, and whether it or what the unit itself reported counts.

From docs/ARCHITECTURE.md, "Figures entered by hand": the later by the day covered to counts, for one day by receipt.
What only shows that a list is kept, or adds to it, ends no entry; a figure of a week or month is the latest word on
that week or month (`counters`).
"""

from dataclasses import replace
from datetime import date

from tests.oracle.counters import figures
from tests.oracle.returns import DATE_OF, Part, answering, scoped
from tests.oracle.world import STOCKS, Record, World, hedged


def entry(world: World, indicator: str, unit: str) -> Part | None:
    """The latest entry of the year so far."""
    mine = [c for c in figures(world, indicator, unit) if c["submission"] in world.by_hand]
    told = [c for c in mine if c["period"] == "cumulative"]
    if not told:
        return None
    last = max(told, key=lambda c: (c["as_of"], c["submission"]))
    part = Part(last["value"], last["as_of"], hedged(last, "value"), counter=True, entered=True)
    part.order = last["as_of"], last["submission"]
    return part


def whole_list(world: World, indicator: str, unit: str) -> tuple[date, int] | None:
    """Day and receipt of the latest return that says the unit's whole list; None of one that was only added to.

    Of projects that is any list that answers, whatever stages it holds, unless it is one of talks alone.
    """
    lines = _whole(world, unit)
    answers = {r["submission"] for r in answering(world, indicator) if r["unit"] == unit}
    mine = [line for line in scoped(world, indicator) if line in lines]
    if indicator in DATE_OF:
        of_projects = [line for line in lines if line["table"] == "projects" and line["scope"] != "negotiating"]
        mine += [line for line in of_projects if line["submission"] in answers]
    return max(((line["period"], line["submission"]) for line in mine), default=None)


def _whole(world: World, unit: str) -> list[Record]:
    return [line for line in world.coverage if line["unit"] == unit and not line["nothing"] and not line["addition"]]


def undecided(world: World, indicator: str, unit: str) -> bool:
    """Whether no text says if a return ends an entry: a later list of projects none of which got so far.

    With an empty column for what was entered (signed, started, completed) it says none of that; yet by the folding what
    is in talks never replaces what was signed, and a list of other stages leaves what stands at this one.
    """
    told = entry(world, indicator, unit)
    if told is None or indicator not in DATE_OF:
        return False
    of_projects = [line for line in _whole(world, unit) if line["table"] == "projects"]
    signed = [(line["period"], line["submission"]) for line in of_projects if line["scope"] != "negotiating"]
    records = [(r["returned"], r["submission"]) for r in answering(world, indicator) if r["unit"] == unit]
    orders = (whole_list(world, indicator, unit), max(signed, default=None), max(records, default=None))
    return len({_later(order, told) for order in orders}) > 1


def _later(order: tuple[date, int] | None, told: Part) -> bool:
    return order is not None and told.order is not None and order > told.order


def decided(world: World, indicator: str, unit: str, own: Part | None) -> Part | None:
    """The entry, or what the unit itself reported.

    The past weeks that the unit's own return tells are known beside the entry too.
    """
    told = entry(world, indicator, unit)
    if told is None:
        return own
    if own is None or own.value is None:
        return told
    if not _later(own.order, told):
        told.points = own.points
        # what was added to the list since is not in the entry, so nothing shows that the entry still holds
        if not own.entered and not any(_later(order, told) for order in _added(world, indicator, unit)):
            told.cover_to = max([told.cover_to, *_signs_of_life(world, indicator, unit)])
        return told
    return replace(own, contradicts=own.contradicts or _contradicts(indicator, own, told))


def _contradicts(indicator: str, own: Part, told: Part) -> bool:
    """For the same day any difference; for a later one a figure counted since January that has become smaller."""
    if own.value is None or told.value is None:
        return False
    slack = 1e-9 * max(1.0, abs(told.value))
    if own.cover_to == told.cover_to:
        return abs(own.value - told.value) > slack
    return indicator not in STOCKS and own.value < told.value - slack


def _added(world: World, indicator: str, unit: str) -> list[tuple[date, int]]:
    """What was added to the unit's list, and not in its place."""
    lines = [line for line in scoped(world, indicator) if line["unit"] == unit and line["addition"]]
    return [(line["period"], line["submission"]) for line in lines if not line["nothing"]]


def _signs_of_life(world: World, indicator: str, unit: str) -> list[date]:
    """Days to which an empty list, or a zero in it, shows that the unit went on keeping it."""
    lines = [line["period"] for line in scoped(world, indicator) if line["unit"] == unit and line["nothing"]]
    year = [c for c in figures(world, indicator, unit) if c["period"] == "cumulative"]
    return lines + [c["as_of"] for c in year if world.keeps(c, "indicator") is False]

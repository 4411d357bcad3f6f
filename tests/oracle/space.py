"""This year's revitalised area, asset by asset."""

from datetime import date

from tests.oracle.returns import ASSET, Part
from tests.oracle.world import Record, World, hedged, receipt, things


def _capped(value: float, area: float | None) -> float:
    return value if area is None else min(value, area)


def _cumulative(records: list[Record]) -> Record | None:
    told = [r for r in records if r["revitalised_area"] is not None]
    return max(told, key=receipt) if told else None


def _of_last_year(world: World, indicator: str) -> dict[object, float]:
    """Each asset's area in the last snapshot before 1 January, whoever reported it; never above the asset's own."""
    if world.last_year is None:
        return {}
    found = {}
    mine = [a for a in world.last_year.tables["assets"] if a["kind"] == ASSET[indicator]]
    for identity, records in things(mine).items():
        says = _cumulative(records)
        if says is not None:
            found[identity] = _capped(says["revitalised_area"], says["area"])
    return found


def _of_the_year(world: World, increment: Record) -> bool:
    """By its own date, else by the return that reports it."""
    return bool((increment["revitalised_on"] or increment["returned"]).year == world.as_of.year)


def _of_asset(world: World, records: list[Record], base: float | None) -> tuple[tuple[date, int], float, bool]:
    """Of one asset of one unit the receipt that speaks, this year's part, and whether it is hedged.

    A cumulative area that was reached in an earlier year is itself what is taken off; increments reported after it are
    added to it. Without a cumulative area the increments of the year count.
    """
    says = _cumulative(records)
    told = [r for r in records if r["revitalised_increment"] is not None]
    later = [r for r in told if _of_the_year(world, r) and (says is None or receipt(r) > receipt(says))]
    added = sum(r["revitalised_increment"] for r in later)
    doubt = any(hedged(r, "revitalised_increment") for r in later)
    if says is None:
        last = max(records, key=receipt)
        return receipt(last), _capped(added, last["area"]), doubt
    whole, on = _capped(says["revitalised_area"], says["area"]), says["revitalised_on"]
    undated = base is None and on is None and whole > 0
    if base is None:
        base = whole if on is not None and on < world.january else 0.0
    value = max(0.0, _capped(says["revitalised_area"] + added, says["area"]) - base)
    return receipt(says), value, doubt or undated or hedged(says, "revitalised_area")


def revitalised(world: World, indicator: str, covers: dict[str, date]) -> Part:
    """Sum over the assets with an area; of one that several units report the unit with the latest return speaks."""
    mine = [a for a in world.tables["assets"] if a["kind"] == ASSET[indicator] and a["unit"] in covers]
    mine = [a for a in mine if a["revitalised_area"] is not None or a["revitalised_increment"] is not None]
    before, total, doubt = _of_last_year(world, indicator), 0.0, False
    for identity, records in things(mine).items():
        units = {r["unit"] for r in records}
        said = [_of_asset(world, [r for r in records if r["unit"] == u], before.get(identity)) for u in units]
        _, value, unsure = max(said)
        total, doubt = total + value, doubt or unsure
    return Part(total, max(covers.values()), doubt)

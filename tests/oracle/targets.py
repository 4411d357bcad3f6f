"""Targets: of a unit as submitted or seeded, of the district its own or its units' sum."""

from tests.oracle.world import LEDGER, OF_PRINCIPALS, SHARES, Record, World

WHOLE_YEAR = ("year", "Q4", "12")
"""Spans that end with the year."""
MONTHS = {**{f"{month:02}": month for month in range(1, 13)}, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "year": 12}
"""Month to whose end a target is cumulative."""


def expected(world: World, indicator: str) -> list[str]:
    """Carriers in office that keep the ledger; nobody owes what the district's principals do."""
    if indicator in OF_PRINCIPALS:
        return []
    found = []
    for unit in world.district.units:
        from_, to = unit.since, unit.until
        in_office = (from_ is None or from_ <= world.as_of) and (to is None or world.as_of <= to)
        if unit.kind == "carrier" and in_office and LEDGER[indicator] in unit.ledgers:
            found.append(unit.name)
    return found


def own_parts(world: World, indicator: str, unit: str) -> dict[str, float]:
    """Every span's target of the year, of each the latest return's; the registry's only where nothing was submitted.

    A submitted target of one quarter silences the registry's of the year all the same: it is of another edition.
    """
    year = world.as_of.year
    told: dict[str, Record] = {}
    for row in world.tables["targets"]:
        if (row["unit"], row["indicator"], row["year"]) != (unit, indicator, year):
            continue
        last = told.get(row["period"])
        if last is None or (row["returned"], row["submission"]) >= (last["returned"], last["submission"]):
            told[row["period"]] = row
    if told:
        return {span: float(row["value"]) for span, row in told.items()}
    seeds = [s for s in world.district.targets if (s.unit, s.indicator, s.year) == (unit, indicator, year)]
    return {seed.period: seed.value for seed in reversed(seeds)}


def _of_year(parts: dict[str, float]) -> float | None:
    return next((parts[span] for span in WHOLE_YEAR if span in parts), None)


def summed(world: World, indicator: str) -> float | None:
    """The units' targets together, where every expected unit has one; shares are not added."""
    owed = expected(world, indicator)
    each = {name: _of_year(own_parts(world, indicator, name)) for name in world.units}
    if indicator in SHARES or not owed or any(each[name] is None for name in owed):
        return None
    return sum(value for value in each.values() if value is not None)


def target(world: World, indicator: str, place: str) -> float | None:
    """Of the year; the district's is its own, else the sum of its units'."""
    own = _of_year(own_parts(world, indicator, place))
    return summed(world, indicator) if own is None and place == world.home else own


def plan(world: World, indicator: str, place: str) -> dict[int, float]:
    """What a place wants by the end of which month of the year.

    The district's plan is its own where its target is its own, else its units' together, by the months for which each
    unit whose target is in the sum has one.
    """
    own = own_plan(world, indicator, place)
    if place != world.home or 12 in own:
        return own
    if summed(world, indicator) is None:
        return {}
    added = [each for each in (own_plan(world, indicator, name) for name in world.units) if 12 in each]
    return {month: sum(p[month] for p in added) for month in range(1, 13) if all(month in p for p in added)}


def units_divide(world: World, indicator: str) -> bool:
    """Whether any unit has a target of a part of the year."""
    return any(month < 12 for name in world.units for month in own_plan(world, indicator, name))


def own_plan(world: World, indicator: str, unit: str) -> dict[int, float]:
    """By months; of two for one month the quarter's before the month's own, the year's before both."""
    parts = own_parts(world, indicator, unit)
    return {month: parts[span] for span, month in MONTHS.items() if span in parts}


def said(world: World, indicator: str, place: str) -> list[str]:
    """What has to be said of a target: the district's own differs from its units' sum.

    A sum that is not whole yet cannot differ, but it can be more than the district's already.
    """
    if place != world.home:
        return []
    own, units = _of_year(own_parts(world, indicator, place)), summed(world, indicator)
    differs = own is not None and units is not None and abs(own - units) > 1e-9 * max(1.0, abs(own))
    if differs:
        return ["target-differs"]
    each = [_of_year(own_parts(world, indicator, name)) for name in world.units]
    more = sum(value for value in each if value is not None)
    beyond = own is not None and units is None and indicator not in SHARES and more - own > 1e-9 * max(1.0, abs(own))
    return ["target-exceeded"] if beyond else []

"""Projects: each once by identity; of every column its latest return speaks."""

from datetime import date

from tests.oracle.returns import DATE_OF, STAGES, Part
from tests.oracle.visits import in_year
from tests.oracle.world import Record, World, hedged, things

TIER = {"projects_signed_1yi": 1.0, "projects_signed_10yi": 10.0, "projects_signed_50yi": 50.0}
IN_YUAN = ("investment", "investment_low", "investment_high")
AMOUNTS = (*IN_YUAN, "investment_usd")
SIDE = ("terminated", "paused")


def of_units(world: World, units: object) -> dict[object, list[Record]]:
    return things([p for p in world.tables["projects"] if p["unit"] in units])


def speaker(world: World, records: list[Record], *columns: str) -> Record | None:
    """The record that speaks of these columns: the latest return whose list keeps the first, even gone blank.

    Of one day's returns a figure speaks before a blank, then the later receipt.
    """

    def said(record: Record) -> bool:
        return any(record[column] is not None for column in columns)

    heard = [r for r in records if said(r) or world.keeps(r, columns[0])]
    return max(heard, key=lambda r: (r["returned"], said(r), r["submission"])) if heard else None


def reached(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else -1


def stage_now(world: World, records: list[Record]) -> str:
    """What the latest return says; of one day terminated before paused before the furthest stage.

    A list without a column of stages only ever says how far a project has come.
    """
    staged = [r for r in records if world.keeps(r, "stage") is not False]
    silent = [r for r in records if r not in staged]
    furthest = max((reached(r["stage"]) for r in silent), default=-1)
    if not staged:
        return STAGES[max(furthest, 0)]
    last = max(r["returned"] for r in staged)
    said = [r["stage"] for r in staged if r["returned"] == last]
    for side in SIDE:
        if side in said:
            return side
    return STAGES[max(furthest, *(reached(stage) for stage in said))]


def dated(world: World, covers: dict[str, date], column: str) -> list[tuple[list[Record], Record]]:
    """Projects whose speaking date lies in the year, not after the cover-to date of the unit that says it."""
    found = []
    for records in of_units(world, covers).values():
        says = speaker(world, records, column)
        if says is not None and in_year(world, says[column], covers[says["unit"]]):
            found.append((records, says))
    return found


def counted(world: World, indicator: str, covers: dict[str, date]) -> Part:
    """Projects signed, started or completed in the year, all or from a tier on."""
    found = dated(world, covers, DATE_OF[indicator])
    if indicator not in TIER:
        return Part(float(len(found)), max(covers.values()))
    tier, number, doubt = TIER[indicator], 0, False
    for records, _ in found:
        amount = speaker(world, records, *AMOUNTS)
        if amount is not None:
            number += at_least(amount, tier)
            doubt = doubt or leaves_open(amount, tier)
    return Part(float(number), max(covers.values()), doubt)


def at_least(amount: Record, tier: float) -> bool:
    """By the amount (a range by its midpoint); 5亿以上 has none and is at least its lower bound.

    近 (an upper bound, no lower one) is less than it says, and counts only where 5 % less is still enough.
    """
    if is_nearly(amount):
        return bool(0.95 * amount["investment"] >= tier)
    known = amount["investment"] if amount["investment"] is not None else amount["investment_low"]
    return known is not None and known >= tier


def is_nearly(amount: Record) -> bool:
    value = amount["investment"]
    return value is not None and amount["investment_low"] is None and amount["investment_high"] == value


def leaves_open(amount: Record, tier: float) -> bool:
    """Whether a hedge leaves open on which side of the tier an amount lies: by its bounds and by 5 % either way.

    5亿以上 has no upper end; it counts by its lower bound and is not taken for what it may be beyond. What is nearly so
    much lies below what it says, 余 (a lower bound, no upper one) not below.
    """
    value = amount["investment"]
    if value is None or not any(hedged(amount, column) for column in IN_YUAN):
        return False
    if is_nearly(amount):
        return bool(0.95 * value < tier <= value)
    if amount["investment_low"] == value and amount["investment_high"] is None:
        return bool(value < tier <= 1.05 * value)
    low = 0.95 * value if amount["investment_low"] is None else min(amount["investment_low"], 0.95 * value)
    high = 1.05 * value if amount["investment_high"] is None else max(amount["investment_high"], 1.05 * value)
    return bool(low < tier <= high)


def invested(world: World, covers: dict[str, date]) -> Part:
    """The planned investment of the projects signed; unknown where there are projects and no amount at all."""
    found = dated(world, covers, "signed_on")
    spoken = [speaker(world, records, *AMOUNTS) for records, _ in found]
    known = [r for r in spoken if r is not None and r["investment"] is not None]
    cover_to = max(covers.values())
    if found and not known:
        return Part(None, cover_to)
    doubt = any(hedged(r, column) for r in known for column in IN_YUAN)
    part = Part(sum(r["investment"] for r in known), cover_to, doubt)
    lows = [r["investment"] if r["investment_low"] is None else r["investment_low"] for r in known]
    highs = [r["investment"] if r["investment_high"] is None else r["investment_high"] for r in known]
    if lows != highs:
        part.low, part.high = sum(lows), sum(highs)
    return part


def discussed(world: World, covers: dict[str, date]) -> Part:
    """All projects but those signed or terminated before 1 January; undated ones count.

    Terminated before is what stood so in the last snapshot of the year before, taken up again since or not.
    """
    then = of_units(world.last_year, covers) if world.last_year else {}
    number = 0
    for identity, records in of_units(world, covers).items():
        says = speaker(world, records, "signed_on")
        signed_before = says is not None and says["signed_on"] is not None and says["signed_on"] < world.january
        ended_before = any(r["stage"] == "terminated" for r in then.get(identity, ()))
        number += not (signed_before or ended_before)
    return Part(float(number), max(covers.values()))


def ever_signed(world: World, records: list[Record], covers: dict[str, date]) -> bool:
    """Stands at signed or beyond, is dated so, or stood there before it was stopped, as far as standing lists say."""
    if reached(stage_now(world, records)) >= STAGES.index("signed"):
        return True
    for column in ("signed_on", "registered_on", "started_on", "completed_on", "producing_on"):
        says = speaker(world, records, column)
        if says is not None and says[column] is not None and says[column] <= covers[says["unit"]]:
            return True
    told = [r["stage"] for r in records] + [world.reached.get(r["identity"], "") for r in records]
    return stage_now(world, records) in SIDE and any(reached(stage) >= STAGES.index("signed") for stage in told)


def stock(world: World, covers: dict[str, date]) -> Part:
    """Now at started or beyond / ever signed."""
    signed = [records for records in of_units(world, covers).values() if ever_signed(world, records, covers)]
    going = [r for r in signed if reached(stage_now(world, r)) >= STAGES.index("started")]
    value = len(going) / len(signed) if signed else None
    return Part(value, max(covers.values()), numerator=float(len(going)), denominator=float(len(signed)))

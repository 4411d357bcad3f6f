"""Figures beyond what one thing of their kind can be: most likely typed in another unit of measure than the column's.

Where an earlier return stands, `magnitude` compares with it; this holds for the first one too. Such a figure stays as
it is, counted and marked, with the unit that would make it plausible. What is plausible is said here and nowhere else.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import isclose

from loaders.answers import answered
from loaders.asking import UNIT_CHOICES
from loaders.entry import Record
from loaders.grid import Address, Value, address
from loaders.ledgers.measured import quantity as measured_in
from loaders.measures import quantity_of_unit, unit_in
from loaders.outcome import ColumnReading, TableReading
from loaders.tables import FIGURES, SheetResult
from loaders.values import text


@dataclass(frozen=True, slots=True)
class Bound:
    """Below how much, and from how much on, a figure is plausible; in the base unit of its quantity."""

    quantity: str
    most: float
    least: float = 0.0

    def holds(self, value: float) -> bool:
        return self.least <= value < self.most


AMOUNT = Bound("money", 1_000)
"""Of one project or event: less than 1,000 亿元."""
PLANNED = Bound("money", 1_000, 0.005)
"""Planned in all for one project: at least 500,000 yuan, too."""
DOLLARS = Bound("usd", 1_000_000)
"""Of one project: less than 10 billion US dollars."""
SITE, WHOLE_SITE = Bound("area", 5_000_000), Bound("area", 5_000_000, 10)
"""Of one parcel of land: less than 5 km²; the whole of it at least 10 m²."""
FLOOR, WHOLE_FLOOR = Bound("area", 1_000_000), Bound("area", 1_000_000, 10)
"""Of one factory or building: less than 1 km² of floor; the whole of it at least 10 m²."""
TOGETHER = {"money": Bound("money", 10_000), "area": Bound("area", 20_000_000)}
"""Of a unit or the district, done or to be done: less than 10,000 亿元, less than 20 km²."""

_MONEY: Mapping[tuple[str, str], tuple[tuple[str, Bound], ...]] = {
    ("projects", "investment"): (
        ("investment", PLANNED), ("investment_high", AMOUNT), ("investment_low", AMOUNT), ("investment_usd", DOLLARS),
    ),
    ("projects", "investment_usd"): (("investment_usd", DOLLARS),),
    ("projects", "paid_in"): (("paid_in", AMOUNT),),
    ("events", "investment"): (("investment", AMOUNT),),
}  # fmt: skip
"""(ledger, field of the heading) -> fields it fills; the first that is there is looked at."""
_WHOLE = {"area": "", "land_area": "land", "floor_area": "floor"}
"""Heading of an asset's own area -> of which kinds it is; "" for any."""
_PARTS = ("idle_area", "revitalised_area", "revitalised_increment")


def doubt_figures(results: list[SheetResult], settled: Collection[str]) -> None:
    """`unit-of-measure-doubtful` on every such figure, unless a person has just said what its column is measured in."""
    for result in results:
        for reading in result.readings:
            for column in reading.mapping:
                if not answered(settled, reading.ledger, column.heading):
                    for value, bound, cell in _figures(result, reading, column):
                        if value and not bound.holds(value):
                            _doubt(result, reading, column, value, bound, address(cell))


def _figures(result: SheetResult, reading: TableReading, column: ColumnReading) -> Iterator[tuple[float, Bound, str]]:
    """The figures of a column, each with its bound and cell."""
    if reading.ledger in FIGURES:
        yield from _together(result, reading, column)
        return
    money = _MONEY.get((reading.ledger, column.field), ())
    if not column.quantity or not (money or reading.ledger == "assets"):
        return
    for record in result.records.get(reading.ledger, ()):
        if record["table"] == reading.table:
            for name, bound in money or _areas(column.field, record):
                if (value := record.get(name)) is not None:
                    yield value, bound, f"{column.letter}{record['row']}"
                    break


def _together(result: SheetResult, reading: TableReading, column: ColumnReading) -> Iterator[tuple[float, Bound, str]]:
    """The same of counters and targets, each of which knows its cell."""
    for record in chain.from_iterable(result.records.get(table, ()) for table in FIGURES):
        bound = TOGETHER.get(measured_in(record["indicator"]))
        if bound and record["table"] == reading.table and record["cell"].rstrip("0123456789") == column.letter:
            yield record["value"], bound, record["cell"]


def _areas(field: str, record: Record) -> tuple[tuple[str, Bound], ...]:
    """Fields of an asset that a column fills, each with its bound."""
    kind = "floor" if record.get("kind") in ("factory", "building") else "land"
    if field in _WHOLE:
        bound = WHOLE_FLOOR if kind == "floor" else WHOLE_SITE
        return (("area", bound),) if _WHOLE[field] in ("", kind) else ()
    return ((field, FLOOR if kind == "floor" else SITE),) if field in _PARTS else ()


def _doubt(
    result: SheetResult, reading: TableReading, column: ColumnReading, value: float, bound: Bound, at: Address
) -> None:
    canvas = next(part.canvas for part in result.parts if part.block.number == reading.table)
    at = canvas.origin(*at)
    likely = _likely(value, bound, _factor(canvas.own(*at), value, column, bound.quantity))
    limit = bound.most if value >= bound.most else bound.least
    result.notes.find(
        "unit-of-measure-doubtful", at, str(value), quantity=bound.quantity, value=value, limit=limit, likely=likely
    )


def _factor(typed: Value, value: float, column: ColumnReading, quantity: str) -> float:
    """Base units to one of what a figure was read in: by its number, else by its cell's or the column's unit."""
    if isinstance(typed, int | float) and typed:
        return value / typed
    known = quantity_of_unit(unit_in(text(typed), quantity) or column.unit)
    return known[1] if known else 0.0


def _likely(value: float, bound: Bound, factor: float) -> str:
    """The first other unit in which the figure would be plausible, "" for none."""
    for unit in UNIT_CHOICES[bound.quantity] if factor else ():
        measured = quantity_of_unit(unit)
        if measured is None or measured[0] != bound.quantity or isclose(measured[1], factor):
            continue
        if bound.holds(value / factor * measured[1]):
            return unit
    return ""

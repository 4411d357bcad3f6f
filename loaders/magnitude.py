"""Units of measure checked by magnitude: the same things, measured last time and now.

Things are matched by name. The column has changed its unit when the median of now / last time is close to a factor
between two units (`FACTORS`, or its inverse) and at least two matched things, and more than half of them, jump with it;
of a single matched thing the jump must be exact. One revised amount therefore moves nothing. Where the column as a
whole stays but one thing jumps by exactly such a factor, that one cell was typed in another unit.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from statistics import median
from typing import Any

import pandas as pd

from dashboard.names import key
from loaders.answers import about, answer, answered
from loaders.asking import UNIT_CHOICES
from loaders.entry import Record
from loaders.grid import address
from loaders.ledgers.measured import quantity as measured_in
from loaders.measures import quantity_of_unit
from loaders.outcome import ColumnReading, Question, TableReading
from loaders.tables import SheetResult

FACTORS: Mapping[str, tuple[float, ...]] = {"money": (1e4, 1e3, 1e8), "area": (1e4, 1e3, 2000 / 3)}
"""Between 亿元, 万元 and 元; between 万㎡, ㎡ and 亩; and the 千 of a sheet kept in thousands."""
FIGURES = ("counters", "targets")
ROLES = ("target", "cumulative", "week", "month")
"""What heads the figures of a table whose indicators stand in its rows."""
CLOSE, EXACT = 0.2, 0.005
"""How far from the factor the median of a column, and the ratio of a single thing, may lie."""
_FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "projects": {
        "investment": ("investment", "investment_low", "investment_high"),
        "investment_usd": ("investment_usd",),
        "paid_in": ("paid_in",),
    },
    "assets": {
        **dict.fromkeys(("area", "land_area", "floor_area"), ("area",)),
        "idle_area": ("idle_area",),
        "revitalised_area": ("revitalised_area",),
    },
    "events": {"investment": ("investment",)},
}
"""Heading's field -> fields of the record that its figures fill; what is new each week has nothing to compare with."""
_KEYS: Mapping[str, tuple[str, ...]] = {
    "projects": ("unit", "name"),
    "assets": ("unit", "kind", "name", "location"),
    "events": ("unit", "title", "date"),
    "counters": ("unit", "indicator", "period"),
    "targets": ("unit", "indicator", "year", "period"),
}
_KINDS = {"land_area": ("land",), "floor_area": ("factory", "building")}


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing measured last time and now."""

    record: Record
    before: float
    now: float

    @property
    def ratio(self) -> float:
        return self.now / self.before


def check_units(
    results: list[SheetResult],
    previous: Mapping[str, pd.DataFrame] | None,
    settled: Collection[str],
    doubted: Mapping[str, Mapping[str, Any]],
) -> None:
    """Takes figures in a changed unit out of the records, with a finding and a question each.

    `settled` are headings (`loaders.answers`) whose unit a person has just confirmed or corrected: their figures stay
    as they are. `doubted` are those that nobody settled last time, with their factor (`times`) and the `figures` left
    out: what was absent then stays out until somebody answers, unless it is by the factor what one of them was.
    """
    for result in results if previous else ():
        for reading in result.readings:
            for column in chain.from_iterable(map(_measured, reading.mapping)):
                if not answered(settled, reading.ledger, column.heading):
                    _check(
                        result, reading, column, previous or {}, answer(doubted, reading.ledger, column.heading) or {}
                    )


def _measured(column: ColumnReading) -> Iterator[ColumnReading]:
    """A column once for each quantity its figures may be of: 累计 beside a column of indicators is of all of them."""
    if column.quantity:
        yield column
    elif column.field in ROLES:
        yield from (replace(column, quantity=quantity) for quantity in FACTORS)


def _check(
    result: SheetResult,
    reading: TableReading,
    column: ColumnReading,
    previous: Mapping[str, pd.DataFrame],
    doubted: Mapping[str, Any],
) -> None:
    doubt = doubted.get("times", 0.0)
    tables = FIGURES if reading.ledger in FIGURES else (reading.ledger,)
    records = {table: list(_records(result, reading, column, table)) for table in tables}
    fields = ("value",) if reading.ledger in FIGURES else _FIELDS.get(reading.ledger, {}).get(column.field, ())
    if not fields:
        return
    pairs = list(chain.from_iterable(_pairs(t, rows, fields[0], previous.get(t)) for t, rows in records.items()))
    figures = [r[fields[0]] for r in chain.from_iterable(records.values()) if r.get(fields[0])]
    settled = bool(pairs) or bool(figures and all(_put_right(figure, doubted) for figure in figures))
    factor = jump([pair.ratio for pair in pairs], column.quantity) or (0.0 if settled else doubt)
    if factor:
        nearest = min(pairs, key=lambda pair: abs(log(pair.ratio / factor)), default=None)
        _ask(result, reading, column, column.cell, factor, figures, nearest)
        _strike(result, chain.from_iterable(records.values()), fields)
        return
    alone = [(pair.record, _nearest(pair.ratio, column.quantity, EXACT), pair) for pair in pairs if len(pairs) > 1]
    absent = chain.from_iterable(_absent(t, rows, fields[0], previous.get(t)) for t, rows in records.items())
    still = ((record, doubt, None) for record in absent if not _put_right(record[fields[0]], doubted))
    for record, own, pair in (*alone, *still):
        if own:
            _ask(result, reading, column, f"{column.letter}{record['row']}", own, [record[fields[0]]], pair)
            _strike(result, [record], fields)


def _put_right(value: float, doubted: Mapping[str, Any]) -> bool:
    """Whether a figure is what one that was left out becomes by the factor: 5 after 50000."""
    return any(abs(value * doubted["times"] / figure - 1) <= CLOSE for figure in doubted.get("figures", ()))


def _records(result: SheetResult, reading: TableReading, column: ColumnReading, table: str) -> Iterator[Record]:
    """Records whose figures stand in a column."""
    for record in result.records.get(table, ()):
        if record["table"] != reading.table:
            continue
        if table in FIGURES:
            told = record["indicator"] == column.field
            told = told or (column.field in ROLES and measured_in(record["indicator"]) == column.quantity)
            if told and record["cell"].rstrip("0123456789") == column.letter:
                yield record
        elif record.get("kind") in _KINDS.get(column.field, (record.get("kind"),)):
            yield record


def _pairs(table: str, records: list[Record], field: str, old: pd.DataFrame | None) -> Iterator[Pair]:
    """Things with a positive figure on both sides, each by a name that is the only one on its side."""
    if old is None or not records:
        return
    before = _once(_figures(table, field, old))
    now = _once((_name(table, record), record) for record in records)
    for name, record in now.items():
        earlier, later = before.get(name), record.get(field)
        if earlier is not None and later is not None and earlier > 0 and later > 0:
            yield Pair(record, earlier, later)


def _absent(table: str, records: list[Record], field: str, old: pd.DataFrame | None) -> Iterator[Record]:
    """Records that have a figure now and had none last time."""
    if old is None or not records:
        return
    without = {name for name, figure in _figures(table, field, old) if figure != figure}
    yield from (record for record in records if record.get(field) and _name(table, record) in without)


def _figures(table: str, field: str, old: pd.DataFrame) -> Iterator[tuple[tuple[object, ...], Any]]:
    """Name and figure of every row of last time's table; by columns, since a row of a frame is dear to make."""
    names = (*_KEYS[table], field)
    for row in zip(*(old[name].tolist() for name in names), strict=True):
        yield _name(table, dict(zip(names, row, strict=True))), row[-1]


def _name(table: str, record: Mapping[Any, Any]) -> tuple[object, ...]:
    if table == "counters" and record["period"] != "cumulative":
        return ()
    values = (record.get(column) for column in _KEYS[table])
    return tuple(key(v) if isinstance(v, str) else "" if v is None else v for v in values)


def _once(entries: Iterable[tuple[tuple[object, ...], Any]]) -> dict[tuple[object, ...], Any]:
    """Entries whose name occurs once; a name twice could be either."""
    found: dict[tuple[object, ...], Any] = {}
    twice: set[tuple[object, ...]] = {()}
    for name, entry in entries:
        if name in found:
            twice.add(name)
        found[name] = entry
    return {name: entry for name, entry in found.items() if name not in twice}


def jump(ratios: list[float], quantity: str) -> float:
    """The factor by which a column as a whole has jumped, 0 when it has not."""
    if not ratios:
        return 0.0
    if len(ratios) == 1:
        return _nearest(ratios[0], quantity, EXACT)
    factor = _nearest(median(ratios), quantity, CLOSE)
    with_it = [ratio for ratio in ratios if factor and abs(ratio / factor - 1) <= CLOSE]
    return factor if len(with_it) >= 2 and len(with_it) * 2 > len(ratios) else 0.0


def _nearest(ratio: float, quantity: str, tolerance: float) -> float:
    """The factor, or its inverse, that a ratio equals within the tolerance; 0 for none."""
    known = [f for factor in FACTORS[quantity] for f in (factor, 1 / factor)]
    best = min(known, key=lambda factor: abs(log(ratio / factor)))
    return best if abs(ratio / best - 1) <= tolerance else 0.0


def _strike(result: SheetResult, records: Iterable[Record], fields: tuple[str, ...]) -> None:
    """Takes figures out; of a table of figures the whole record, for it is nothing else."""
    for record in records:
        for field in fields:
            record[field] = None
    for table in FIGURES:
        if table in result.records:
            result.records[table] = [record for record in result.records[table] if record["value"] is not None]


def _ask(
    result: SheetResult,
    reading: TableReading,
    column: ColumnReading,
    cell: str,
    factor: float,
    figures: list[float],
    pair: Pair | None,
) -> None:
    compared = _compared(column, pair) if pair else {}
    result.notes.find(
        "unit-of-measure-changed", address(cell), column.heading,
        factor=_times(factor), subject=about(reading.ledger, column.heading), times=factor, figures=figures, **compared,
    )  # fmt: skip
    if not any(q.about == "unit-of-measure" and q.found == column.heading for q in result.questions):
        choices = _choices(column, factor)
        result.questions.append(Question("unit-of-measure", reading.name, cell, column.heading, choices, compared))


def _compared(column: ColumnReading, pair: Pair) -> dict[str, Any]:
    """The cell that shows the jump best, with its figure as read now and last time, in base units."""
    quantity = "usd" if column.field == "investment_usd" else column.quantity
    example = f"{column.letter}{pair.record['row']}"
    return {"example": example, "was": pair.before, "now": pair.now, "quantity": quantity}


def _choices(column: ColumnReading, factor: float) -> tuple[str, ...]:
    """Units of the quantity: the one that would undo the jump first, then the one read so far."""
    offered = UNIT_CHOICES[column.quantity]
    own = quantity_of_unit(column.unit)
    if not own:
        return offered

    def distance(unit: str) -> float:
        measured = quantity_of_unit(unit)
        return abs(log(measured[1] * factor / own[1])) if measured and measured[0] == own[0] else float("inf")

    likeliest = min(offered, key=distance)
    return tuple(dict.fromkeys((likeliest, column.unit, *offered)))


def _times(factor: float) -> str:
    """10000, 666.7, 1/10000."""
    shown = f"{max(factor, 1 / factor):,.1f}".replace(",", "").removesuffix(".0")
    return shown if factor > 1 else f"1/{shown}"

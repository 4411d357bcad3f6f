"""What the figures of one row assert about each other: a rate, a total of months, a total of units."""

from loaders.grid import Address
from loaders.ledgers.slots import Slot
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.totals import Part, agrees, mismatch

_RATE_TOLERANCE = 0.006


def check_rates(table: TableReader, done: dict[str, dict[str, list[tuple[float, Address]]]]) -> None:
    """`rate-mismatch` where a rate is not done over target, as a share or in per cent; any target of the row may be
    meant where the year's stands beside a quarter's."""
    for figures in done.values():
        targets = [value for value, _ in figures.get("target", ()) if value]
        if not {"rate", "cumulative"} <= figures.keys() or not targets:
            continue
        shares = [figures["cumulative"][-1][0] / target for target in targets]
        rate, at = figures["rate"][-1]
        if min(abs(share - each) for share in shares for each in (rate, rate / 100)) > _RATE_TOLERANCE:
            table.notes.find("rate-mismatch", at, computed=round(shares[0], 4))


def check_across(table: TableReader, row: int, figures: list[tuple[Slot, str, Part, Address]]) -> None:
    """A total column: the months must add to the cumulative figure, the units across to their 合计."""
    for slot, indicator, claimed, at in figures:
        months = [p for s, i, p, _ in figures if i == indicator and s.month and s.unit == slot.unit]
        units = [p for s, i, p, _ in figures if i == indicator and s.unit and s.role == slot.role]
        run = (units or months) if slot.total else months if slot.role == "cumulative" and not slot.month else []
        if len(run) > 1 and not agrees(claimed, run):
            mismatch(table, Line(row, "total"), at, claimed, [run])

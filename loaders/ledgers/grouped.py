"""Unit × category tables with the unit typed once: rows below it without one are its own, those of 合计 the total's."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.names import key
from loaders.ledgers.plan import Plan
from loaders.lines import Line
from loaders.phrases import TOTAL
from loaders.reader import TableReader
from loaders.values import text


def grouped(table: TableReader, plan: Plan, lines: Iterable[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines, those that go on under a total as totals; and, for rows whose unit stands further up, its row.

    Only where each row names its own indicator: without one a row without a unit says nothing that could be grouped.
    """
    found, named = list(lines), dict[int, int]()
    if not (plan.units and plan.indicators):
        return found, named
    head: Line | None = None
    for i, line in enumerate(found):
        if line.kind not in ("data", "total"):
            head = None if line.kind in ("section", "repeat") else head
            continue
        words = text(table.peek(line.row, plan.units)[0])
        if line.kind == "total" or TOTAL.fullmatch(key(words)):
            head = line if line.kind == "total" else replace(line, kind="total", text=words, column=plan.units)
            found[i] = head
        elif words:
            head = line
        elif head is not None and head.kind == "total":
            found[i] = replace(head, row=line.row)
        elif head is not None:
            named[line.row] = head.row
    return found, named

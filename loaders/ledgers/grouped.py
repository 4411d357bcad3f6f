"""Rows of a table of figures whose unit cell is blank: the unit's above, the total's, a total themselves, or nobody's.

Where each row names what it counts (an indicator, a month, 目标 or 完成), a unit typed once holds for the rows below it
until one of them names what was already counted under it; the rows below 合计 are the total's. Where it does not, a row
without a unit can only be a total of the others that does not say so, and else it is nobody's that the table names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.names import key, unit_named
from loaders.ledgers.measured import quantity
from loaders.ledgers.plan import Plan
from loaders.lines import Line
from loaders.phrases import TOTAL
from loaders.reader import TableReader
from loaders.totals import agrees, part_of, scopes
from loaders.values import text

_GROUPS = ("街道", "镇", "乡", "乡镇", "园区")
_FEWEST = 2
"""A sum has no fewer parts."""


def grouped(table: TableReader, plan: Plan, lines: Iterable[Line]) -> tuple[list[Line], dict[int, int]]:
    """The lines, those that go on under a total as totals; and, for rows whose unit stands further up, its row."""
    found = list(lines)
    if not plan.units:
        return found, {}
    found = _own_rows(table, plan, found)
    found = _with_groups(table, plan, found)
    return _carried(table, plan, found) if _labels(plan) else (_with_sums(table, plan, found), {})


def _own_rows(table: TableReader, plan: Plan, lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a numbered unit with figures of its own as data: 一、新海街道 | 6 | 11, where no rows without
    a unit stand below it."""
    found: list[Line] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        heads = below is not None and below.kind == "data" and not text(table.peek(below.row, plan.units)[0])
        own = line.kind == "section" and line.column == plan.units and _figured(table, plan, line.row) and not heads
        found.append(replace(line, kind="data") if own else line)
    return found


def _with_groups(table: TableReader, plan: Plan, lines: Sequence[Line]) -> list[Line]:
    """The lines, those that stand for a whole group of units as its subtotal: 街道 | 7 above the streets.

    Several groups are believed where one of them adds up, a single one only by itself and over several units.
    """
    words = [text(table.peek(line.row, plan.units)[0]) if line.kind == "data" else "" for line in lines]
    named = [bool(word and unit_named(word, table.district)) for word in words]
    groups = {*table.district.groups, *_GROUPS}
    beside = [any(named[max(0, i - 1) : i] + named[i + 1 : i + 2]) for i in range(len(lines))]
    told = [
        replace(line, kind="total", text=f"{word}小计", column=plan.units) if word in groups and near else line
        for line, word, near in zip(lines, words, beside, strict=True)
    ]
    heads = [line for line, before in zip(told, lines, strict=True) if line is not before]
    fewest = 1 if len(heads) > 1 else _FEWEST
    return told if any(_sums(table, plan, told, head, fewest) for head in heads) else list(lines)


def _carried(table: TableReader, plan: Plan, found: list[Line]) -> tuple[list[Line], dict[int, int]]:
    named: dict[int, int] = {}
    head: Line | None = None
    counted: set[tuple[str, ...]] = set()
    for i, line in enumerate(found):
        if line.kind not in ("data", "total"):
            head = None if line.kind in ("section", "repeat") else head
            continue
        words = text(table.peek(line.row, plan.units)[0])
        label = tuple(text(table.peek(line.row, column)[0]) for column in _labels(plan))
        if total := _total(line, words, plan):
            found[i] = head = total
        elif words:
            head, counted = line, {label}
        elif head is not None and head.kind == "total":
            found[i] = replace(head, row=line.row)
        elif head is not None and label not in counted:
            named[line.row] = head.row
            counted.add(label)
        else:
            head = None
    return found, named


def _total(line: Line, words: str, plan: Plan) -> Line | None:
    """The line as a total where it or its unit cell says so."""
    if line.kind == "total":
        return line
    return replace(line, kind="total", text=words, column=plan.units) if TOTAL.fullmatch(key(words)) else None


def _labels(plan: Plan) -> list[int]:
    """The columns in which each row says what it counts."""
    return [column for column in (plan.indicators, plan.roles, plan.months) if column]


def _with_sums(table: TableReader, plan: Plan, lines: Sequence[Line]) -> list[Line]:
    """The lines, those that name no unit and whose figures are the sums of others as totals."""
    return [
        replace(line, kind="total", column=plan.units)
        if line.kind == "data" and nameless(table, plan, line.row) and _sums(table, plan, lines, line)
        else line
        for line in lines
    ]


def nameless(table: TableReader, plan: Plan, row: int) -> bool:
    """Whether a row has figures and names no unit."""
    return _figured(table, plan, row) and not text(table.peek(row, plan.units)[0])


def _figured(table: TableReader, plan: Plan, row: int) -> bool:
    return any(table.canvas.own(row, slot.column) is not None for slot in plan.slots)


def _sums(table: TableReader, plan: Plan, lines: Sequence[Line], line: Line, fewest: int = _FEWEST) -> bool:
    others = [each.row for each in lines if each.kind == "data" and text(table.peek(each.row, plan.units)[0])]
    claims = 0
    for slot in plan.slots:
        kind = quantity(slot.indicator) if slot.indicator and slot.role != "rate" else ""
        claimed = part_of(table, line.row, slot.column, kind) if kind else None
        if claimed is None:
            continue
        parts = {row: part for row in others if (part := part_of(table, row, slot.column, kind))}
        runs = [[parts[row] for row in rows if row in parts] for rows in scopes(lines, line)]
        if not any(len(run) >= fewest and agrees(claimed, run) for run in runs):
            return False
        claims += bool(claimed.value)
    return claims > 0

"""合计 and 小计 rows as assertions: each must equal a sum of the rows it can mean, else the difference is explained."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Any

from loaders import headings
from loaders.figures import number
from loaders.grid import Address, Value
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.values import text

_SUMMED = {"money": "money", "area": "area", "count": "count"}
HEDGED_SHARE = 0.05
"""How far a hedged figure may be off before a total over it is called wrong."""
_TEN_THOUSAND = (1e4, 1e-4)
_TOTAL_WORDS = re.compile(r"[合总共]计|[\s()（）:：]")
"""What a total says besides whose it is."""

_COUNTED = re.compile(r"[(（]\s*共?(?:计|外出|接待|来访)?\s*(\d+)\s*(个|家|宗|处|项|批次|场次|批|次|趟)")
_TRIPS = frozenset({"批次", "场次", "批", "次", "趟"})
"""Words that count trips and receptions, of which each may fill several rows."""
_SAID = re.compile(r"(?:\D*[^\d.])?(\d{1,5})(次|批次|场次|批|场|趟|个|宗|项|处|栋)(?![\d])\D*")
_RECORDS = {
    "visits": ("次", "批次", "场次", "批", "趟"),
    "events": ("次", "场次", "场"),
    "projects": ("个", "项"),
    "assets": ("个", "宗", "处", "栋"),
}
"""Unit words that count the records of a ledger. 家 does not: it counts distinct organisations."""


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of one row, in the base unit, and how exactly it was typed."""

    row: int
    value: float
    decimals: int
    hedged: bool = False
    slack: float = 0.0
    """How far to each side of `value` the cell's range (1亿-3亿) reaches."""


def check_totals(
    table: TableReader, lines: Sequence[Line], records: Collection[int], planned: Collection[int] = ()
) -> list[int]:
    """Compares every total row of a list with its parts, notes mismatches, and returns the rows of the totals.

    `records` are the rows at which the table's records begin: what 共12批次 counts, but for the `planned` ones among
    them, which did not take place.
    """
    _check_counts(table, lines, records, planned)
    _check_sections(table, lines)
    totals = [line for line in lines if line.kind == "total"]
    if not totals:
        return []
    for line in totals:
        for column, _ in table.canvas.typed(line.row, table.block.left, table.block.right):
            table.value(line.row, column)
        _check_said(table, lines, line, records, planned)
    for column, kind in summed_columns(table):
        _check_column(table, lines, totals, column, kind, records)
    return [line.row for line in totals]


def _check_counts(
    table: TableReader, lines: Sequence[Line], records: Collection[int], planned: Collection[int]
) -> None:
    """一、在谈项目（3个） asserts three rows, 一、板浦镇（3次） three trips; a section that only opens further sections
    asserts nothing here."""
    own = _RECORDS.get(table.columns.ledger, ())
    for i, line in enumerate(lines):
        counted = _COUNTED.search(line.text) if line.kind == "section" else None
        if not counted or (counted.group(2) in _TRIPS and counted.group(2) not in own):
            continue
        run = _run(islice(lines, i + 1, None), ("section",))
        rows = [row for row in run if row in records and row not in planned] if counted.group(2) in _TRIPS else run
        if run and len(rows) != int(counted.group(1)):
            at = (line.row, line.column)
            table.notes.find("subtotal-mismatch", at, line.text, claimed=int(counted.group(1)), computed=len(rows))


def _check_said(
    table: TableReader, lines: Sequence[Line], total: Line, records: Collection[int], planned: Collection[int]
) -> None:
    """合计 | 7批次, wherever it stands in the row, asserts seven records of a run."""
    words = _RECORDS.get(table.columns.ledger, ())
    for column, value in table.canvas.typed(total.row, table.block.left, table.block.right):
        said = _SAID.fullmatch(text(value)) if isinstance(value, str) else None
        if not said or said.group(2) not in words:
            continue
        claimed = int(said.group(1))
        runs = [[row for row in rows if row in records] for rows in scopes(lines, total)]
        counts = [sum(row not in planned for row in run) for run in runs]
        if counts and claimed not in counts:
            code = "subtotal-mismatch" if total.subtotal else "total-mismatch"
            at = (total.row, column)
            told = _with_planned(claimed, runs, planned)
            table.notes.find(code, at, claimed=claimed, computed=counts[0], difference=claimed - counts[0], **told)


def _with_planned(claimed: int, runs: list[list[int]], planned: Collection[int]) -> dict[str, str]:
    """What explains a number of records that is right only with the planned ones: their rows."""
    run = next((run for run in runs if len(run) == claimed), [])
    rows = ", ".join(str(row) for row in run if row in planned)
    return {"cause": "row-planned", "at_row": rows} if rows else {}


def _check_sections(table: TableReader, lines: Sequence[Line]) -> None:
    """A figure in a section row (二 | 签约项目 | | 10.5) is the sum of the rows that follow."""
    headed = [(i, line) for i, line in enumerate(lines) if line.kind == "section"]
    if not headed:
        return
    for column, kind in summed_columns(table):
        parts = {each.row: p for each in lines if each.kind == "data" and (p := part_of(table, each.row, column, kind))}
        for i, line in headed:
            claimed = part_of(table, line.row, column, kind)
            if not claimed:
                continue
            rest = (_run(islice(lines, i + 1, None), stop) for stop in (("section",), ()))
            runs = [[parts[r] for r in rows if r in parts] for rows in rest]
            if not any(agrees(claimed, run) for run in runs):
                mismatch(table, line, (line.row, column), claimed, runs)


def summed_columns(table: TableReader) -> list[tuple[int, str]]:
    """Columns of a list whose figures add up, with what they measure."""
    return [
        (columns[0], kind)
        for name, columns in table.columns.fields.items()
        if (kind := _SUMMED.get(headings.word(table.columns.ledger, name).kind, ""))
    ]


def part_of(table: TableReader, row: int, column: int, kind: str) -> Part | None:
    """The figure of a cell; None where there is none, or none that can be read."""
    value = table.canvas.own(row, column)
    read = number(value, quantity=kind, unit=table.unit_of(column, kind))
    if value is None or read.value is None or read.problem:
        return None
    slack = read.high - read.value if read.hedge == "range" and read.high is not None else 0.0
    return Part(row, read.value, decimals(value), bool(read.hedge), slack)


def decimals(value: Value) -> int:
    """Decimal places typed."""
    text = f"{value}"
    return len(text.rpartition(".")[2]) if "." in text and not text.endswith(".0") else 0


def _check_column(
    table: TableReader, lines: Sequence[Line], totals: list[Line], column: int, kind: str, records: Collection[int]
) -> None:
    parts = {
        line.row: part for line in lines if line.kind == "data" and (part := part_of(table, line.row, column, kind))
    }
    if not parts:
        return
    for line in totals:
        claimed = part_of(table, line.row, column, kind)
        if claimed is None:
            continue
        runs = [[parts[r] for r in rows if r in parts] for rows in scopes(lines, line)]
        # a total may count a copy that the figures leave out, or not; what every row of a trip repeats counts once
        once = [[part for part in run if part.row not in table.duplicates] for run in runs]
        begun = [[part for part in run if part.row in records] for run in runs]
        if not any(agrees(claimed, scope) for scope in (*runs, *once, *begun)):
            meant = next((rows for rows in scopes(lines, line) if any(row in parts for row in rows)), [])
            unit = table.unit_of(column, kind)
            unread = [row for row in meant if number(table.canvas.own(row, column), quantity=kind, unit=unit).problem]
            mismatch(table, line, (line.row, column), claimed, runs, unread)


def scopes(lines: Sequence[Line], total: Line) -> Iterable[list[int]]:
    """Runs of data rows a total can stand for, the likeliest first."""
    position = lines.index(total)
    # 小计 over several categories fills several rows: what they add up stands above the first of them
    before = _run(dropwhile(_adds_up, reversed(lines[:position])), ("total", "section"))
    after = _run(lines[position + 1 :], ("total", "section"))
    up_to_section = _run(reversed(lines[:position]), ("section",))
    everything = [line.row for line in lines if line.kind == "data"]
    above = [line.row for line in lines[:position] if line.kind == "data"]
    if total.subtotal:
        return [before, after, up_to_section, everything]
    if _of_section(lines[:position], total):
        return [up_to_section, before, after, everything, above]
    return [everything, above, before, after, up_to_section]


def _of_section(above: Sequence[Line], total: Line) -> bool:
    """Whether a total names the section that it stands in: 签约项目合计, 合计（签约） under 二、签约项目（2个）."""
    section = next((line for line in reversed(above) if line.kind == "section"), None)
    own = _TOTAL_WORDS.sub("", total.text)
    return section is not None and len(own) > 1 and own in section.text


def _adds_up(line: Line) -> bool:
    return line.kind == "total"


def _run(lines: Iterable[Line], stop: tuple[str, ...]) -> list[int]:
    rows: list[int] = []
    for line in lines:
        if line.kind in stop:
            break
        if line.kind == "data":
            rows.append(line.row)
    return rows


def _tolerance(claimed: Part, scope: list[Part]) -> float:
    """Rounding of the parts and of the total, as many decimals as were typed."""
    scale = max((p.value for p in (*scope, claimed)), key=abs, default=1.0)
    places = min([p.decimals for p in scope] + [claimed.decimals], default=0)
    rounding = 0.5 * 10.0**-places * (len(scope) + 1) if places else 0.0
    hedged = HEDGED_SHARE * math.fsum(abs(p.value) for p in (*scope, claimed) if p.hedged and not p.slack)
    exact = max(1e-6 * abs(scale), min(rounding, 0.002 * abs(scale)), hedged)
    # whoever adds up 1亿-3亿 may take either end of it, or anything between
    return exact + math.fsum(p.slack for p in (*scope, claimed))


def agrees(claimed: Part, scope: list[Part]) -> bool:
    return bool(scope) and abs(math.fsum(p.value for p in scope) - claimed.value) <= _tolerance(claimed, scope)


def mismatch(
    table: TableReader,
    line: Line,
    at: Address,
    claimed: Part,
    runs: list[list[Part]],
    unread: Sequence[int] = (),
) -> None:
    """Notes a total that no run of rows adds up to, with the one row that explains it, or those that are `unread`."""
    scope = next((run for run in runs if run), [])
    if not scope:
        return
    total = math.fsum(p.value for p in scope)
    code = "subtotal-mismatch" if line.subtotal or line.kind == "section" else "total-mismatch"
    explained = _explanation(claimed.value, total, scope)
    if unread and claimed.value > total:
        explained = {"cause": "row-unreadable", "at_row": ", ".join(map(str, unread))}
    found = table.canvas.own(*at)
    if explained.get("cause") == "unit-of-measure":
        # the total may be right: the cell that explains it is the one to look at
        table.notes.find("unit-of-measure-doubtful", (explained["at_row"], at[1]), total=True)
    table.notes.find(
        code, at, found, claimed=claimed.value, computed=total, difference=claimed.value - total, **explained
    )


def _explanation(claimed: float, total: float, scope: list[Part]) -> dict[str, Any]:
    """The one row that explains the difference, if exactly one does; figures of a single row are explained by none.

    Where none does, a row in another unit of measure may hide a second cause: then both are named.
    """
    if len({part.row for part in scope}) < 2:
        return {}
    difference = claimed - total
    near = 1e-6 * max(abs(claimed), abs(total), 1.0)
    for cause, tells in _CAUSES.items():
        rows = [p.row for p in scope if p.value and any(abs(difference - each) <= near for each in tells(p.value))]
        if len(rows) == 1:
            return {"cause": cause, "at_row": rows[0]}
    return _two_causes(claimed, difference, scope)


def _two_causes(claimed: float, difference: float, scope: list[Part]) -> dict[str, Any]:
    """A row in another unit of measure, which makes almost all of the difference, and the row that makes the rest."""
    near = 1e-6 * max(abs(claimed), 1.0)
    rests = [
        (part, difference - each)
        for part in scope
        for each in _CAUSES[_UNIT](part.value)
        if near < abs(difference - each) < abs(difference) * _REST
    ]
    found = [
        {"cause": _UNIT, "at_row": part.row, "second_cause": cause, "second_row": other.row}
        for part, rest in rests
        for other in scope
        for cause in _CAUSES.keys() - {_UNIT}
        if other is not part and other.value and any(abs(rest - each) <= near for each in _CAUSES[cause](other.value))
    ]
    return found[0] if len(found) == 1 else {}


_UNIT = "unit-of-measure"
_REST = 0.01
"""What a second cause may leave of a difference that a unit of measure makes."""
_CAUSES: dict[str, Callable[[float], tuple[float, ...]]] = {
    "row-left-out": lambda value: (-value,),
    "row-counted-twice": lambda value: (value,),
    _UNIT: lambda value: tuple(value * (factor - 1) for factor in _TEN_THOUSAND),
}
"""By how much a total is off for each cause, by the figure of the row."""

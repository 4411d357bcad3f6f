"""Rows of a numbered list that only divide the record above them: 其中：一期 | 2, 二期 | 3 under a project of 5."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.canvas import numeric
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.totals import agrees, part_of, summed_columns
from loaders.values import text

_AMONG = "其中"
_PHASE = re.compile(r"(其中[:：]?)?第?[一二三四五六七八九十\d]{1,2}期(工程|项目|建设)?")
_DIVIDING = ("data", "other")
"""Kinds of row that may be such a part."""
_MOST_TEXTS = 2
"""What a part is called, and a word beside it; a record of its own says more."""


def without_portions(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    """The lines again, those that divide the record above them as no records: a run of rows without a number that
    其中 or a phase opens, and whose figures add up to the record's."""
    found = list(lines)
    serial = table.block.serial or table.columns.serial
    if not serial:
        return found
    for i, (line, below) in enumerate(pairwise(found)):
        # most rows are followed by a numbered one, which tells at once that nothing divides them
        if line.kind != "data" or below.kind not in _DIVIDING or table.canvas.own(below.row, serial) is not None:
            continue
        if not numeric(table.canvas.own(line.row, serial)):
            continue
        # by number: a slice of all that follows would copy a long list once for every row of it
        run = _run(table, (found[further] for further in range(i + 1, len(found))), serial)
        opened = bool(run) and _opens(table, run[0])
        if opened and _adds_up(table, line.row, [each.row for each in run]):
            found[i + 1 : i + 1 + len(run)] = [replace(each, kind="other") for each in run]
    return found


def _run(table: TableReader, lines: Iterable[Line], serial: int) -> list[Line]:
    run: list[Line] = []
    for line in lines:
        if line.kind not in _DIVIDING or table.canvas.own(line.row, serial) is not None:
            break
        if not 0 < len(_texts(table, line)) <= _MOST_TEXTS:
            break
        run.append(line)
    return run


def _texts(table: TableReader, line: Line) -> list[str]:
    cells = table.canvas.typed(line.row, table.block.left, table.block.right)
    return [text(value) for _, value in cells if isinstance(value, str) and not numeric(value)]


def _opens(table: TableReader, line: Line) -> bool:
    first = _texts(table, line)[0]
    return first.startswith(_AMONG) or bool(_PHASE.fullmatch(first))


def _adds_up(table: TableReader, row: int, rows: Sequence[int]) -> bool:
    """Whether the figures of the rows add up to the record's in some column, and in none to something else."""
    told = []
    for column, kind in summed_columns(table):
        whole = part_of(table, row, column, kind)
        parts = [part for each in rows if (part := part_of(table, each, column, kind))]
        if whole and parts:
            told.append(agrees(whole, parts))
    return bool(told) and all(told)

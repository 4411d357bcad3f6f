"""Trips, receptions and events that are only planned: a section 二、下步外出计划, a sheet 下周外出安排.

Plans are nothing that took place. Their rows stay out, and the words that call them plans say so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.bodies import core
from loaders.forms import has_label
from loaders.grid import Address
from loaders.headings import Heading
from loaders.lines import Line
from loaders.reader import TableReader
from loaders.sections import counted
from loaders.values import text

LEDGERS = ("visits", "events")
_DONE = re.compile(r"完成|落实|执行|进展|推进|及|和|与|、|截[至止]|驻点|行动计划|总结|回顾|台账|记录|统计|汇总")
_PLAN = re.compile(
    r".{0,20}(?:外出|出访|走访|拜访|招商|接待|来访|到访|客商|活动|行程|推介|工作|出差|走出去|请进来|[下本]一?个?[周月步期]|阶段|近期)"
    r".{0,6}(?:计划|安排|打算|预安排|预告)(?:情况|清单|一览)?表?(?:[(（][^()（）]*[)）])?"
    r"|.{0,12}(?:拟|计划|预计|准备)(?:外出|出访|走访|拜访|接待|来访|到访|赴外|走出去|请进来|开展|举办)"
    r"(?:招商|客商|企业|活动|计划|安排|情况|清单|名单|一览|表|的)*(?:[(（][^()（）]*[)）])?"
    r"|.{0,12}下(?:一?步|一?个?[周月期]|阶段)(?:拟|计划|预计)?(?:外出|出访|走访|拜访|接待|来访|走出去|请进来)(?:招商|客商|企业|活动|情况)*"
)
_PLANNED_DAY = re.compile(r"(?:拟|计划|预计)[\u4e00-\u9fff]{0,6}(?:时间|日期)")
_OPENS = ("section", "other", "data", "nil")


def plans_only(words: str) -> bool:
    """Whether a title or section speaks of plans and of nothing that was done: not 外出计划完成情况."""
    bare = core(words).strip()
    return bool(_PLAN.fullmatch(bare)) and not _DONE.search(bare)


def without_plans(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    """The rows again, those that are only planned told as `plan`, with `planned-figure` on what says so."""
    if table.columns.ledger not in LEDGERS:
        return list(lines)
    if at := _titled(table) or _headed(table):
        table.notes.find("planned-figure", at, table=True)
        # of a table that is left out nothing is asked
        columns = table.columns
        columns.ignored += [*columns.unmapped, *columns.ambiguous]
        columns.unmapped, columns.ambiguous = [], []
        return [replace(line, kind="plan") for line in lines]
    return _without_sections(table, lines)


def _without_sections(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    opened: str | None = None
    before: set[str] = set()
    for line in lines:
        words = _opens(table, line)
        if words and plans_only(words):
            opened = counted(words)
            at = (line.row, line.column or table.block.left)
            table.notes.find("planned-figure", table.canvas.origin(*at), words, table=True)
        elif line.kind == "section":
            # a section counted like the plan, or like one above it, is none of its parts
            own = counted(line.text)
            opened = None if own == opened or own in before else opened
            before |= {own} if opened is None else set()
        found.append(replace(line, kind="plan") if opened is not None and line.kind != "note" else line)
    return found


def _opens(table: TableReader, line: Line) -> str:
    """The words of a row that may open a part of the list: a section, or a text alone in its row."""
    if line.kind not in _OPENS:
        return ""
    typed = table.canvas.typed(line.row, table.block.left, table.block.right)
    alone = text(typed[0][1]) if len(typed) == 1 and isinstance(typed[0][1], str) else ""
    return alone or (line.text if line.kind == "section" else "")


def _titled(table: TableReader) -> Address | None:
    """The line nearest above the table that is no label, where it speaks of plans alone; the sheet's name where no
    line stands above."""
    for row in reversed(table.block.title_rows):
        cells = [(c, v) for c, v in table.canvas.typed(row) if isinstance(v, str) and not has_label(v)]
        if cells:
            column, words = cells[0]
            return (row, column) if plans_only(words) else None
    return _first(table) if plans_only(table.sheet.name) else None


def _headed(table: TableReader) -> Address | None:
    """The heading of the only days that a log keeps, where these are planned: 拟外出时间."""
    if table.has("start") or table.has("date") or table.has("end"):
        return None
    heads = (*table.columns.unmapped, *table.columns.ambiguous)
    return next((table.head_of(head) for head in heads if _planned_day(head)), None)


def _planned_day(head: Heading) -> bool:
    return bool(head.path) and bool(_PLANNED_DAY.fullmatch(head.path[-1]))


def _first(table: TableReader) -> Address:
    return table.head_of(next(head for head in table.block.headings if head.path))

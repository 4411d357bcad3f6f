"""Section rows whose number, name and subtotal stand in cells of their own: 一 | 在谈项目 | | 78.5.

Only lists have them: in a table of figures the same cells are a row of figures.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.names import plain, unit_named
from loaders.bodies import core
from loaders.canvas import numeric
from loaders.categories import asset_kind, direction_of, names_kind
from loaders.chains import names_chain
from loaders.grid import Value
from loaders.lines import Line
from loaders.metadata import measured_in
from loaders.phrases import MONTH
from loaders.reader import TableReader
from loaders.roles import role_inside
from loaders.stagewords import names_stage
from loaders.subjects import indicator_within

_ORDINAL = re.compile(
    r"[(（]?([一二三四五六七八九十]{1,3}|[A-Za-zⅠ-Ⅹ]|[IVX]{1,4}|甲|乙|丙|丁)[)）]?[、.．:：]?(类|部分)?"
)
_COUNT = re.compile(r"[(（]?共?\s*\d+\s*(个|家|宗|处|项|条|批次|次)(项目|企业)?[)）]?")
_MAY_NAME = frozenset({"name", "unit", "kind", "chain", "title", "organisation", "stage", "industry"})
"""Fields whose column may hold a section's name; under 进展 or 责任人 it is a record's own text."""
_BODY = re.compile(
    r"(部门|单位|公司|集团|委员会|管委会|办事处|[局委办园区镇乡村]|中心|街道|指挥部|专班|小组|社区)(\(.*\))?$"
)
_YEAR = re.compile(r"(20\d\d)年")
_COUNTING = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}")


def with_sections(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    """The rows again, those that only name and count what follows told as sections; 其中：亿元以上2个 is neither."""
    named = {c for name, columns in table.columns.fields.items() if name not in _MAY_NAME for c in columns}
    numbered = any(line.kind == "data" and numeric(table.canvas.first(line.row, table.block.left)) for line in lines)
    told = [_section(table, line, named, numbered=numbered) if line.kind == "data" else line for line in lines]
    return _with_strangers(table, told)


def _with_strangers(table: TableReader, lines: Sequence[Line]) -> list[Line]:
    """The rows again, those that head the records of no registry unit told as sections, in a list by units."""
    opened, left = "", table.block.left
    # under 项目名称 or 拜访企业 a company alone is a record's own text
    named = any(left in columns for name, columns in table.columns.fields.items() if name != "unit")
    may = ("other",) if named else ("other", "data")
    found: list[Line] = []
    for line in lines:
        if line.kind == "section" and unit_named(core(line.text), table.district):
            opened = line.text
        apart = opened and line.kind in may and table.canvas.own(line.row, left) is not None
        found.append((heads_others(table, line, opened) if apart else None) or line)
    return found


def heads_others(table: TableReader, line: Line, opened: str) -> Line | None:
    """The section of somebody who is no registry unit, or of the whole, that ends the unit section `opened` above.

    二、城投公司 and 区直部门 are somebody, 全区合计 is the whole; （二）走出去 is a part of the unit's own section.
    """
    cells = table.canvas.typed(line.row, table.block.left, table.block.right)
    if len(cells) != 1 or not isinstance(cells[0][1], str):
        return None
    column, text = cells[0][0], cells[0][1].strip()
    head = Line(line.row, "total" if line.kind == "total" else "section", text, column)
    words = core(text)
    if line.kind == "total":
        return head
    if line.kind not in ("section", "data", "other") or unit_named(words, table.district) or names_part(words):
        return None
    alike = line.kind == "section" and counted(text) == counted(opened)
    return head if alike or _BODY.search(words) else None


def counted(text: str) -> str:
    """How a section is counted: 二、城投公司 like 一、板浦镇, but （一）走出去 otherwise."""
    words = core(text)
    return _COUNTING.sub("#", text.partition(words)[0].strip()) if words else ""


def names_part(words: str) -> bool:
    """Whether a section names what is counted and not who: 走出去, 在谈项目, 闲置厂房, 3月, 本周."""
    told = (names_stage, names_kind, names_chain, MONTH.fullmatch, indicator_within, direction_of, role_inside)
    return any(names(plain(words)) for names in told)


def spans(lines: Sequence[Line], ledger: str) -> dict[int, tuple[int, int]]:
    """Row -> year and month of the records under sections that name them, 0 for none: 3月 over days, 2023年 over all.

    Of a list of projects a year says only when they were signed or begun, and nothing of their further days.
    """
    found: dict[int, tuple[int, int]] = {}
    year = month = 0
    for line in lines:
        if line.kind == "section":
            words = plain(line.text).strip()
            named, of_year = MONTH.fullmatch(words), ledger != "projects" and _YEAR.search(words)
            month = int(named.group(1)) if named else 0 if of_year else month
            year = int(of_year.group(1)) if of_year else year
        elif line.kind == "data" and (year or month):
            found[line.row] = year, month
    return found


def measures(lines: Sequence[Line]) -> dict[int, dict[str, str]]:
    """Row -> units of measure of the rows under a section that states them: （二）低效用地（单位：亩）.

    They hold until a section says otherwise, or one counted alike says nothing.
    """
    found: dict[int, dict[str, str]] = {}
    stated: dict[str, str] = {}
    opened = ""
    for line in lines:
        if line.kind == "section":
            own = measured_in(plain(line.text))
            if own or counted(line.text) == counted(opened):
                stated, opened = own, line.text
        elif stated:
            found[line.row] = stated
    return found


def _section(table: TableReader, line: Line, named: set[int], *, numbered: bool) -> Line:
    if not isinstance(table.canvas.first(line.row, table.block.left), str):
        return line
    typed = table.canvas.typed(line.row, table.block.left, table.block.right)
    texts = [(c, v.strip()) for c, v in typed if isinstance(v, str) and not _figure(v)]
    rest = [v for _, v in typed if not isinstance(v, str) or _figure(v)]
    if len(texts) > 2 or not texts or not all(isinstance(v, int | float | str) for v in rest):
        return line
    if typed[0][1] == texts[0][1] and texts[0][1].startswith("其中"):
        return replace(line, kind="other", text=texts[0][1], column=texts[0][0])
    column, text = texts[-1]
    words = core(text)
    ordinal = len(texts) == 2 and bool(_ORDINAL.fullmatch(texts[0][1])) and texts[0][0] == typed[0][0]
    if len(texts) == 2 and not ordinal:
        return line
    if column in named and not (ordinal and not rest and _across(table, line.row, column)):
        return line
    counts = numbered and column not in named
    told = (counts or _speaks(words, table)) if ordinal else (names_stage(words) or names_kind(words))
    # 板浦镇 | 4处 | | 62100: what the unit has in all, above its records
    told = told or (bool(unit_named(words, table.district)) and any(_is_count(v) for v in rest))
    return replace(line, kind="section", text=text, column=column) if told else line


def _across(table: TableReader, row: int, column: int) -> bool:
    """Whether a text runs over columns that say different things, or stands in its row alone: no record's own text."""
    typed = table.canvas.typed(row, table.block.left, table.block.right)
    return table.canvas.span(row, column) > 1 or typed[-1][0] == column


def _figure(value: str) -> bool:
    """A number, or how many there are: 12, 3个, 共3个."""
    return numeric(value) or _is_count(value)


def _is_count(value: Value) -> bool:
    return isinstance(value, str) and bool(_COUNT.fullmatch(value.strip()))


def _speaks(words: str, table: TableReader) -> bool:
    return bool(names_stage(words) or asset_kind(words) or names_chain(words) or unit_named(words, table.district))

"""What stands under the last record: signatures, notes, the day of reporting, in one cell or spread over several.

Only rows after the last one that can be nothing but a record are looked at, so the body of a long table costs nothing.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from loaders.canvas import Canvas, numeric
from loaders.forms import Cells, names_day, signatures
from loaders.grid import Value
from loaders.layout import Block
from loaders.lines import Line
from loaders.organisations import organisation_kind
from loaders.phrases import NOTE

_SENTENCE = re.compile(r"[(（]?(\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]\s*(?!\d)\S.*")
_NOTE_WORD = re.compile(r"[\s*※]*(注|备\s*注|附\s*注|说\s*明|(填表|填报|指标|情况)说明|填报要求)\s*[:：]?")
_ABOUT_THE_TABLE = re.compile(r"(以上|此表|本表|上述|以下|此件|请于|每周|每月).{4,}")
_HOSTS = frozenset({"company", "chamber"})
"""What is met on a trip, and stands alone in the last row of one as a signature does."""
_OFFICE = 20
"""Characters of the longest name that signs."""
_WIDEST = 10
"""More cells than such a row has."""
_DEEPEST = 40
"""Rows under a table that are looked at."""


def footed(canvas: Canvas, block: Block, found: list[Line], names_unit: Callable[[str], bool]) -> list[Line]:
    """The lines again, those under the last record told as notes."""
    start = len(found)
    while start and len(found) - start < _DEEPEST and _may_be_footer(canvas, block, found[start - 1]):
        start -= 1
    told: list[Line] = []
    begun = False
    # 新坝镇 with a blank figure is a row of its table as long as figures follow, and signs nothing
    figured = max((line.row for line in found[start:] if _figured(canvas, block, line)), default=0)
    for line in found[start:]:
        cells = canvas.typed(line.row, block.left, block.right)
        follows = found[found.index(line) + 1 :][:1]
        dated = bool(follows) and _is_day(canvas.typed(follows[0].row, block.left, block.right))
        begun = begun or (_opens(cells, names_unit, last=line is found[-1], dated=dated) and line.row > figured)
        below = begun and line.kind != "total" and (len(cells) <= 2 or signatures(cells))
        first = next(((c, str(v)) for c, v in cells), (0, ""))
        told.append(replace(line, kind="note", text=first[1], column=first[0]) if below and cells else line)
    return found[:start] + told


def _may_be_footer(canvas: Canvas, block: Block, line: Line) -> bool:
    """Whether a row holds few cells, no serial number and no figures in a row; a record in most tables has either."""
    if line.kind != "data":
        return line.kind in ("note", "other", "section", "total")
    cells = canvas.typed(line.row, block.left, block.right)
    if len(cells) > 2 and any(_numbered(v) for _, v in cells[1:]) and not signatures(cells):
        return False
    return 0 < len(cells) <= _WIDEST and not _numbered(cells[0][1])


def _figured(canvas: Canvas, block: Block, line: Line) -> bool:
    """Whether a row that is no total says how much of something: 浦南镇 | 2."""
    if line.kind not in ("data", "other"):
        return False
    cells = canvas.typed(line.row, block.left, block.right)
    return len(cells) > 1 and any(_numbered(value) for _, value in cells[1:]) and not signatures(cells)


def _numbered(first: Value) -> bool:
    return numeric(first) and not names_day(first)


def _is_day(cells: Cells) -> bool:
    return len(cells) == 1 and names_day(cells[0][1])


def _opens(cells: Cells, names_unit: Callable[[str], bool], *, last: bool, dated: bool) -> bool:
    """Whether what follows the records begins here; `dated` when a day stands alone below: who signs, and when."""
    if not cells:
        return False
    first = cells[0][1]
    if isinstance(first, str) and (_NOTE_WORD.fullmatch(first.strip()) or NOTE.match(first.strip())):
        return len(cells) <= 3
    if signatures(cells):
        return True
    if len(cells) > 1:
        return False
    if names_day(first):
        return last
    if dated and isinstance(first, str) and len(first) <= _OFFICE and organisation_kind(first) not in _HOSTS:
        return True
    return isinstance(first, str) and (names_unit(first.strip()) or _is_sentence(first.strip()))


def _is_sentence(words: str) -> bool:
    """1、建筑面积以不动产权证为准, 以上数据截至3月29日; a numbered host of the trip above is none."""
    if _ABOUT_THE_TABLE.match(words) or (len(words) > 10 and words[-1] in "。；;"):
        return True
    if not _SENTENCE.fullmatch(words):
        return False
    return words[-1] in "；;。." or (len(words) > 12 and organisation_kind(words) == "other")

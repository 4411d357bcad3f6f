"""What each row under a header is: data, total, section, note, nothing to report, or none of these."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice

from dashboard.names import key, plain
from loaders import limits
from loaders.canvas import Canvas, numeric
from loaders.categories import asset_kind, direction_of
from loaders.footers import footed
from loaders.forms import unmeasured
from loaders.grid import Value
from loaders.layout import Block
from loaders.lines import Line
from loaders.nilrows import nil, nil_section, none_said, numbers_row, only_nothing
from loaders.phrases import (
    BARE_TOTAL,
    COMPARISON,
    COMPARISON_MARK,
    COUNT,
    EXAMPLE,
    MONTH,
    NIL_MARK,
    NOTE,
    NOTHING,
    NUMBERED,
    PAGE,
    SIGNATURE,
    SUM,
    TOTAL,
    TOTAL_MARK,
    YEAR,
)

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_LETTERED = re.compile(r"[A-Za-z甲乙丙丁\d一二三四五六](类|级|档|组)?\s*[：:、.．)）]\s*")
"""How a section may be counted besides 一、: A类：, 1.."""
_SUMMED = re.compile(r"[汇彙累全各]")
"""What every such total holds; a quick look before its folded form."""
_SIGNS = "".join(mark.pattern for mark in (TOTAL_MARK, COMPARISON_MARK, NIL_MARK, _SUMMED))
_TELLING = re.compile(f"[{re.sub(r'[][|]', '', _SIGNS)}]", re.IGNORECASE)
"""A sign that a row may be a total, compare, or report nothing: any character of those marks, since one class is looked
for thrice as fast as the marks themselves."""
_FILLED = 5
_FIGURES_AND_DAYS = (float, int, datetime)
_AMOUNT = re.compile(
    r"[—\-/无]|共?[约近]?\d+(?:\.\d+)?[余多]?(?:[批场人]?次|[批场趟个宗项处栋家人天亩㎡]|[百千万亿]*(?:元|平方米|㎡))"
    r"(?:项目|企业|公司)?"
)
_FRAMES = re.compile(r"[【】〖〗\[\]「」]")
_FIGURES = re.compile(r"[(（:：,，][^()（）]*\d.*$")
"""What a section row says of itself after its name: （共4个，计划总投资25.85亿元）."""


def lines(
    canvas: Canvas, block: Block, names_section: Callable[[str], bool], names_unit: Callable[[str], bool]
) -> list[Line]:
    """One `Line` a row of the block's body that holds anything; `names_section` knows units, stages and kinds."""
    header: dict[int, set[tuple[str, ...]]] = {}
    for row in block.header_rows:
        cells = canvas.typed(row, block.left, block.right)
        header.setdefault(len(cells), set()).add(tuple(str(v) for _, v in cells))
    read = [_apart(canvas, block, _line(canvas, block, row, names_section, header)) for row in block.body]
    found = footed(canvas, block, read, names_unit)
    last = max((i for i, line in enumerate(found) if _reports(line)), default=-1)
    return [
        replace(line, kind="note") if i > last and line.kind in ("section", "other") else line
        for i, line in enumerate(found)
    ]


def _reports(line: Line) -> bool:
    """Whether a row belongs to the table's body; the words that follow the last such row are notes."""
    empty = line.kind == "section" and nil_section(line.text)[1]
    return bool(empty) or line.kind in ("data", "total", "nil")


def core(text: str) -> str:
    """A section's own words: 一、在谈项目（12个） -> 在谈项目, B类：签约 -> 签约, 板浦镇：未外出 -> 板浦镇."""
    if len(text) > limits.WORDS:
        return text
    bare = _FRAMES.sub("", text).strip("■◆●▲▶*—-:： \t\n")
    bare, _ = nil_section(_LETTERED.sub("", NUMBERED.sub("", bare, count=1), count=1))
    return COUNT.sub("", _FIGURES.sub("", bare.strip(":： "))).strip(" ：:、")


def nothing(value: Value) -> bool:
    """A cell that stands for nothing: 无, —, /."""
    return value is None or (isinstance(value, str) and bool(NOTHING.fullmatch(value.strip().casefold())))


def _line(
    canvas: Canvas,
    block: Block,
    row: int,
    names_section: Callable[[str], bool],
    header: Mapping[int, set[tuple[str, ...]]],
) -> Line:
    """What a row is; `header` holds the texts of the heading rows, by how many they are."""
    cells = canvas.typed(row, block.left, block.right)
    if not cells:
        across = _across(canvas, block, row, names_section)
        return across or Line(row, "data" if _merged_down(canvas, block, row) else "other")
    if len(cells) > 1 and (alike := header.get(len(cells))) and _repeats(cells, alike):
        return Line(row, "repeat")
    if told := _at_sight(row, cells):
        return told
    if any(isinstance(v, str) and COMPARISON_MARK.search(v) and COMPARISON.fullmatch(key(v)) for _, v in cells[:3]):
        return Line(row, "other")
    if _plainly_a_record(cells, [v for _, v in cells if isinstance(v, str)]):
        return only_nothing(row, cells, names_section) or Line(row, "data")
    texts = [(c, v.strip()) for c, v in cells if isinstance(v, str) and not numeric(v)]
    if len(texts) == 1 and (special := _lone(cells, *texts[0], names_section, canvas, row, block.serial)):
        return special
    if len(texts) == 1 and len(cells) > 1 and BARE_TOTAL.fullmatch(key(texts[0][1])):
        return Line(row, "total", texts[0][1], texts[0][0])
    return (
        only_nothing(row, cells, names_section) or nil(row, cells, texts, names_section) or _sparse(row, cells, texts)
    )


def _at_sight(row: int, cells: list[tuple[int, Value]]) -> Line | None:
    """The row where its first words or its fullness alone tell what it is."""
    if _plain_record(cells):
        return Line(row, "data")
    return _total(row, cells) or _sum(row, cells) or _of_form(row, cells)


def _plain_record(cells: list[tuple[int, Value]]) -> bool:
    """Whether a row is a record at first sight: numbered, filled, and without a sign of anything else in its words."""
    if len(cells) < _FILLED or isinstance(cells[0][1], str):
        return False
    words = [v for _, v in cells if isinstance(v, str)]
    return not _TELLING.search("\n".join(words)) and _plainly_a_record(cells, words)


def _plainly_a_record(cells: list[tuple[int, Value]], words: list[str]) -> bool:
    """Whether a row holds many texts, or two and a figure or day behind its first cells: most rows of a long list."""
    if len([v for v in words if len(v) > 3]) > 4:
        return True
    if not any(type(v) in _FIGURES_AND_DAYS for _, v in cells[2:]):
        return False
    return len(list(islice((v for v in words if not numeric(v)), 2))) == 2


def _repeats(cells: list[tuple[int, Value]], header: set[tuple[str, ...]]) -> bool:
    """Whether a row says what a heading row of as many cells says, word for word."""
    first = str(cells[0][1])
    return any(first == h[0] and all(w == str(v) for w, (_, v) in zip(h, cells, strict=True)) for h in header)


def _total(row: int, cells: list[tuple[int, Value]]) -> Line | None:
    """A total says so in one of its first texts."""
    for column, words in islice(((c, v) for c, v in cells if isinstance(v, str)), 4):
        if TOTAL_MARK.search(words) and len(text := words.strip()) <= 24 and TOTAL.fullmatch(key(text)):
            return Line(row, "total", text, column)
    return None


def _sum(row: int, cells: list[tuple[int, Value]]) -> Line | None:
    """A row that names itself 汇总 or 累计 first, and holds nothing else but figures and amounts (2个, 2次)."""
    at = 1 if len(cells) > 2 and numbers_row(cells[0][1]) else 0
    column, first = cells[at]
    if not (isinstance(first, str) and len(first) <= 14 and len(cells) > 1):
        return None
    rest = (v for _, v in cells[at + 1 :] if isinstance(v, str) and not numeric(v))
    named = _SUMMED.search(first) and any(total.fullmatch(key(first)) for total in (SUM, BARE_TOTAL))
    return Line(row, "total", first.strip(), column) if named and all(map(_amounts, rest)) else None


def _amounts(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(text.strip()))


def _of_form(row: int, cells: list[tuple[int, Value]]) -> Line | None:
    """What belongs to the form: the row that shows how to fill it in, the title of a further page."""
    column, first = cells[0]
    if len(cells) < 4 and any(isinstance(v, str) and PAGE.fullmatch(v.strip()) for _, v in cells):
        return Line(row, "other")
    shown = len(cells) > 1 and isinstance(first, str) and EXAMPLE.fullmatch(first.strip())
    return Line(row, "example", str(first).strip(), column) if shown else None


def _merged_down(canvas: Canvas, block: Block, row: int) -> bool:
    return any((row, c) in canvas.covered for c in range(block.left, block.right + 1))


def _apart(canvas: Canvas, block: Block, line: Line) -> Line:
    """The line again; a section merged over tables beside each other says nothing of what tells these apart."""
    merge = canvas.covered.get((line.row, line.column)) if line.kind == "section" else None
    if not merge or not (direction_of(core(line.text)) or asset_kind(core(line.text))):
        return line
    further = [c for c in range(merge.left, merge.right + 1) if not block.left <= c <= block.right]
    headed = any(canvas.own(row, c) is not None for row in block.header_rows for c in further)
    return replace(line, kind="other") if headed else line


def _across(canvas: Canvas, block: Block, row: int, names_section: Callable[[str], bool]) -> Line | None:
    """A row that holds nothing but a cell merged into it from before the table: what that cell is, and no record."""
    covering = {m for c in range(block.left, block.right + 1) if (m := canvas.covered.get((row, c)))}
    merge = covering.pop() if len(covering) == 1 else None
    if not merge or merge.left >= block.left:
        return None
    value = canvas.own(merge.top, merge.left)
    if merge.top < row or not isinstance(value, str):
        return Line(row, "other")
    cells: list[tuple[int, Value]] = [(merge.left, value)]
    told = _total(row, cells) or _lone(cells, merge.left, value.strip(), names_section, canvas, row, 0)
    return told if told and told.kind != "data" else Line(row, "other", value.strip(), merge.left)


def _lone(
    cells: list[tuple[int, Value]],
    column: int,
    text: str,
    names_section: Callable[[str], bool],
    canvas: Canvas,
    row: int,
    serial: int,
) -> Line | None:
    """A row with one text: note, signature, section, or a lone cell that only a section or note can be, as words
    under 序号 are."""
    if NOTE.match(text) or (len(cells) == 1 and SIGNATURE.search(unmeasured(text))):
        return Line(row, "note", text, column)
    if said := none_said(row, column, text):
        return said
    alone = len(cells) == 1
    if alone and NOTHING.fullmatch(text.casefold()):
        return Line(row, "nil", text, column)
    if alone and _goes_on(canvas, row, column, serial, text):
        return Line(row, "data")
    wide = canvas.span(row, column) > 1
    first = column == cells[0][0]
    if first and NUMBERED.match(text) and (alone or wide or names_section(core(text))):
        return Line(row, "section", text, column)
    folded = plain(text)
    named = MONTH.fullmatch(folded) or YEAR.fullmatch(folded) or names_section(core(text))
    if alone and (((wide or column <= 2) and named) or (column == serial and _words(text))):
        return Line(row, "section", text, column)
    if alone and len(text) > 30:
        return Line(row, "note", text, column)
    return Line(row, "other", text, column) if alone and wide else None


def _goes_on(canvas: Canvas, row: int, column: int, serial: int, text: str) -> bool:
    """Whether cells behind a lone one are merged down from the row above: a unit of several that share a figure."""
    if column == serial or NUMBERED.match(text):
        return False
    behind = (canvas.covered.get((row, c)) for c in range(column + 1, canvas.width + 1))
    return any(merge and merge.top < row for merge in behind)


def _words(text: str) -> bool:
    return bool(_WORDS.search(text)) and not NOTHING.fullmatch(text.casefold())


def _sparse(row: int, cells: list[tuple[int, Value]], texts: list[tuple[int, str]]) -> Line:
    """Rows that were numbered beforehand and never filled hold a serial number and nothing else."""
    if not texts and len(cells) == 1 and numeric(cells[0][1]):
        return Line(row, "other")
    return Line(row, "data")

"""Tables that stand beside each other under one run of header rows, and what beside a table is none."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from loaders.canvas import Canvas, numeric
from loaders.categories import asset_kind, direction_of
from loaders.forms import has_label
from loaders.headings import LISTS, SERIALS, match
from loaders.spelling import normal
from loaders.stagewords import stage_of

Side = tuple[int, int]
"""First and last column."""
_KEYS = frozenset({"unit", "start", "name", "title", "date"})
"""Fields that a table has once."""
_NAMES = frozenset({"name", "title"})
_FIGURE = re.compile(r"\s*(约|近|超)?\d[\d.,]*\s*余?\D{0,4}$|\s*[-—–/无]\s*$")
"""3次, 约2万㎡, 50余批次, —: a figure written with its words."""
_LEGEND = re.compile(
    r"\s*(图例|颜色说明|填色说明|标色说明)|.{0,4}(红|绿|黄|蓝|橙|灰|紫|粉|白|黑)[色底字]*.{0,4}\s*[:：=—]"
)


def sides(
    canvas: Canvas,
    top: int,
    bottom: int,
    body: Sequence[int],
    known: Callable[[str], bool],
    names_unit: Callable[[str], bool],
) -> list[Side]:
    """Column ranges of the tables under header rows `top` to `bottom`; `known` tells headings from other texts,
    `names_unit` a unit of the registry from other words."""
    headed = sorted({c for r in range(top, bottom + 1) for c in columns(canvas, r)})
    if not headed:
        return []
    if folded := _folded(canvas, top, bottom, headed):
        return folded
    if tables := _cornered(canvas, headed, body, names_unit) or _named_anew(canvas, top, bottom, headed):
        return tables
    begun = starts(canvas, bottom)
    if len(begun) > 1 and columns(canvas, bottom) == set(range(headed[0], headed[-1] + 1)):
        # without a column between them only their own titles tell tables apart
        apart = [c for c, _ in canvas.typed(top - 1)] == begun
        ends = [c - 1 for c in begun[1:]] + [headed[-1]]
        return list(zip(begun, ends, strict=True)) if apart else [_with_corner(canvas, body, (headed[0], headed[-1]))]
    held = set(headed)
    gaps = [c for c in range(headed[0], headed[-1]) if c not in held and _blank(canvas, c, body)]
    lefts, rights = [headed[0], *(gap + 1 for gap in gaps)], [*(gap - 1 for gap in gaps), headed[-1]]
    found = [(left, right) for left, right in zip(lefts, rights, strict=True) if right >= left]
    rows = [*range(top, bottom + 1), *body]
    found = [side for side in found if len(found) == 1 or not _is_legend(canvas, rows, side)]
    strong = [side for side in found if _strength(canvas, top, bottom, side, known) >= 2]
    apart = len(strong) > 1 and _own_tables(canvas, top, bottom, strong)
    return strong if apart else [_with_corner(canvas, body, (found[0][0], found[-1][1]))] if found else []


def _with_corner(canvas: Canvas, body: Sequence[int], side: Side) -> Side:
    """The table with the column before it that has no heading, where it names most rows of figures."""
    left, right = side
    rows = {row: typed for row in body if left > 1 and (typed := canvas.typed(row, left, right))}
    named = [
        row
        for row, typed in rows.items()
        if isinstance(name := canvas.own(row, left - 1), str)
        and not numeric(name)
        and all(numeric(v) for _, v in typed)
    ]
    return (left - 1, right) if rows and len(named) * 2 > len(rows) else side


def _cornered(
    canvas: Canvas, headed: Sequence[int], body: Sequence[int], names_unit: Callable[[str], bool]
) -> list[Side]:
    """Tables of figures of which all but the first begin with a column of units under a blank corner."""
    first = max(headed[0] - 1, 1)
    if set(range(first + 1, headed[-1])) <= set(headed):
        # no corner is blank but the first, and no column of a long list need be looked at
        return []
    columns_of_units = [column for column in range(first, headed[-1]) if _names_units(canvas, column, body, names_unit)]
    corners = [column for column in columns_of_units[1:] if column not in headed]
    begun = [columns_of_units[0], *corners] if corners else []
    ends = [max(c for c in headed if c < end) for end in [*corners, headed[-1] + 1]]
    found = list(zip(begun, ends, strict=True)) if begun else []
    if not all(_holds_figures(canvas, body, left + 1, right) for left, right in found):
        return []
    # what stands before the first units belongs to their table: 序号, 片区
    return [(min(headed[0], found[0][0]), found[0][1]), *found[1:]] if found else []


def _names_units(canvas: Canvas, column: int, body: Sequence[int], names_unit: Callable[[str], bool]) -> bool:
    named = Counter(name for row in body if isinstance(name := canvas.shown(row, column), str))
    told = sum(times for name, times in named.items() if names_unit(name))
    return told > 0 and told * 2 >= named.total()


def _holds_figures(canvas: Canvas, body: Sequence[int], left: int, right: int) -> bool:
    """Whether columns hold figures alone, at least one of them, as a table of counters does."""
    values = [value for row in body for _, value in canvas.typed(row, left, right)]
    figures = sum(numeric(v) or (isinstance(v, str) and bool(_FIGURE.match(v))) for v in values)
    return right >= left and figures > 0 and figures * 10 >= len(values) * 9


def folds(texts: Sequence[object]) -> int:
    """How many texts there are until they begin again, all the same and in the same order; 0 when they do not."""
    for times in (2, 3):
        part = len(texts) // times
        if part > 1 and len(set(texts)) == part and list(texts) == list(texts[:part]) * times:
            return part
    return 0


def _folded(canvas: Canvas, top: int, bottom: int, headed: Sequence[int]) -> list[Side]:
    """The tables of a list folded in two or three, with or without a column between them."""
    rows = [[canvas.shown(r, c) for c in headed] for r in range(top, bottom + 1)]
    part = folds([tuple(row[i] for row in rows) for i in range(len(headed))])
    lefts = range(0, len(headed), part) if part else ()
    return [(headed[i], headed[i + part - 1]) for i in lefts]


def _named_anew(canvas: Canvas, top: int, bottom: int, headed: Sequence[int]) -> list[Side]:
    """Lists without a column between them: the heading that names the records of the first begins each, and others of
    its headings follow: 项目名称 投资方 签约时间 项目名称 投资方 开工时间."""
    if headed[-1] - headed[0] + 1 != len(headed):
        return []
    paths = [_path(canvas, top, bottom, c) for c in headed]
    form = normal("".join(paths[0]))
    if not any((found := match((form,), kind)) and found[0] in _NAMES for kind in LISTS):
        return []
    begun = [i for i, path in enumerate(paths) if path == paths[0]]
    parts = [paths[a:b] for a, b in zip(begun, [*begun[1:], len(paths)], strict=True)]
    alike = all(len(part) > 2 and len({*part} & {*parts[0]}) > 1 for part in parts)
    return [(headed[i], headed[i + len(part) - 1]) for i, part in zip(begun, parts, strict=True)] if alike else []


def columns(canvas: Canvas, row: int) -> set[int]:
    """Every column that a cell of the row covers."""
    return {c + i for c, _ in canvas.typed(row) for i in range(canvas.span(row, c))}


def starts(canvas: Canvas, row: int) -> list[int]:
    """Where tables may begin in a row of headings: behind an empty column, and where rows are numbered anew."""
    headed = columns(canvas, row)
    serials = {c for c, v in canvas.typed(row) if isinstance(v, str) and normal(v) in SERIALS}
    return [c for c in sorted(headed) if c - 1 not in headed or c in serials]


def _own_tables(canvas: Canvas, top: int, bottom: int, found: list[Side]) -> bool:
    """Whether parts between empty columns are tables of their own: each with its title, or beginning like the first
    one, or with another heading of it that tells records apart. An empty column alone cuts no table in two."""
    titled = [c for c, v in canvas.typed(top - 1) if not has_label(str(v))] if top > 1 else []
    if titled and all(any(left <= c <= right for c in titled) for left, right in found):
        return True
    if _captions(canvas, top, found):
        return True
    paths = [[_path(canvas, top, bottom, c) for c in range(left, right + 1)] for left, right in found]
    first = paths[0]
    return all(
        other[0] == first[0] or any(path in first and _tells_apart(path) for path in other) for other in paths[1:]
    )


def _path(canvas: Canvas, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """What a reader sees over a column, merges once: 接洽人 > 职务 is not 带队领导 > 职务."""
    shown = (canvas.shown(row, column) for row in range(top, bottom + 1))
    return tuple(dict.fromkeys(str(value) for value in shown if value is not None))


def _tells_apart(path: tuple[str, ...]) -> bool:
    """Whether a heading numbers, dates or names the records of a table: 职务 and 备注 may stand in it twice."""
    form = normal("".join(path))
    return form in SERIALS or any((found := match((form,), kind)) and found[0] in _KEYS for kind in LISTS)


def _captions(canvas: Canvas, row: int, found: Sequence[Side]) -> bool:
    """Whether a row holds one text over the first column of each part, each naming another: 走出去 | 请进来."""
    cells = [canvas.typed(row, *side) for side in found]
    if not all(len(typed) == 1 and typed[0][0] == left for typed, (left, _) in zip(cells, found, strict=True)):
        return False
    told = [direction_of(text) or asset_kind(text) or stage_of(text) for text in (str(t[0][1]) for t in cells)]
    return all(told) and len(set(told)) == len(told)


def _is_legend(canvas: Canvas, rows: Sequence[int], side: Side) -> bool:
    """One or two columns beside the table that explain its colours and hold nothing else."""
    left, right = side
    if right - left > 1:
        return False
    texts = [v for r in rows[:40] for _, v in canvas.typed(r, left, right)]
    return bool(texts) and all(isinstance(v, str) for v in texts) and any(_LEGEND.match(str(v)) for v in texts)


def _blank(canvas: Canvas, column: int, body: Sequence[int]) -> bool:
    return all(canvas.own(r, column) is None for r in body)


def _strength(canvas: Canvas, top: int, bottom: int, side: Side, known: Callable[[str], bool]) -> int:
    return sum(known(str(v)) for r in range(top, bottom + 1) for _, v in canvas.typed(r, *side))

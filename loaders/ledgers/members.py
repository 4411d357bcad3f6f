"""What the rows of a table of figures are where no column names a unit, an indicator or a part of the year.

Rows named after villages, communities or sections are parts of the unit that reports: only their total is its figure.
Rows that count the same again beside other names and days are single things, and their table is a list.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.contract import District
from dashboard.names import key, unit_named
from loaders import headings
from loaders.canvas import Canvas, numeric
from loaders.dates import day
from loaders.grid import Value
from loaders.headings import Heading
from loaders.lines import Line
from loaders.phrases import BARE_TOTAL, TOTAL
from loaders.values import text

_HEADS = re.compile(
    r"(村居?|行政村|村[/、]?社区|社区[/、]?村?|村组|居委会?|村委会?|科室|处室|股室|部门|内设机构|条线|小?组|网格|片区)(名称|名)?"
)
_NAMES = re.compile(
    r".+(村|社区|居|[村居]委会?|[村居]民委员会|[科股处]室?|部|办公?室?|部门|小?组|中心|站|所|大?队|网格|片区)"
)

_SOME_YEAR = 2024
"""A year in which every day of a month lies, for days that are only told apart."""


def names_parts(head: Heading, words: Sequence[str], district: District) -> bool:
    """Whether a column names parts of a unit that the registry does not know: 村居, or 新建村 and 板浦社区."""
    names = [word for word in words if not _total(word)]
    if not names or any(unit_named(name, district) for name in names):
        return False
    headed = bool(head.bases) and bool(_HEADS.fullmatch(head.bases[-1]))
    return headed or all(_NAMES.fullmatch(key(name)) for name in names)


def _total(word: str) -> bool:
    folded = key(word)
    return bool(TOTAL.fullmatch(folded) or BARE_TOTAL.fullmatch(folded))


def lists_things(canvas: Canvas, lines: Sequence[Line], figures: Sequence[int], units: int, beside: list[int]) -> bool:
    """Whether the rows are single things of a list: the same figure of the same unit again beside other names and days
    (`beside`), or a row of nobody named with more of these than figures."""
    if any(line.kind == "section" for line in lines):
        return False
    seen: dict[tuple[str, int], tuple[Value, ...]] = {}
    for row in (line.row for line in lines if line.kind == "data"):
        said = tuple(v for c in beside if _told(v := canvas.shown(row, c)))
        unit = text(canvas.shown(row, units)) if units else ""
        filled = [column for column in figures if canvas.own(row, column) is not None]
        if not said or not filled or (units and not unit):
            continue
        if not units and len(said) > len(figures) and any(isinstance(value, date) for value in said):
            return True
        if any(seen.setdefault((unit, column), said) != said for column in filled):
            return True
    return False


def dates_things(head: Heading, values: Sequence[Value]) -> bool:
    """Whether a column says when each row took place, so that the figures beside it are of that one event: days under
    日期 or 时间, not one for all, which is the day of reporting."""
    found = headings.match(head.forms, "events")
    days = [day(value, year=_SOME_YEAR) for value in values] if found and found[0] == "date" else []
    exact = all(read.start and read.precision == "day" and not read.problem for read in days)
    return bool(days) and exact and (len(days) == 1 or len({read.start for read in days}) > 1)


def _told(value: Value) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and bool(value.strip()) and not numeric(value))


def parts_column(
    heads: Sequence[Heading], texts: Mapping[int, list[str]], shown: Mapping[int, list[Value]], district: District
) -> int:
    """The first column of these that names the parts of a unit in most of its cells; 0 for none."""
    return next(
        (
            head.column
            for head in heads
            if len(texts[head.column]) * 2 >= len(shown[head.column])
            and names_parts(head, texts[head.column], district)
        ),
        0,
    )

"""A header that stands again further down: the same table on its next page, or the next table on the same form."""

import re
from collections.abc import Callable

from dashboard.names import key, plain
from loaders.canvas import Canvas, numeric
from loaders.categories import asset_kind, names_kind
from loaders.chains import names_chain
from loaders.forms import REPORTER, Cells, has_label, is_term
from loaders.measures import unit_in
from loaders.phrases import COUNT, MONTH, NOTE, NUMBERED, PAGE, reports_nothing
from loaders.stagewords import names_stage

_CONTINUED = re.compile(r"续表?|接上[页表]|上接")
_YEARS = re.compile(r"20\d\d(?=年)")
_LONGEST = 50
"""Characters of a title; a longer text is a note."""


class Titles:
    """The headers of a sheet met so far, and the titles above them."""

    def __init__(self, canvas: Canvas, names_unit: Callable[[str], bool]) -> None:
        self.canvas, self.names_unit = canvas, names_unit
        self.headers: set[tuple[str, ...]] = set()
        self.titles: set[str] = set()
        self.last = ("", "")

    def open(self, top: int, bottom: int) -> bool:
        """Whether the header at these rows opens a table and does not repeat that of the table above."""
        header = tuple(str(v) for r in range(top, bottom + 1) for _, v in self.canvas.typed(r))
        title, unit = titled(self.canvas, top), measured(self.canvas, top)
        anew = begins_anew(title, self.titles, self.names_unit) or measured_otherwise(title, unit, self.last)
        anew = anew or of_another_year(title, self.last[0])
        if header in self.headers and not anew:
            return False
        self.headers.add(header)
        self.titles.add(key(title))
        self.last = (title, unit)
        return True


def titled(canvas: Canvas, row: int) -> str:
    """The title right above a header at `row`, or the line that says who reports; "" when a record stands there.

    A title stands alone at the left edge of its header; what stands alone further right is a record's further cell.
    """
    left = min((c for c, _ in canvas.typed(row)), default=1)
    above, reporter = row - 1, ""
    while above and (not _said(canvas, above) or _labels(canvas, above)):
        said = "".join(str(v) for _, v in canvas.typed(above))
        reporter = said if REPORTER.search(said) else reporter
        above -= 1
    cells = _said(canvas, above)
    if len(cells) != 1 or cells[0][0] > left or not isinstance(cells[0][1], str):
        return reporter
    text = cells[0][1].strip()
    note = len(text) > _LONGEST or NOTE.match(text) or reports_nothing(text) or PAGE.fullmatch(text)
    return reporter if note else text


def measured(canvas: Canvas, row: int) -> str:
    """The unit of measure that the lines right above a header at `row` state; "" when they state none."""
    above = row - 1
    while above and canvas.typed(above) and not _said(canvas, above):
        above -= 1
    lines = (v for r in range(max(above, 1), row) for _, v in canvas.typed(r) if isinstance(v, str))
    return next((unit for text in lines if not numeric(text) and (unit := unit_in(text))), "")


def measured_otherwise(title: str, unit: str, last: tuple[str, str]) -> bool:
    """Whether a title and its unit of measure are of another kind of asset, or measured otherwise, than the `last`."""
    if unit and last[1] and unit != last[1]:
        return True
    kinds = {asset_kind(title), asset_kind(last[0])} - {""}
    return len(kinds) > 1 and bool(NUMBERED.match(title) or names_kind(COUNT.sub("", title).strip()))


def of_another_year(title: str, last: str) -> bool:
    """二、2024年外出 after 一、2023年外出."""
    one, other = set(_YEARS.findall(title)), set(_YEARS.findall(last))
    return bool(one and other) and one.isdisjoint(other)


def begins_anew(title: str, before: set[str], names_unit: Callable[[str], bool]) -> bool:
    """Whether a title above a repeated header begins a table of its own: none of those before it, no section of the
    same list (二、签约项目, 板浦镇) and no 续表."""
    if not title or key(title) in before or _CONTINUED.search(title):
        return False
    words = COUNT.sub("", title).strip()
    told = (names_unit, names_stage, names_kind, names_chain)
    return not (NUMBERED.match(title) or MONTH.fullmatch(plain(title)) or any(names(words) for names in told))


def _said(canvas: Canvas, row: int) -> Cells:
    """What a line says besides the terms of its table: 板浦镇低效用地 | 单位：亩 is a title."""
    return [(c, v) for c, v in canvas.typed(row) if not is_term(v)]


def _labels(canvas: Canvas, row: int) -> bool:
    return any(isinstance(v, str) and has_label(v) for _, v in canvas.typed(row))


def goes_on(canvas: Canvas, row: int, head: tuple[int, int]) -> bool:
    """Whether a row of words goes on with the record above: a stop of the trip whose other cells are joined or empty.

    Its words may be such as head columns (上海纺织商会, 达成意向). But it stands right below a record, begins to the
    right of where the table does, and every column of it is headed already.
    """
    top, bottom = head
    cells, above = canvas.typed(row), canvas.typed(row - 1)
    if row - 1 <= bottom or len(above) < 2:
        return False
    columns = [column for column, _ in cells]
    begins = min((column for column, _ in canvas.typed(bottom)), default=0)
    begins = min([begins, *(column for column, _ in canvas.typed(top))])
    headed = all(canvas.shown(bottom, column) is not None for column in columns)
    return headed and begins < columns[0] and above[0][0] <= columns[0]

"""A header that stands again further down: the same table on its next page, or the next table on the same form."""

import re
from collections.abc import Callable

from dashboard.names import key
from loaders.canvas import Canvas
from loaders.categories import names_chain, names_kind, names_stage
from loaders.forms import Cells, has_label, is_term
from loaders.phrases import COUNT, MONTH, NOTE, NUMBERED, PAGE, reports_nothing

_CONTINUED = re.compile(r"续表?|接上[页表]|上接")
_REPORTER = re.compile(r"(填报|填表|制表|报送|上报|申报|编制)(单位|部门|镇街|街道)|单位名称")
_LONGEST = 50
"""Characters of a title; a longer text is a note."""


def titled(canvas: Canvas, row: int) -> str:
    """The title right above a header at `row`, or the line that says who reports; "" when a record stands there.

    A title stands alone at the left edge of its header; what stands alone further right is a record's further cell.
    """
    left = min((c for c, _ in canvas.typed(row)), default=1)
    above, reporter = row - 1, ""
    while above and (not _said(canvas, above) or _labels(canvas, above)):
        said = "".join(str(v) for _, v in canvas.typed(above))
        reporter = said if _REPORTER.search(said) else reporter
        above -= 1
    cells = _said(canvas, above)
    if len(cells) != 1 or cells[0][0] > left or not isinstance(cells[0][1], str):
        return reporter
    text = cells[0][1].strip()
    note = len(text) > _LONGEST or NOTE.match(text) or reports_nothing(text) or PAGE.fullmatch(text)
    return reporter if note else text


def begins_anew(title: str, before: set[str], names_unit: Callable[[str], bool]) -> bool:
    """Whether a title above a repeated header begins a table of its own: none of those before it, no section of the
    same list (二、签约项目, 板浦镇) and no 续表."""
    if not title or key(title) in before or _CONTINUED.search(title):
        return False
    words = COUNT.sub("", title).strip()
    told = (names_unit, names_stage, names_kind, names_chain)
    return not (NUMBERED.match(title) or MONTH.fullmatch(title) or any(names(words) for names in told))


def _said(canvas: Canvas, row: int) -> Cells:
    """What a line says besides the terms of its table: 板浦镇低效用地 | 单位：亩 is a title."""
    return [(c, v) for c, v in canvas.typed(row) if not is_term(v)]


def _labels(canvas: Canvas, row: int) -> bool:
    return any(isinstance(v, str) and has_label(v) for _, v in canvas.typed(row))

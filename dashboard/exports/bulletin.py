"""The pack as a bulletin (通报) in the layout of official documents: numbered sections, tables, date, distribution.

Typefaces and sizes are those of offices (GB/T 9704): title 小标宋 22 pt, sections 黑体 and 楷体, body 仿宋 16 pt.
"""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.charts.chart import width
from dashboard.charts.look import palette
from dashboard.exports.contents import Amount, Cell, Contents, Grid, Part, said_of
from dashboard.exports.paging import letters, shares
from dashboard.exports.tabular import legal
from dashboard.i18n import Say

_TITLE, _BODY, _TABLE = Pt(22), Pt(16), Pt(10.5)
_LATIN = "Times New Roman"
_FACES = {"title": "FZXiaoBiaoSong-B05S", "section": "SimHei", "subsection": "KaiTi_GB2312", "body": "FangSong_GB2312"}
_SMALL, _MANY = Pt(9), 6
"""Letters of a table with more columns than so many."""
_SMALLER = (Pt(8.5), Pt(8))
"""And where in these nothing of it wraps."""
_TOGETHER, _FIRST = 15, 2
"""A table of up to so many rows stays on one page; of a longer one heading and first row do."""
_BESIDE = Pt(2)
"""Room beside a cell's text: a figure keeps to one line."""
_SIGN = re.compile(r"^(\W) ")
_STAMP, _LEAST_TITLE = Pt(12), Pt(18)
_WITH_THE_DAY = 2
"""Paragraphs that stand with the day below them."""
_LINE, _WIDTH = Pt(28), Cm(15.6)
"""Leading of the body, and how wide it is."""
_GROUPED = ("indicator-", "unit-")
"""Parts of these names stand together in one section: each indicator, each unit."""
_COLOURS = palette("light")


def docx(contents: Contents, say: Say) -> bytes:
    """The bulletin: every part under a numbered section, all indicators and all units under one each."""
    made = Document()
    _page(made)
    title = say("bulletin.title", place=contents.place, until=say("bulletin.until", day=contents.day))
    _line(made, title, "title", _fitted(title), centred=True)
    _line(made, folded(contents.stamp, say("charts.joint"), _WIDTH / _STAMP), "body", _STAMP, centred=True)
    own = [part for part in contents.parts if not part.name.startswith(_GROUPED) and _says(part)]
    # what the slide claims over its chart is no heading of an official document
    sections = [(say("pack.part.aimed") if part.name == "aimed" else part.title, [part]) for part in own]
    for prefix in _GROUPED:
        grouped = [part for part in contents.parts if part.name.startswith(prefix) and part.sentences]
        sections += [(say(f"bulletin.{prefix}"), grouped)] if grouped else []
    for number, (title, parts) in enumerate(sections, start=1):
        _line(made, say("bulletin.section", number=_ordinal(say, number), title=title), "section", _BODY)
        _section(made, say, parts)
    _signed(made, contents)
    _line(made, say("bulletin.distribution"), "body", Pt(14))
    made.core_properties.title, made.core_properties.author = legal(contents.title), legal(contents.place)
    made.core_properties.created = made.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _signed(made: Any, contents: Contents) -> None:
    """The day, which never stands on a page without some of the text."""
    for paragraph in made.paragraphs[-_WITH_THE_DAY:]:
        paragraph.paragraph_format.keep_with_next = True
    for text in ("", contents.day):
        _line(made, text, "body", _BODY, right=True).paragraph_format.keep_with_next = True


def _fitted(title: str) -> Any:
    """The size at which each line of a title takes no second one, as far as it stays readable."""
    longest = max(map(width, title.split("\n")))
    return min(_TITLE, max(_LEAST_TITLE, Pt(int((_WIDTH - _BODY) / Pt(1) / longest))))


def folded(text: str, joint: str, room: float) -> str:
    """A line of several things on as many lines as it needs, broken between them alone; `room` in letters."""
    lines = list[str]()
    for part in text.split(joint):
        longer = f"{lines[-1]}{joint}{part}" if lines else part
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return "\n".join(lines)


def _page(made: Any) -> None:
    """A4 with the margins of official documents, and — 1 — at the foot of every page."""
    sheet = made.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.top_margin, sheet.bottom_margin = Cm(3.7), Cm(3.5)
    sheet.left_margin, sheet.right_margin = Cm(2.8), Cm(2.6)
    foot = sheet.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", "body", Pt(14))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)
    _run(foot, " —", "body", Pt(14))


def _section(made: Any, say: Say, parts: Sequence[Part]) -> None:
    """One part in full; several of a kind by their sentences, each under a heading of its own."""
    for number, part in enumerate(parts, start=1):
        if len(parts) > 1:
            _line(made, say("bulletin.subsection", number=_ordinal(say, number), title=part.title), "subsection", _BODY)
        for sentence in part.sentences:
            _line(made, say("bulletin.sentence", text=sentence), "body", _BODY, indented=True)
        if len(parts) == 1 and part.grid and part.grid.rows:
            _table(made, part.grid)
        for each in part.lists:
            told = say("charts.semicolon").join(text for text in (*each.lines, each.rest) if text)
            text = say("pack.line", name=each.title, said=told)
            _line(made, say("bulletin.sentence", text=text), "body", _BODY, indented=True)
        if part.note and part.grid:
            _line(made, part.note, "body", Pt(12))


def _says(part: Part) -> bool:
    """Whether a part says anything without its chart: the bulletin has none."""
    return bool(part.sentences or part.grid or part.lists)


def _ordinal(say: Say, number: int) -> str:
    """一, 十, 十一, 二十三 in Chinese; plain digits where the language has none of its own."""
    digits = say("bulletin.numerals")
    if len(digits) < 10:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else digits[9] if tens == 1 else digits[tens - 1] + digits[9]
    return head + (digits[ones - 1] if ones else "")


def _line(
    made: Any, text: str, face: str, size: Any, *, centred: bool = False, right: bool = False, indented: bool = False
) -> Any:
    paragraph = made.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = _LINE
    # a heading never stands alone at the foot of a page
    form.keep_with_next = face in ("section", "subsection")
    if indented:
        form.first_line_indent = size * 2
    sides = (WD_ALIGN_PARAGRAPH.CENTER, centred), (WD_ALIGN_PARAGRAPH.RIGHT, right)
    paragraph.alignment = next((side for side, wanted in sides if wanted), WD_ALIGN_PARAGRAPH.LEFT)
    _run(paragraph, text, face, size)
    return paragraph


def _run(paragraph: Any, text: str, face: str, size: Any, *, strong: bool = False) -> None:
    run = paragraph.add_run(legal(text))
    run.font.size, run.font.bold, run.font.name = size, strong, _LATIN
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACES[face])


def _table(made: Any, grid: Grid) -> None:
    """The table with its headings repeated on every page; a row is never cut by the end of one."""
    table = made.add_table(rows=0, cols=len(grid.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _close(table)
    size = _size(grid)
    widths = [int(_WIDTH * share) for share in shares(grid, _WIDTH, size)]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    together = len(grid.rows) if len(grid.rows) <= _TOGETHER else _FIRST
    for at, cells in enumerate((grid.columns, *grid.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, cell, wide in zip(row.cells, cells, widths, strict=True):
            place.width = wide
            _cell(place, cell, size, strong=at == 0 or at - 1 in grid.strong)
            place.paragraphs[0].paragraph_format.keep_with_next = at < together


def _size(grid: Grid) -> Any:
    """The letters of a table: where it has many columns a little smaller yet, if then no text of it takes two lines."""
    if len(grid.columns) <= _MANY:
        return _TABLE
    room = (_WIDTH - 2 * _BESIDE * len(grid.columns)) / sum(letters(grid))
    return next((size for size in (_SMALL, *_SMALLER) if size <= room), _SMALL)


def _close(table: Any) -> None:
    """Less room beside the texts than a table has by itself."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), str(round(_BESIDE.pt * 20)))
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _cell(place: Any, cell: Cell, size: Any, *, strong: bool) -> None:
    paragraph = place.paragraphs[0]
    figure = isinstance(cell, Amount) and not cell.words
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if figure else WD_ALIGN_PARAGRAPH.LEFT
    # a sign and its figure are not parted by the end of a line
    text = _SIGN.sub("\\1\u00a0", said_of(cell)) if figure else said_of(cell)
    _run(paragraph, text, "body", size, strong=strong)
    colour = _COLOURS.tints.get(cell.light) if isinstance(cell, Amount) else None
    if colour:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour.lstrip("#"))
        place._tc.get_or_add_tcPr().append(shade)

"""The pack as slides: native charts, tables and sentences on the district's own master, figures ≥ 28 pt where alone."""

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.charts.look import palette
from dashboard.exports import graphs, master
from dashboard.exports.contents import Amount, Cell, Contents, Grid, Listing, Part, said_of
from dashboard.exports.fonts import set_faces
from dashboard.exports.paging import (
    CELL,
    FOOT,
    LEAN,
    MARGIN,
    PAD,
    SENTENCE,
    STAMP,
    TOP,
    Page,
    height,
    lines_of,
    paged,
    stacked,
)
from dashboard.exports.tabular import legal

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_COVER, _TITLE, _LONG = Pt(44), Pt(28), Pt(21)
"""Sizes of the cover's title, of a slide's, and of one which takes two lines."""
_COLOURS = palette("light")


class _CellLook(NamedTuple):
    """All by which cells of a table differ beside their text; `right` is how figures stand."""

    strong: bool
    right: bool
    ground: str


def pptx(contents: Contents, template: bytes | None = None) -> bytes:
    """The slides: a title, then every part in its order, long tables on as many slides as they need.

    `template` is the district's own presentation: its master and layouts are used, its slides left out.
    """
    made = Presentation(io.BytesIO(template) if template else None)
    if template:
        master.emptied(made)
    else:
        made.slide_width, made.slide_height = WIDTH, HEIGHT
    _title(made, contents, master.cover(made) if template else None)
    page = Page(made.slide_width, made.slide_height, stamp=contents.stamp)
    # once: to look through all layouts takes a tenth of a slide's time
    layout = _layout(made, 0)
    for part in contents.parts:
        for each in paged(part, page):
            _slide(made, contents, each, layout)
    if template:
        master.dressed(made)
    made.core_properties.title, made.core_properties.author = legal(contents.title), legal(contents.place)
    made.core_properties.created = made.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _layout(made: Any, places: int) -> Any:
    """The layout with a title and the fewest other places to fill, of those with at least so many."""
    fits = [
        layout for layout in made.slide_layouts
        if any(p.placeholder_format.idx == 0 for p in layout.placeholders)
    ]  # fmt: skip
    own = [sum(p.placeholder_format.idx in range(1, 10) for p in layout.placeholders) for layout in fits]
    chosen = min((abs(count - places), at) for at, count in enumerate(own))[1] if fits else 0
    return (fits or list(made.slide_layouts))[chosen]


def _title(made: Any, contents: Contents, cover: Any) -> None:
    """The first slide: on the master's own cover where it has one, else in the middle of an empty one."""
    slide = made.slides.add_slide(cover or _layout(made, 0))
    below, wide, high = [contents.place, contents.day], made.slide_width, made.slide_height
    large = Page(wide, high).fitted(contents.title, _COVER, _TITLE)
    title, under = master.places(slide) if cover else (None, None)
    if title is not None and under is not None:
        _filled(title.text_frame, [contents.title], min(Pt(40), large), strong=True, centred=True)
        _filled(under.text_frame, below, _TITLE, centred=True)
    else:
        _cleared(slide)
        _text(slide, (MARGIN, int(high * 0.32), wide - 2 * MARGIN, Inches(1.2)), [contents.title], large, strong=True,
              centred=True)  # fmt: skip
        _text(slide, (MARGIN, int(high * 0.52), wide - 2 * MARGIN, Inches(1.2)), below, _TITLE, centred=True)
    _foot(made, slide, contents)


def _cleared(slide: Any) -> None:
    for shape in list(slide.placeholders):
        shape._element.getparent().remove(shape._element)


def _slide(made: Any, contents: Contents, part: Part, layout: Any) -> None:
    slide = made.slides.add_slide(layout)
    for shape in list(slide.placeholders):
        if shape.placeholder_format.idx != 0:
            shape._element.getparent().remove(shape._element)
    page = Page(made.slide_width, made.slide_height, stamp=contents.stamp)
    tall = stacked(part, page)
    page = replace(page, lists=bool(part.lists and part.grid) and not tall)
    head = slide.shapes.title or slide.shapes.add_textbox(0, 0, 0, 0)
    # below whatever the master has at the top, as far as its own title leaves room above what is told
    top = min(max(head.top or 0, Inches(0.3)), TOP - Inches(0.8))
    head.left, head.top, head.width, head.height = MARGIN, top, page.wide, TOP - top - Inches(0.1)
    _filled(head.text_frame, [part.title], _TITLE if page.on_one_line(part.title, _TITLE) else _LONG, strong=True)
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    high, room = page.said(part.sentences), page.room(part.sentences, part.note)
    if part.sentences:
        _text(slide, (MARGIN, TOP, page.wide, high), part.sentences, SENTENCE)
    if part.graph:
        graphs.placed(slide, part.graph, (MARGIN, TOP + high, page.wide, room))
    elif part.grid and part.grid.rows:
        _table(slide, part.grid, page.widths(part.grid), TOP + high)
    if part.lists:
        _lists(slide, part.lists, page, TOP + high + tall)
    _foot(made, slide, contents, part.note)


def _lists(slide: Any, lists: Sequence[Listing], page: Page, top: int) -> None:
    """Each under its heading, beside the table or, without one, over the whole width."""
    left = MARGIN + page.wide - page.listed
    for each in lists:
        high = page.high(each)
        frame = slide.shapes.add_textbox(left, top, page.listed, high).text_frame
        frame.word_wrap = True
        _filled(frame, lines_of(each), CELL)
        frame.paragraphs[0].runs[0].font.bold = True
        top += high


def _table(slide: Any, grid: Grid, widths: Sequence[int], top: int) -> None:
    rows = (grid.columns, *grid.rows)
    heights = [height(row, widths, strong=at == 0 or at - 1 in grid.strong) for at, row in enumerate(rows)]
    shape = slide.shapes.add_table(len(rows), len(widths), MARGIN, top, sum(widths), sum(heights))
    table = shape.table
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for row, high in zip(table.rows, heights, strict=True):
        row.height = high
    shaped: dict[_CellLook, Any] = {}
    for at, (line, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for place, cell in zip(line.cells, cells, strict=False):
            _cell(place, said_of(cell), _look(cell, head=not at, strong=not at or at - 1 in grid.strong), shaped)


def _look(cell: Cell, *, head: bool, strong: bool) -> _CellLook:
    light = cell.light if isinstance(cell, Amount) else ""
    ground = _COLOURS.ground if head else _COLOURS.tints.get(light, _COLOURS.paper)
    return _CellLook(strong, isinstance(cell, Amount) and not cell.words, ground)


def _cell(place: Any, text: str, look: _CellLook, shaped: dict[_CellLook, Any]) -> None:
    """A table's cell. One of each look is shaped and the others are its copies: shaping takes ten times as long."""
    if look in shaped:
        twin = deepcopy(shaped[look])
        twin.txBody.p_lst[0].r_lst[0].text = legal(text)
        place._tc.getparent().replace(place._tc, twin)
        return
    place.fill.solid()
    place.fill.fore_color.rgb = RGBColor.from_string(look.ground.lstrip("#").upper())
    place.margin_top = place.margin_bottom = LEAN
    place.margin_left = place.margin_right = PAD
    place.vertical_anchor = MSO_ANCHOR.MIDDLE
    _filled(place.text_frame, [text], CELL, strong=look.strong, right=look.right)
    shaped[look] = place._tc


def _text(
    slide: Any, box: tuple[Any, Any, Any, Any], lines: Sequence[str], size: Pt, *, strong: bool = False,
    centred: bool = False,
) -> None:  # fmt: skip
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    _filled(frame, lines, size, strong=strong, centred=centred)


def _filled(
    frame: Any, lines: Sequence[str], size: Pt, *, strong: bool = False, centred: bool = False, right: bool = False
) -> None:
    """Paragraphs of one run each, with both typefaces; what XML cannot hold is left out."""
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = ""
        run = paragraph.add_run()
        run.text = legal(line)
        run.font.size, run.font.bold = size, strong
        run.font.color.rgb = RGBColor.from_string(_COLOURS.text.lstrip("#").upper())
        set_faces(run._r.get_or_add_rPr())
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def _foot(made: Any, slide: Any, contents: Contents, note: str = "") -> None:
    """What is to be said of the part, cover-to date, basis and hash at the left, the number at the right."""
    page = Page(made.slide_width, made.slide_height, stamp=contents.stamp)
    said = page.below(note)
    top, wide = made.slide_height - FOOT - page.beyond(note), made.slide_width - 2 * MARGIN
    _text(slide, (MARGIN, top, wide - Inches(1), Inches(0.4)), [said], STAMP)
    frame = slide.shapes.add_textbox(made.slide_width - MARGIN - Inches(1), top, Inches(1), Inches(0.4)).text_frame
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = etree.SubElement(paragraph._p, qn("a:fld"))
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    properties = etree.SubElement(field, qn("a:rPr"))
    properties.set("sz", f"{int(STAMP.pt * 100)}")
    set_faces(properties)
    etree.SubElement(field, qn("a:t")).text = "‹#›"

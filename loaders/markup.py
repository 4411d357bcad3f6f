"""HTML tables, as web systems hand them out under the name .xls."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.filling import Filling
from loaders.grid import Book, Sheet
from loaders.limits import Limits
from loaders.recognition import decoded
from loaders.richtext import RAISED
from loaders.text import cleaned, stem

_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_STRUCK = re.compile(r"line-through", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*(#?\w+)", re.I)
_PAPER = {"white", "#fff", "#ffffff", "none", "transparent", "windowtext", "inherit"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center"}
_SILENT = {"script", "style", "head", "title", "xml"}


def html_book(content: bytes, name: str, bounds: Limits) -> Book:
    """All tables of a page on one sheet, one below the other, text between them in rows of its own, as Excel shows it.

    Values stay text. Raises `UnreadableWorkbook`.
    """
    text = decoded(content)
    if text is None:
        raise UnreadableWorkbook("not-a-workbook", name=name)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableWorkbook("not-a-workbook", name=name) from error
    sheet = Sheet(stem(name), [])
    grid, hidden = Filling(sheet, name, bounds), set()
    for row, element in enumerate(_lines(root), 1):
        if element.tag == "tr":
            _fill_row(grid, element, row)
            if _HIDDEN.search(element.get("style", "")):
                hidden.add(row)
        else:
            grid.put(row, 1, _words(element, nested=False))
    sheet.hidden_rows = frozenset(hidden)
    return Book("html", [sheet])


def _lines(element: Any) -> Iterator[Any]:
    """Table rows and text blocks in reading order. A table inside a cell belongs to that cell's text."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    if element.tag == "tr":
        yield element
        return
    if element.tag in _BLOCKS and _words(element, nested=False):
        yield element
    for inner in element:
        yield from _lines(inner)


def _fill_row(grid: Filling, line: Any, row: int) -> None:
    column = 1
    for cell in line.iterchildren("td", "th"):
        column = grid.free(row, column)
        down, across = _span(cell.get("rowspan")), _span(cell.get("colspan"))
        grid.put(row, column, _words(cell), down, across)
        if signs := _signs(cell, line):
            grid.sheet.coloured[(row, column)] = signs
        column += across


def _span(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(int(found[1]), 1), limits.SPAN) if found else 1


def _words(element: Any, *, nested: bool = True) -> str | None:
    """The text of an element as a page shows it: runs of white space as one, <br> as a line break.

    `nested` False leaves out what stands in blocks and tables inside.
    """
    pieces: list[str] = []
    _gather(element, pieces, nested)
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(pieces).split("\v"))
    return cleaned("\n".join(lines).strip("\n"))


def _gather(element: Any, pieces: list[str], nested: bool) -> None:
    pieces.append(element.text or "")
    for inner in element:
        if inner.tag == "br":
            pieces.append("\v")
        elif isinstance(inner.tag, str) and inner.tag not in _SILENT:
            if nested or (inner.tag not in _BLOCKS and inner.tag != "table"):
                start = len(pieces)
                _gather(inner, pieces, nested)
                if inner.tag == "sup":
                    pieces[start:] = [piece.translate(RAISED) for piece in pieces[start:]]
            if nested and inner.tag in _BLOCKS | {"li", "tr"} and inner.getnext() is not None:
                pieces.append("\v")
        pieces.append(inner.tail or "")


def _signs(cell: Any, line: Any) -> str:
    style = f"{line.get('style', '')};{cell.get('style', '')}"
    signs = (
        ["strike"] if _STRUCK.search(style) or cell.find(".//s") is not None or cell.find(".//del") is not None else []
    )
    ground = cell.get("bgcolor") or line.get("bgcolor") or next(iter(_GROUND.findall(style)), "")
    if ground and ground.lower() not in _PAPER:
        signs.append(f"fill:{ground.lstrip('#').upper()}")
    return " ".join(signs)

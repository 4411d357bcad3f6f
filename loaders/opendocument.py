"""An .ods package as calamine reads it: with a manifest, and without the white space that some programs indent with."""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

from dashboard.errors import UnreadableWorkbook
from loaders.limits import Limits
from loaders.refusing import too_many_cells
from loaders.styles import parsed

_MANIFEST = "META-INF/manifest.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_PLAIN_MANIFEST = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="' + _KIND + b'"/>'
    b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_LONG_CELL = re.compile(
    rb"-columns-repeated\s*=\s*[\"']\d{4,}+[^<>]*?value-type|value-type[^<>]*?-columns-repeated\s*=\s*[\"']\d{4,}+"
)
_LONG_ROW = re.compile(rb"-rows-repeated\s*=\s*[\"']\d{4,}")
_DIGITS = 12
"""Of a number of repetitions; a longer one is none."""
_OF_LAYOUT = ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:table:1.0")
"""Elements in which only other elements stand; white space between those says nothing."""


def check_extent(content: bytes, name: str, bounds: Limits) -> None:
    """Refuses a document before calamine meets it, which would look for ever for the end of one that breaks off, and
    lays out every row and cell that a repetition speaks of.

    Raises
    ------
    UnreadableWorkbook
        `truncated`; `too-many-cells`, counted up to the last cell with a value, as of any other kind of file.
    """
    parser = expat.ParserCreate()
    if _repeats_values(content):
        # element by element takes longer than the whole reading; few files need it
        extent = _Extent(name, bounds)
        parser.StartElementHandler, parser.EndElementHandler = extent.begin, extent.end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableWorkbook("truncated", name=name) from error


def _repeats_values(content: bytes) -> bool:
    """Whether cells with a value may be repeated a thousand times; empty ones are at every sheet's end."""
    if _LONG_CELL.search(content):
        return True
    rows = (found.end() for found in _LONG_ROW.finditer(content))
    return any(content.find(b"value-type", start, content.find(b"table-row>", start)) >= 0 for start in rows)


class _Extent:
    """The area of all sheets together, counted element by element."""

    def __init__(self, name: str, bounds: Limits) -> None:
        self.name, self.bounds = name, bounds
        self.sheet = ""
        self.area = self.rows = self.row = self.column = self.width = self.filled = 0
        self.repeated = 1

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else attributes
        match tag.rpartition(":")[2]:
            case "table":
                self.sheet, self.rows, self.row, self.width = said.get("name", ""), 0, 0, 0
            case "table-row":
                self.repeated = _times(said.get("number-rows-repeated"))
                self.column = self.filled = 0
            case "table-cell" | "covered-table-cell":
                self.column += _times(said.get("number-columns-repeated"))
                if "value-type" in said:
                    self.filled = self.column

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "table-row":
                self.row += self.repeated
                if self.filled:
                    self.rows, self.width = self.row, max(self.width, self.filled)
                if self.area + self.rows * self.width > self.bounds.cells:
                    raise too_many_cells(self.name, self.sheet, self.area + self.rows * self.width, self.bounds)
            case "table":
                self.area += self.rows * self.width


def _times(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


def plainly_written(parts: Mapping[str, bytes]) -> bytes:
    """The package again, as the office programs write it."""
    content = parsed(parts["content.xml"])
    for element in content.iter():
        if isinstance(element.tag, str) and etree.QName(element).namespace in _OF_LAYOUT:
            element.text = None
            for child in element:
                child.tail = None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", _KIND)
        package.writestr("content.xml", etree.tostring(content))
        package.writestr(_MANIFEST, parts.get(_MANIFEST, _PLAIN_MANIFEST))
    return buffer.getvalue()

"""A sheet's XML with single cells styled anew: spliced into its bytes, so that every other byte stays.

A tree would be written back with other quotes, prefixes and entities, and for a long sheet cost hundreds of megabytes.
Expat tells at which byte each element begins; everything else is cutting and joining.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from dashboard.exports.marking.marks import Address, a1, address
from dashboard.exports.marking.package import tidied

_MERGE = re.compile(rb"mergeCell\b[^>]*?\bref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_HEAD = re.compile(rb"<[^\s/>]+(?:\s+r\s*=\s*(?:\"[^\"]*\"|'[^']*'))?")
"""A cell's tag up to its address, behind which programs write the style."""
_SPANS = re.compile(rb"\sspans\s*=\s*(\"[^\"]*\"|'[^']*')")
_STYLE = re.compile(rb"(\ss\s*=\s*)(\"[^\"]*\"|'[^']*')")
_BEFORE_LEGACY = frozenset(
    {
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
        "smartTags", "drawing",
    }
)  # fmt: skip
"""What the schema puts before `legacyDrawing` in a worksheet."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii")
_DEPTH_SECTION = 2
"""Children of the worksheet itself, when counted with the worksheet."""

Restyled = Callable[[int, Address | None], int]
"""A cell's style -> the style it shall have; with an address for a cell to be marked, with None for any other."""


@dataclass
class SheetPatch:
    """One sheet's bytes, and the edits to be made: (first byte, byte behind the last, what stands there instead)."""

    data: bytes
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)
    legacy: str = ""
    """Relationship id of the drawing that holds the comments' boxes; "" without one."""
    _legacy_at: int = 0
    _prefix: bytes = b""

    def attach(self, number: str, strict: bool) -> None:
        """Names the drawing of the comments' boxes, in the place the schema wants."""
        space = (_STRICT_OFFICE if strict else _OFFICE).encode()
        tag = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (self._prefix, space, number.encode())
        self.edits.append((self._legacy_at, self._legacy_at, tag))
        self.legacy = number

    def joined(self) -> bytes:
        """The bytes with all edits made."""
        parts, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[0]):
            parts += [self.data[at:start], text]
            at = end
        return b"".join((*parts, self.data[at:]))


def patched(data: bytes, wanted: Collection[Address], restyled: Restyled, old: Collection[int]) -> SheetPatch:
    """The sheet with `restyled` asked for every wanted cell, there or not, and for every cell of a style in `old`."""
    data = _in_utf8(data)
    scan = _Scan(data, wanted, restyled, old)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.StartDoctypeDeclHandler = scan.doctype
    scan.place = lambda: parser.CurrentByteIndex
    parser.Parse(data, True)
    return scan.patch


def origins(data: bytes, cells: Collection[Address]) -> dict[Address, Address]:
    """Every cell with the cell that shows it: the top left one of its merge, else itself."""
    # by rows: tens of thousands of merges, each held against every mark, would take minutes
    rows = defaultdict(set)
    for at in cells:
        rows[at[0]].add(at)
    found = {at: at for at in cells}
    for ref in set(_MERGE.findall(data)):
        first, _, last = ref.decode().replace("$", "").partition(":")
        start, end = address(first), address(last or first)
        if start and end:
            span = range(start[0], end[0] + 1)
            covered = (row for row in span if row in rows) if len(span) < len(rows) else (r for r in rows if r in span)
            found |= {at: start for row in covered for at in rows[row] if start[1] <= at[1] <= end[1]}
    return found


def _in_utf8(data: bytes) -> bytes:
    declared = _DECLARED.match(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in _PLAIN):
        return tidied(data)
    return data


class _Scan:
    """Follows the elements of a sheet and writes down the edits."""

    place: Callable[[], int]

    def __init__(self, data: bytes, wanted: Collection[Address], restyled: Restyled, old: Collection[int]) -> None:
        self.patch = SheetPatch(data)
        self._data, self._restyled = data, restyled
        self._old = {str(style) for style in old}
        rows: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            rows.setdefault(row, []).append(column)
        self._rows = rows
        self._pending = list(rows)
        self._left: list[int] = []
        self._depth = self._row = self._column = 0
        self._row_style = 0
        self._widths: list[tuple[int, int, int]] = []
        self._inside = self._spanned = False
        self._row_at = self._section_at = 0
        self._cell_name = self._row_name = self._data_name = ""

    def doctype(self, *_: object) -> None:
        raise ValueError("a sheet with a document type")

    def start(self, name: str, said: Mapping[str, str]) -> None:
        # most of a file are cells and their values: whatever is asked here is asked a million times
        if self._inside:
            if name == self._cell_name:
                self._cell(said)
            elif name == self._row_name:
                self._begin_row(said)
            return
        self._depth += 1
        prefix, _, kind = name.rpartition(":")
        if self._depth == _DEPTH_SECTION:
            self._section_at = self.place()
            self._section(prefix, kind, said)
        elif kind == "col":
            first, last, style = (_number(said.get(key)) for key in ("min", "max", "style"))
            self._widths.append((first, last, style))

    def end(self, name: str) -> None:
        if self._inside:
            if name == self._row_name:
                self._end_row()
            if name != self._data_name:
                return
            self._end_data()
        self._depth -= 1
        if self._depth == _DEPTH_SECTION - 1 and name.rpartition(":")[2] in _BEFORE_LEGACY:
            self.patch._legacy_at = self._behind()

    def _section(self, prefix: str, kind: str, said: Mapping[str, str]) -> None:
        if kind == "sheetData":
            self._inside = True
            before = f"{prefix}:" if prefix else ""
            self.patch._prefix = before.encode()
            self._cell_name, self._row_name, self._data_name = f"{before}c", f"{before}row", f"{before}sheetData"
        elif kind == "legacyDrawing":
            self.patch.legacy = next((v for k, v in said.items() if k.rpartition(":")[2] == "id"), "")

    def _begin_row(self, said: Mapping[str, str]) -> None:
        self._row, self._column = _number(said.get("r"), self._row + 1), 0
        self._row_at = at = self.place()
        self._spanned = "spans" in said
        while self._pending and self._pending[0] < self._row:
            self._insert(at, self._new_row(self._pending.pop(0)))
        if self._pending and self._pending[0] == self._row:
            self._left = list(self._rows[self._pending.pop(0)])
            self._row_style = _number(said.get("s")) if said.get("customFormat") in ("1", "true") else 0
        else:
            self._left = []

    def _cell(self, said: Mapping[str, str]) -> None:
        if not self._left and not self._old:
            return
        self._column = (at[1] if (at := address(said.get("r", ""))) else 0) or self._column + 1
        while self._left and self._left[0] < self._column:
            self._insert(self.place(), self._new_cell(self._row, self._left.pop(0)))
            self._forget_spans()
        style = said.get("s", "0")
        if self._left and self._left[0] == self._column:
            self._left.pop(0)
            self._restyle(style, (self._row, self._column))
        elif style in self._old:
            self._restyle(style, None)

    def _restyle(self, style: str, at: Address | None) -> None:
        start = self.place()
        tag = self._tag(start)
        said = b'"%d"' % self._restyled(_number(style), at)
        if _STYLE.search(tag):
            new = _STYLE.sub(lambda found: found[1] + said, tag, count=1)
        else:
            head = _HEAD.match(tag)
            cut = head.end() if head else 0
            new = tag[:cut] + b" s=" + said + tag[cut:]
        self.patch.edits.append((start, start + len(tag), new))

    def _end_row(self) -> None:
        if not self._left:
            return
        cells = b"".join(self._new_cell(self._row, column) for column in self._left)
        self._left = []
        self._append(self._row_at, "row", cells)
        if not self._tag(self._row_at).endswith(b"/>"):
            self._forget_spans()

    def _end_data(self) -> None:
        self._inside = False
        rows = b"".join(self._new_row(row) for row in self._pending)
        self._pending = []
        if rows:
            self._append(self._section_at, "sheetData", rows)

    def _append(self, start: int, name: str, inner: bytes) -> None:
        """Puts cells or rows at the end of the element that is ending, which may be written as an empty one."""
        tag = self._tag(start)
        if not tag.endswith(b"/>"):
            self._insert(self.place(), inner)
            return
        end = b"</%s%s>" % (self.patch._prefix, name.encode())
        opened = _SPANS.sub(b"", tag[:-2]).rstrip() + b">"
        self.patch.edits.append((start, start + len(tag), opened + inner + end))

    def _forget_spans(self) -> None:
        """A row that gets another cell no longer says from where to where its cells reach; it need not."""
        if self._spanned:
            self._spanned = False
            tag = self._tag(self._row_at)
            self.patch.edits.append((self._row_at, self._row_at + len(tag), _SPANS.sub(b"", tag)))

    def _insert(self, at: int, text: bytes) -> None:
        self.patch.edits.append((at, at, text))

    def _new_row(self, row: int) -> bytes:
        self._row_style = 0
        cells = b"".join(self._new_cell(row, column) for column in self._rows[row])
        return b'<%srow r="%d">%s</%srow>' % (self.patch._prefix, row, cells, self.patch._prefix)

    def _new_cell(self, row: int, column: int) -> bytes:
        """An empty cell in the style that its row or column gives it."""
        under = self._row_style or next((s for first, last, s in self._widths if first <= column <= last), 0)
        style = self._restyled(under, (row, column))
        return b'<%sc r="%s" s="%d"/>' % (self.patch._prefix, a1((row, column)).encode(), style)

    def _behind(self) -> int:
        """The byte behind the section that is ending."""
        opened = self._tag(self._section_at)
        if opened.endswith(b"/>"):
            return self._section_at + len(opened)
        return self.place() + len(self._tag(self.place()))

    def _tag(self, at: int) -> bytes:
        found = _TAG.match(self._data, at)
        return found[0] if found else b""


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdigit() else otherwise

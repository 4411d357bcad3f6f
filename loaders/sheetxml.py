"""The side pass over an xlsx package: what calamine leaves out, found by scanning and not by parsing.

A sheet's XML is the bulk of a file. Building trees or calling back per element would cost more than reading the
values; compiled patterns over the bytes cost a fraction. They expect XML as spreadsheet programs write it; anything
less usual (prefixes, comments, CDATA, single quotes, cells without addresses) is first rewritten in that form.
"""

import io
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from lxml import etree

from loaders.grid import Address, a1
from loaders.richtext import Text, inline
from loaders.styles import Styles, child, children, local, parsed, telling_styles

_PREFIX = re.compile(rb"<(\w+:)sheetData")
_LATE_ADDRESS = re.compile(rb'<(c|row)((?: (?!r=)[\w:]+="[^"<>]*")+) r="([A-Z]*[0-9]+)"')
_VALUED = re.compile(rb'<c r="([A-Z]{1,3}+[0-9]{1,7}+)"[^>/]*+>(?!</c>)')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORMULA = rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)"
_ERROR = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"(?: [a-su-z]\w*="[^"]*")* t="e"[^>]*>(?:' + _FORMULA + rb")?<v[^>]*>([^<]*)</v>"
)
_SHARED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]* t="s"[^>]*><v[^>]*>([0-9]+)</v>')
_UNVALUED = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>' + _FORMULA + rb"(<v ?/>|<v></v>)?</c>")
_FILLED = re.compile(
    rb'<c r="[A-Z]+([0-9]+)"([^>/]*)>(?:'
    + _FORMULA
    + rb")?(?:<v[^>]*>[^<]|<is>(?:<r>(?:<rPr>.*?</rPr>)?)?<t[^>]*>[^<])"
)
_NEGATIVE = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>/]*>(?:' + _FORMULA + rb")?<v>(-[0-9.eE+-]+)</v>")
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]{1,7})"[^>]* (?:hidden="(?:1|true)"|ht="0(?:\.0)?")')
_COLUMN = re.compile(rb"<col [^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_RELATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Scan:
    """Facts of one sheet that the values do not show. Rows and columns are 1-based."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[Address, str] = field(default_factory=dict)
    unvalued: set[Address] = field(default_factory=set)
    formats: dict[Address, str] = field(default_factory=dict)
    coloured: dict[Address, str] = field(default_factory=dict)
    dates: list[Address] = field(default_factory=list)
    """Cells under a date format."""
    negative_dates: dict[Address, float] = field(default_factory=dict)
    shared: dict[Address, int] = field(default_factory=dict)
    """Cells that hold one of the shared strings that were asked for."""
    texts: dict[Address, Text] = field(default_factory=dict)
    """What cells say whose text is struck through or raised in part."""


@dataclass(frozen=True)
class Outline:
    """What `xl/workbook.xml` says: sheet name -> name of its part, and the epoch of its dates."""

    sheets: dict[str, str]
    from_1904: bool


def outline(parts: Mapping[str, bytes]) -> Outline:
    """Sheets and epoch of a package; a sheet without a part (a macro or chart sheet) is left out."""
    folded = {part.casefold(): part for part in parts}
    main = folded.get("xl/workbook.xml") or next(p for p in parts if p.casefold().endswith("workbook.xml"))
    folder = posixpath.dirname(main)
    links = parts.get(folded.get(f"{folder}/_rels/{posixpath.basename(main)}.rels".casefold(), ""))
    targets = {link.get("Id"): link.get("Target", "") for link in (parsed(links) if links else ())}
    root = parsed(parts[main])
    settings = child(root, "workbookPr")
    sheets = {}
    for sheet in children(child(root, "sheets"), "sheet"):
        target = targets.get(next((sheet.get(r) for r in _RELATION if sheet.get(r)), None), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if part := folded.get(path.casefold()):
            sheets[sheet.get("name", "")] = part
    return Outline(sheets, settings is not None and settings.get("date1904") in ("1", "true"))


def styles_of(parts: Mapping[str, bytes], name: str) -> Styles:
    part = next((p for p in parts if p.casefold().endswith("xl/styles.xml")), "")
    return telling_styles(parts[part], name) if part else Styles()


def scanned(data: bytes, styles: Styles, strings: Collection[int] = ()) -> Scan:
    """The facts of one sheet's XML; see `Scan`. The bytes are not changed; `strings` are looked for by number."""
    data = _patterned(data)
    scan = Scan()
    _measure(data, scan)
    if b'hidden="' in data or b'ht="0' in data or b'width="0' in data:
        scan.hidden_rows = {int(row) for row in _HIDDEN_ROW.findall(data)}
        scan.hidden_columns = set(_hidden_columns(data, scan.columns))
    if b' t="e"' in data:
        scan.errors = {_place(cell): text.decode() for cell, text in _groups(_ERROR, data)}
    if b"<f" in data:
        found = _groups(_UNVALUED, data)
        scan.unvalued = {_place(cell) for cell, kind, value in found if not (value and b' t="str"' in kind)}
    scan.texts = {_place(cell): text for cell, text in inline(data)}
    if strings:
        wanted = {str(number).encode() for number in strings}
        scan.shared = {_place(cell): int(number) for cell, number in _groups(_SHARED, data) if number in wanted}
    _paint(data, styles, scan)
    return scan


def _patterned(data: bytes) -> bytes:
    """The sheet in the form that the patterns expect, by the cheapest way that leads there."""
    if _usual(data):
        return data
    bare = data
    if prefix := _PREFIX.search(data):
        bare = data.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
    ordered = _LATE_ADDRESS.sub(rb'<\1 r="\3"\2', bare)
    return ordered if _usual(ordered) else rewritten(data)


def _usual(data: bytes) -> bool:
    """Whether cells and rows stand as spreadsheet programs write them, so that patterns over bytes are right."""
    start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    if start < 0 or end < 0:
        return b"row" not in data and b"r\x00o\x00w" not in data
    return (
        data.count(b"<c", start, end) == data.count(b'<c r="', start, end)
        and data.count(b"<row", start, end) == data.count(b'<row r="', start, end)
        and data.find(b"<!", start, end) < 0
    )


def _measure(data: bytes, scan: Scan) -> None:
    addresses = _VALUED.findall(data)
    if not addresses:
        return
    joined = b",".join(addresses)
    scan.rows = max(map(int, set(joined.translate(None, _LETTERS).split(b","))))
    scan.columns = max(_column(letters.decode()) for letters in set(joined.translate(None, _DIGITS).split(b",")))


@lru_cache(maxsize=32_768)
def _column(letters: str) -> int:
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number


@lru_cache(maxsize=4_096)
def _row(digits: bytes) -> int:
    """The row's number, one object for all its cells."""
    return int(digits)


def _place(cell: bytes) -> Address:
    letters = cell.rstrip(_DIGITS)
    return _row(cell[len(letters) :]), _column(letters.decode())


def _hidden_columns(data: bytes, width: int) -> Iterator[int]:
    for tag in _COLUMN.findall(data):
        said = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(tag)}
        if said.get("hidden") in ("1", "true") or said.get("width") in ("0", "0.0"):
            first, last = said.get("min", ""), said.get("max", "")
            if first.isdigit() and last.isdigit():
                yield from range(int(first), min(int(last), width) + 1)


def _paint(data: bytes, styles: Styles, scan: Scan) -> None:
    wanted = styles.formats.keys() | styles.colours.keys() | styles.dates
    if not wanted:
        return
    numbers = b"|".join(str(n).encode() for n in sorted(wanted))
    pattern = re.compile(rb'<c r="([A-Z]+[0-9]+)"(?: t="\w+")? s="(' + numbers + rb')"[^>/]*>')
    for cell, number in _groups(pattern, data):
        place, style = _place(cell), int(number)
        if style in styles.formats:
            scan.formats[place] = styles.formats[style]
        if style in styles.colours:
            scan.coloured[place] = styles.colours[style]
        if style in styles.dates:
            scan.dates.append(place)
    if scan.dates and b"<v>-" in data:
        dates = set(scan.dates)
        negative = ((_place(cell), float(number)) for cell, number in _NEGATIVE.findall(data))
        scan.negative_dates = {place: number for place, number in negative if place in dates}


def _groups(pattern: re.Pattern[bytes], data: bytes) -> Iterator[tuple[bytes, ...]]:
    """The groups of every match, one at a time: a list of all of them would outgrow the sheet."""
    return (match.groups(b"") for match in pattern.finditer(data))


def last_value_row(data: bytes) -> int:
    """The last row in which a cell holds a value that is neither an error nor empty; 0 without one."""
    found = _FILLED.findall(_patterned(data))
    return max((int(row) for row, said in found if b' t="e"' not in said), default=0)


def rewritten(data: bytes) -> bytes:
    """The same cells, rows and columns in the one form that the patterns expect."""
    lines = [b"<sheetData>"]
    row, column = 0, 0
    steps = etree.iterparse(
        io.BytesIO(data), ("start", "end"), tag=("{*}row", "{*}c", "{*}col"), resolve_entities=False, no_network=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    for event, element in steps:
        match event, local(element):
            case "start", "row":
                row, column = _number(element.get("r"), row + 1), 0
                lines.append(_tag("row", {"r": str(row)}, element))
            case "end", "c":
                found = _REFERENCE.fullmatch(element.get("r", ""))
                row, column = (int(found[2]), _column(found[1])) if found else (row, column + 1)
                lines.append(_tag("c", {"r": a1(row, column)}, element) + _inside(element) + b"</c>")
                element.clear()
            case "start", "col":
                lines.append(_tag("col", {}, element))
            case "end", "row":
                element.clear()
    return b"".join(lines) + b"</sheetData>"


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


_KEPT = ("s", "t", "hidden", "ht", "min", "max", "width")


def _tag(name: str, first: dict[str, str], element: etree._Element) -> bytes:
    said = first | {key: value for key in _KEPT if (value := element.get(key)) is not None}
    attributes = " ".join(f'{key}="{escape(value)}"' for key, value in said.items())
    return f"<{name} {attributes}>".encode()


def _inside(cell: etree._Element) -> bytes:
    text = ""
    for element in cell:
        name = local(element)
        inner = escape("".join(element.itertext()), quote=False)
        text += f"<{name}>{inner}</{name}>" if name in ("f", "v", "is") else ""
    return text.encode()

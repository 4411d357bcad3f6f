"""xlsx, xlsb and ods: values and merges by calamine, the facts it leaves out by the side pass."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dashboard.errors import UnreadableWorkbook
from loaders import limits, richtext
from loaders.grid import Address, Book, Merge, Sheet, Value
from loaders.limits import Limits
from loaders.opendocument import check_extent, plainly_written
from loaders.preflight import unpacked
from loaders.refusing import too_many_cells, unsafe
from loaders.sheetxml import Outline, Scan, last_value_row, outline, scanned, styles_of
from loaders.styles import parsed
from loaders.text import cleaned

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - sheets know no time zone
_LAST_SERIAL = 2_958_465
"""31 December 9999, the last day a sheet can show."""


def package_book(content: bytes, name: str, bounds: Limits) -> Book:
    """The workbook of a spreadsheet package. Raises `UnreadableWorkbook`."""
    kind, parts = unpacked(content, name, bounds)
    if kind == "ods":
        check_extent(parts.get("content.xml", b""), name, bounds)
    said = outline(parts) if kind == "xlsx" else Outline({}, from_1904=False)
    scans = _scans(parts, said.sheets, name, bounds) if kind == "xlsx" else {}
    with _opened(_readable(content, parts, kind), parts, kind, name) as workbook:
        return Book(kind, _sheets(workbook, scans, said, parts, name, bounds))


def _opened(content: bytes, parts: Mapping[str, bytes], kind: str, name: str) -> CalamineWorkbook:
    """calamine's workbook; an .ods that it refuses is offered once more, plainly written."""
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise UnreadableWorkbook("encrypted", name=name) from error
    except CalamineError as error:
        again = plainly_written(parts) if kind == "ods" and "content.xml" in parts else content
        if again == content:
            raise UnreadableWorkbook("reader-failed", name=name, reason=str(error)) from error
        return _opened(again, {}, kind, name)


def _scans(parts: Mapping[str, bytes], sheets: Mapping[str, str], name: str, bounds: Limits) -> dict[str, Scan]:
    """The side pass of every sheet, stopping as soon as all together are too much."""
    styles = styles_of(parts, name)
    _bound(len(sheets), limits.SHEETS, name, "sheets")
    strings = next((data for part, data in parts.items() if part.casefold().endswith("sharedstrings.xml")), b"")
    _bound(strings.count(b"<si") + strings.count(b":si"), limits.SHARED_STRINGS, name, "strings")
    rich = richtext.marked(strings)
    scans: dict[str, Scan] = {}
    area = 0
    for title, part in sheets.items():
        _bound(len(title), limits.SHEET_NAME_CHARACTERS, name, "sheet-name")
        _bound(parts[part].count(b"mergeCell "), limits.MERGES, name, "merges")
        scans[title] = scanned(parts[part], styles, rich)
        scans[title].texts |= {place: rich[number] for place, number in scans[title].shared.items()}
        area += scans[title].rows * scans[title].columns
        if area > bounds.cells or scans[title].rows > limits.ROWS or scans[title].columns > limits.COLUMNS:
            raise too_many_cells(name, title, area, bounds)
    return scans


def _bound(count: int, most: int, name: str, reason: str) -> None:
    if count > most:
        raise unsafe(name, reason, most)


def _readable(content: bytes, parts: Mapping[str, bytes], kind: str) -> bytes:
    """The package with CDATA written as plain text, which is all that calamine reads."""
    if kind != "xlsx" or not any(b"<![CDATA[" in data for data in parts.values()):
        return content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for part, data in parts.items():
            package.writestr(part, etree.tostring(parsed(data)) if b"<![CDATA[" in data else data)
    return buffer.getvalue()


def _sheets(
    workbook: CalamineWorkbook,
    scans: Mapping[str, Scan],
    said: Outline,
    parts: Mapping[str, bytes],
    name: str,
    bounds: Limits,
) -> list[Sheet]:
    sheets: list[Sheet] = []
    area = 0
    for about in workbook.sheets_metadata[: limits.SHEETS]:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        try:
            source = workbook.get_sheet_by_name(about.name)
        except CalamineError as error:
            raise UnreadableWorkbook("reader-failed", name=name, sheet=about.name, reason=str(error)) from error
        area += source.total_height * source.total_width
        if area > bounds.cells:
            raise too_many_cells(name, about.name, area, bounds)
        sheet = Sheet(about.name, _rows(source), _merges(source))
        sheet.hidden = about.visible is not SheetVisibleEnum.Visible
        if scan := scans.get(about.name):
            _complete(sheet, scan, parts[said.sheets[about.name]], name, _EPOCH_1904 if said.from_1904 else _EPOCH_1900)
        sheets.append(sheet)
    return sheets


def _rows(source: CalamineSheet) -> list[list[Value]]:
    if source.start is None:
        return []
    # plain text passes here: a call a cell would cost more than calamine's whole reading
    return [
        [(value or None) if type(value) is str and value.isprintable() else _value(value) for value in row]
        for row in source.to_python(skip_empty_area=False)
    ]


def _merges(source: CalamineSheet) -> list[Merge]:
    ranges = source.merged_cell_ranges or []
    return [Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]


def _value(value: Any) -> Value:
    kind = type(value)
    if kind is str:
        return cleaned(value)
    if kind is date:
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - sheets know no time zone
    if kind is float:
        return value if isfinite(value) else str(value)
    return _duration(value) if kind is timedelta else value


def _duration(value: timedelta) -> Value:
    """A length of time as time of day where it is one, else in days, as the sheet stores it."""
    whole = timedelta(days=1)
    return (_EPOCH_1900 + value).time() if timedelta(0) <= value < whole else value / whole


def _complete(sheet: Sheet, scan: Scan, data: bytes, name: str, epoch: datetime) -> None:
    """Adds what the scan found and holds the values against it: no row may be lost on the way."""
    if scan.rows > len(sheet.rows) and (last := last_value_row(data)) > len(sheet.rows):
        raise UnreadableWorkbook("reader-failed", name=name, sheet=sheet.name, reason=f"rows {len(sheet.rows)}/{last}")
    _correct_dates(sheet, scan, epoch)
    for (row, column), text in scan.texts.items():
        sheet.rows[row - 1][column - 1] = cleaned(text.words)
        if text.struck:
            scan.coloured[row, column] = f"strike {scan.coloured.get((row, column), '')}".strip()
    sheet.errors = scan.errors
    sheet.unvalued = frozenset(scan.unvalued)
    sheet.hidden_rows = frozenset(scan.hidden_rows)
    sheet.hidden_columns = frozenset(scan.hidden_columns)
    # thinned in place: a second dictionary of a million marks would not fit beside the first
    for place in [place for place in scan.formats if not _counts(_at(sheet, place))]:
        del scan.formats[place]
    for place in [place for place in scan.coloured if _at(sheet, place) is None]:
        del scan.coloured[place]
    sheet.formats, sheet.coloured = scan.formats, scan.coloured


def _at(sheet: Sheet, place: Address) -> Value:
    row, column = place
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    return cells[column - 1] if 0 < column <= len(cells) else None


def _counts(value: Value) -> bool:
    return type(value) in (float, int, datetime)


def _correct_dates(sheet: Sheet, scan: Scan, epoch: datetime) -> None:
    """Dates whose format calamine takes for a number (e"年"), and negative ones, which it takes for midnight."""
    for row, column in scan.dates:
        value = _at(sheet, (row, column))
        if type(value) is float and 1 <= value <= _LAST_SERIAL:
            sheet.rows[row - 1][column - 1] = epoch + timedelta(days=value)
    for place, number in scan.negative_dates.items():
        if isinstance(_at(sheet, place), time):
            sheet.rows[place[0] - 1][place[1] - 1] = number

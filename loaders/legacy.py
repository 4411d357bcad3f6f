""".xls and .et: BIFF by xlrd, with merges, hidden parts, error cells, formats and colours."""

import io
import struct
from collections.abc import Iterator
from datetime import datetime

import xlrd
from xlrd.book import Book as Biff
from xlrd.sheet import Cell
from xlrd.sheet import Sheet as BiffSheet

from dashboard.errors import UnreadableWorkbook
from loaders import limits
from loaders.grid import Address, Book, Merge, Sheet, Value
from loaders.limits import Limits
from loaders.numberformats import is_date, telling
from loaders.refusing import too_many_cells, unsafe
from loaders.text import cleaned

_AUTOMATIC = {8, 9, 64, 65, 32767}
"""Palette entries of black, white, and the system's own ink and paper."""
_DAMAGE = (
    struct.error,
    IndexError,
    AssertionError,
    KeyError,
    UnicodeDecodeError,
    ValueError,
    TypeError,
    AttributeError,
)


def legacy_book(content: bytes, name: str, bounds: Limits) -> Book:
    """The workbook in an OLE2 or bare BIFF file. Raises `UnreadableWorkbook`."""
    try:
        with xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        ) as biff:
            return Book("xls", list(_sheets(biff, name, bounds)))
    except xlrd.compdoc.CompDocError as error:
        raise UnreadableWorkbook("truncated", name=name) from error
    except xlrd.XLRDError as error:
        raise UnreadableWorkbook(_code(str(error)), name=name, reason=str(error)) from error
    except _DAMAGE as error:
        raise UnreadableWorkbook("truncated", name=name) from error


def _code(message: str) -> str:
    if "encrypted" in message:
        return "encrypted"
    return "not-a-workbook" if "Can't find workbook" in message or "not supported" in message else "truncated"


def _sheets(biff: Biff, name: str, bounds: Limits) -> Iterator[Sheet]:
    if biff.nsheets > limits.SHEETS:
        raise unsafe(name, "sheets", limits.SHEETS)
    area = 0
    for index in range(biff.nsheets):
        source = biff.sheet_by_index(index)
        area += sum(source.row_len(row) for row in range(source.nrows))
        if area > bounds.cells:
            raise too_many_cells(name, source.name, area, bounds)
        yield _sheet(biff, source)
        biff.unload_sheet(index)


def _sheet(biff: Biff, source: BiffSheet) -> Sheet:
    sheet = Sheet(source.name, [])
    formats, colours = _telling_formats(biff), _telling_colours(biff)
    for row in range(source.nrows):
        values: list[Value] = []
        for column, cell in enumerate(source.row(row)):
            values.append(_value(cell, biff, sheet.errors, (row + 1, column + 1)))
            if values[-1] is not None:
                place = (row + 1, column + 1)
                if cell.xf_index in formats and type(values[-1]) in (float, datetime):
                    sheet.formats[place] = formats[cell.xf_index]
                if cell.xf_index in colours:
                    sheet.coloured[place] = colours[cell.xf_index]
        while values and values[-1] is None:
            values.pop()
        sheet.rows.append(values)
    last = max((number for number, row_values in enumerate(sheet.rows, 1) if row_values), default=0)
    del sheet.rows[max(last, max((row for row, _ in sheet.errors), default=0)) :]
    sheet.merges = [Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden = bool(source.visibility)
    sheet.hidden_rows = frozenset(n + 1 for n, row in source.rowinfo_map.items() if row.hidden or row.height == 0)
    width = max((len(row_values) for row_values in sheet.rows), default=0)
    sheet.hidden_columns = frozenset(
        n + 1 for n, c in source.colinfo_map.items() if n < width and (c.hidden or not c.width)
    )
    return sheet


def _value(cell: Cell, biff: Biff, errors: dict[Address, str], place: Address) -> Value:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return cleaned(cell.value)
        case xlrd.XL_CELL_NUMBER:
            return float(cell.value)
        case xlrd.XL_CELL_DATE:
            return _date(cell, biff)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            errors[place] = xlrd.error_text_from_code.get(cell.value, "#N/A")
    return None


def _date(cell: Cell, biff: Biff) -> Value:
    """A date or time of day, or the bare number where the format only looks like a date's."""
    code = _format(biff, cell.xf_index)
    if not is_date(code) and cell.value >= 1:
        return float(cell.value)
    try:
        moment: datetime = xlrd.xldate_as_datetime(cell.value, biff.datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return float(cell.value)
    return moment.time() if 0 <= cell.value < 1 else moment


def _format(biff: Biff, style: int) -> str:
    entry = biff.format_map.get(biff.xf_list[style].format_key)
    return entry.format_str if entry else ""


def _telling_formats(biff: Biff) -> dict[int, str]:
    codes = {style: _format(biff, style) for style in range(len(biff.xf_list))}
    return {style: code for style, code in codes.items() if telling(code)}


def _telling_colours(biff: Biff) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, style in enumerate(biff.xf_list):
        font = biff.font_list[style.font_index]
        ground = style.background
        signs = ["strike"] if font.struck_out else []
        signs += [f"font:{shade}" for shade in _shade(biff, font.colour_index)]
        if ground.fill_pattern:
            signs += [f"fill:{shade}" for shade in _shade(biff, ground.pattern_colour_index)]
        if signs:
            found[index] = " ".join(signs)
    return found


def _shade(biff: Biff, index: int) -> list[str]:
    """RRGGBB of a palette entry; nothing for automatic, black and white."""
    colour = biff.colour_map.get(index) if index not in _AUTOMATIC else None
    if colour is None or set(colour) in ({0}, {255}):
        return []
    return ["{:02X}{:02X}{:02X}".format(*colour)]

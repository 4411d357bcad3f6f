"""A fresh xlsx with the content of a file that cannot be patched: xls, csv, ods and the like."""

import io
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.marking.marks import Address, legal

_RESERVED = re.compile(r"[\[\]:*?/\\]")
_NAME_LENGTH, _CELL_LENGTH = 31, 32_767
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_SHADE = re.compile(r"(fill|font):([0-9A-F]{6})$")
_SAMPLE_ROWS = 200
_NARROWEST, _WIDEST = 8, 40


@dataclass(frozen=True)
class Plain:
    """One sheet as values. `rows[0]` is sheet row 1; `merges` are (top, left, bottom, right), all 1-based."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: Collection[tuple[int, int, int, int]] = ()
    errors: Mapping[Address, str] = field(default_factory=dict)
    formats: Mapping[Address, str] = field(default_factory=dict)
    coloured: Mapping[Address, str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()


def rebuilt(sheets: Sequence[Plain]) -> tuple[bytes, dict[str, str]]:
    """The workbook, and by which name each sheet stands in it. Texts stay texts: none becomes a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for plain in sheets:
        names[plain.name] = _name(plain.name, names.values())
        _fill(book.create_sheet(names[plain.name]), plain)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), names


def _name(wanted: str, taken: Collection[str]) -> str:
    """A name that a sheet may bear: without reserved characters, at most 31 long, unlike the others."""
    base = _RESERVED.sub(" ", legal(wanted)).strip(" '")[:_NAME_LENGTH] or "Sheet"
    number, fresh = 1, base
    while fresh.casefold() in {name.casefold() for name in taken}:
        number += 1
        fresh = f"{base[: _NAME_LENGTH - 5]} ({number})"
    return fresh


def _fill(sheet: Worksheet, plain: Plain) -> None:
    for row, line in enumerate(plain.rows, start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                _write(sheet.cell(row, column), value, plain.formats.get((row, column), ""))
    for (row, column), text in plain.errors.items():
        cell = sheet.cell(row, column)
        cell.value, cell.data_type = text, "e"
    for (row, column), signs in plain.coloured.items():
        _paint(sheet.cell(row, column), signs)
    for top, left, bottom, right in plain.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    _size(sheet, plain)


def _size(sheet: Worksheet, plain: Plain) -> None:
    for column, width in _widths(plain.rows).items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column in plain.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    for row in plain.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    sheet.sheet_state = "hidden" if plain.hidden else "visible"


def _write(cell: Cell, value: object, code: str) -> None:
    if isinstance(value, str):
        cell.value = legal(value)[:_CELL_LENGTH]
        cell.data_type = "s"
        if "\n" in value:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return
    if isinstance(value, datetime):
        cell.value = value
        cell.number_format = code or (_DATE if value.time() == time() else _MOMENT)
        return
    cell.value = value
    if code:
        cell.number_format = code


def _paint(cell: Cell, signs: str) -> None:
    """Colours that are written as such; those of a theme mean another colour in another file."""
    shades = {found[1]: found[2] for sign in signs.split() if (found := _SHADE.match(sign))}
    if "fill" in shades:
        cell.fill = PatternFill("solid", fgColor=shades["fill"])
    if "font" in shades or "strike" in signs:
        cell.font = Font(color=shades.get("font"), strike="strike" in signs)


def _widths(rows: Sequence[Sequence[object]]) -> dict[int, int]:
    """Column widths by what the first rows hold, a Chinese character as wide as two others."""
    widths: dict[int, int] = {}
    for line in rows[:_SAMPLE_ROWS]:
        if sum(value is not None for value in line) < 2:
            continue
        for column, value in enumerate(line, start=1):
            longest = max((_width(part) for part in str(value or "").splitlines()), default=0)
            widths[column] = min(max(widths.get(column, _NARROWEST), longest + 2), _WIDEST)
    return widths


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)

"""A form to fill in: title, unit and period, headings with their units of measure, lists to choose from, rows known."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.exports.tabular import Cell

BLANK_ROWS = 30
"""Empty ruled rows under those that are filled in."""
_HEAD = PatternFill("solid", fgColor="DBE7F3")
_LINE = Border(*(Side(style="thin", color="B7C3D0"),) * 4)
_NARROW, _WIDE = 12, 26
_HEAD_LINE = 17.0
"""Points that a line of the heading takes."""


@dataclass(frozen=True)
class Form:
    """What stands on the form. `choices` gives a column, by its place from 0, the words to choose from."""

    sheet: str
    title: str
    facts: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    days: frozenset[int] = frozenset()
    long: frozenset[int] = frozenset()


def workbook(form: Form) -> bytes:
    """The form as xlsx; every text is a text cell, whatever it begins with."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = form.sheet[:31]
    width = len(form.headings)
    for row, text in ((1, form.title), (2, form.facts)):
        _write(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    for column, heading in enumerate(form.headings, 1):
        cell = sheet.cell(3, column)
        _write(cell, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if column - 1 in form.long else _NARROW
    # spreadsheet programs do not make a row taller by themselves for a heading of several lines
    sheet.row_dimensions[3].height = _HEAD_LINE * max(map(_lines, form.headings), default=1)
    last = 3 + len(form.rows) + BLANK_ROWS
    for row in range(4, last + 1):
        _row(sheet, row, form, form.rows[row - 4] if row - 4 < len(form.rows) else ())
    _choices(sheet, form, last)
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(sheet: Any, number: int, form: Form, values: Sequence[Cell]) -> None:
    for column in range(len(form.headings)):
        cell = sheet.cell(number, column + 1)
        cell.border = _LINE
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if column in form.days:
            cell.number_format = "yyyy-mm-dd"
        if column < len(values) and values[column] is not None:
            _write(cell, values[column])


def _write(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
    else:
        cell.value = value


def _choices(sheet: Any, form: Form, last: int) -> None:
    for column, words in form.choices.items():
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, errorStyle="warning")
        letter = get_column_letter(column + 1)
        rule.add(f"{letter}4:{letter}{last}")
        sheet.add_data_validation(rule)


def _lines(heading: str) -> int:
    """Lines that a heading takes in a narrow column; a Chinese character is as wide as two digits."""
    return 1 + (2 * len(heading) - 1) // (_NARROW - 1) if heading else 1

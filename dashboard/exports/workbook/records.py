"""Ledgers, changes and score sheets: records as they stand, with sums over the columns that have one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from math import fsum
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from dashboard.exports.contents import EXACT, Contents, Field, Quantity, Register, Sum
from dashboard.exports.workbook.paper import COLOURS, Sheet, about, pattern

_PLAIN: Mapping[str, Any] = {"border": 1, "border_color": COLOURS.grid}
_WIDEST = 32.0
_BELOW = 2
"""Empty rows below a table."""
_FEW = 3
"""Columns from which the first two stay in sight, and are printed on every page."""
_MANY = 12
"""Records from which a table can be filtered."""


def by_sheet(contents: Contents) -> Iterator[tuple[str, list[Register]]]:
    for sheet, found in groupby(contents.registers, key=lambda register: register.sheet):
        yield sheet, list(found)


def written(sheet: Sheet, registers: Sequence[Register]) -> None:
    """The tables below each other; headings stay in sight and on every printed page where there is one table."""
    row = sheet.head()
    for register in registers:
        if len(registers) > 1:
            sheet.words(row, 0, register.title, measured=False, bold=True, font_size=13)
            row += 1
        if register.remark:
            sheet.words(row, 0, register.remark, measured=False)
            row += 1
        row = _table(sheet, row, register, only=len(registers) == 1) + _BELOW
    only = registers[0] if len(registers) == 1 else None
    printed = sheet.fitted(most=_WIDEST, printed=only.printed if only else 0)
    if printed:
        sheet.made.print_area(0, 0, row - _BELOW, printed - 1)
    if only and len(only.columns) > _FEW:
        # what continues on a page beside it is told by unit and name
        sheet.made.repeat_columns(0, 1)


def _table(sheet: Sheet, row: int, register: Register, *, only: bool) -> int:
    """The table from `row` on; the row after it."""
    if not register.columns:
        return row
    sheet.headings(row, register.columns)
    first, last = row + 1, row + len(register.rows)
    for at, fields in enumerate(register.rows, start=first):
        for column, field in enumerate(fields):
            _field(sheet, at, column, field)
    if only:
        sheet.made.freeze_panes(row + 1, 2 if len(register.columns) > _FEW else 1)
        sheet.made.repeat_rows(row)
        if len(register.rows) >= _MANY:
            sheet.made.autofilter(row, 0, last, len(register.columns) - 1)
    if register.added and register.rows:
        last += 1
        _added(sheet, first, last, register)
    return last + 1


def _added(sheet: Sheet, first: int, row: int, register: Register) -> None:
    """Sums of what a filter leaves in sight."""
    strong: dict[str, Any] = {"bold": True, "bg_color": COLOURS.ground, **_PLAIN}
    for column in range(len(register.columns)):
        sheet.words(row, column, sheet.say("pack.sum.rows") if column == 0 else "", **strong)
    for column in sorted(register.added):
        numbers = [_number(fields[column]) for fields in register.rows]
        known = [value for value in numbers if value is not None]
        hedge = about(sheet.say) if any(isinstance(fields[column], Quantity) for fields in register.rows) else EXACT
        if known:
            total, cells = fsum(known), f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(row - 1, column)}"
            sheet.formula(row, column, f"SUBTOTAL(109,{cells})", total, pattern(total, hedge, most=4), **strong)


def _number(field: Field) -> float | None:
    value = field.value if isinstance(field, Quantity | Sum) else field
    return float(value) if isinstance(value, int | float) else None


def _field(sheet: Sheet, row: int, column: int, field: Field) -> None:
    if isinstance(field, Sum):
        terms = [_term(row, at, factor) for at, factor in field.parts]
        formula = "+".join(terms).replace("+-", "-")
        formula = formula if field.digits is None else f"ROUND({formula},{field.digits})"
        sheet.formula(row, column, formula, field.value, pattern(field.value, most=4), **_PLAIN)
    elif isinstance(field, Quantity):
        sheet.number(row, column, field.value, pattern(field.value, field.hedge, most=4), **_PLAIN)
    elif isinstance(field, int | float):
        sheet.number(row, column, field, _plain(field), **_PLAIN)
    elif isinstance(field, date):
        sheet.day(row, column, field, **_PLAIN)
    else:
        sheet.words(row, column, field or "", text_wrap=True, **_PLAIN)


def _plain(value: float) -> str:
    """Grouped, but for what may be a year or a row's number."""
    return "0" if value == int(value) and 0 <= value < 10_000 else pattern(value, most=4)


def _term(row: int, column: int, factor: float) -> str:
    cell = xl_rowcol_to_cell(row, column)
    return f"-{cell}" if factor == -1 else cell if factor == 1 else f"{cell}*{factor!r}"

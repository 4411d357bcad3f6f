"""A chart's data as a sheet, in which no text can turn into a formula."""

import hashlib
import io
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Cell = str | int | float | bool | date | datetime | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHEET_RESERVED = re.compile(r"[\[\]:*?/\\]")


def legal(text: str) -> str:
    """A text without the characters that no office document can hold."""
    kept: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return kept.translate({0xFFFE: None, 0xFFFF: None})


def cells(data: pd.DataFrame) -> Iterator[list[Cell]]:
    """Heading row, then the data row by row; absent values are None, days without a time are dates."""
    yield [str(column) for column in data.columns]
    for row in data.itertuples(index=False, name=None):
        yield [_cell(value) for value in row]


def text(value: Cell) -> str:
    """A cell as people read it: days as 2024-03-29, absent as nothing, whole numbers without decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def csv(data: pd.DataFrame) -> bytes:
    """UTF-8 with byte order mark and CRLF, as spreadsheets open it. Text that would start a formula gets a '."""
    lines = [",".join(_quoted(value) for value in row) for row in cells(data)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def xlsx(data: pd.DataFrame, title: str) -> bytes:
    """A workbook with one sheet; every text is a text cell. Its identifier is a fingerprint of what it holds."""
    return book({title: data})


def book(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook with a sheet a title, as `xlsx` writes it; named by the first title."""
    made = Workbook()
    made.remove(made.worksheets[0])
    seen = hashlib.sha256()
    for title, data in sheets.items():
        seen.update(title.encode())
        name = _SHEET_RESERVED.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", title)).strip(" '")[:31] or "data"
        for row in _filled(made.create_sheet(name), data):
            seen.update(repr(row).encode())
    made.properties.title = ILLEGAL_CHARACTERS_RE.sub("", next(iter(sheets)))
    made.properties.identifier = seen.hexdigest()
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _filled(sheet: Any, data: pd.DataFrame) -> Iterator[list[Cell]]:
    """Writes headings and rows, and gives each row once it stands."""
    for number, row in enumerate(cells(data), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)
        yield row
    sheet.freeze_panes = "A2"


def _cell(value: Any) -> Cell:
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        plain = value.replace(tzinfo=None)
        return plain.date() if plain.time() == datetime.min.time() else pd.Timestamp(plain).to_pydatetime()
    return value if isinstance(value, int | str | date) else str(value)


def _quoted(value: Cell) -> str:
    shown = text(value)
    if isinstance(value, str) and shown.startswith(_FORMULA):
        shown = "'" + shown
    return '"' + shown.replace('"', '""') + '"' if any(c in shown for c in ',"\r\n') else shown

"""A slip: the small workbook of one row that keeps a figure entered by hand. The same words give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from dashboard.exports.tabular import Cell

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_WIDE, _NARROW = 22, 34


def slip(title: str, above: Sequence[str], headings: Sequence[str], row: Sequence[Cell], below: Sequence[str]) -> bytes:
    """Lines, headings, the row and further lines, one sheet as xlsx; every text is a text cell."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    lines: list[Sequence[Cell]] = [*([line] for line in above), headings, row, *([line] for line in below)]
    for number, values in enumerate(lines, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
    for cell in (sheet["A1"], *sheet[len(above) + 1]):
        cell.font = Font(bold=True)
    for cell in sheet[len(above) + 1]:
        cell.alignment = Alignment(wrap_text=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDE, _NARROW
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _timeless(content: bytes) -> bytes:
    """The same package without the moment at which it was saved."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as saved, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in saved.namelist():
            part = saved.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(b"1980-01-01T00:00:00Z", part)
            package.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()

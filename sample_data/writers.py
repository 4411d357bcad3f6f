"""Drafts to bytes: xlsx, BIFF8 .xls, GBK csv, an HTML table. The same draft gives the same bytes everywhere."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sample_data.drafts import Draft, Draftbook, Error, Formula

EPOCH = datetime(2024, 1, 1, 8, 0, 0)
_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center")
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font": Font(name="方正小标宋简体", size=18), "alignment": _CENTRE},
    "meta": {"font": Font(name="仿宋_GB2312", size=11), "alignment": _LEFT},
    "head": {"font": Font(name="黑体", size=11), "alignment": _CENTRE, "border": _BOX},
    "body": {"font": Font(name="宋体", size=10), "alignment": _CENTRE, "border": _BOX},
    "section": {"font": Font(name="楷体_GB2312", size=11, bold=True), "alignment": _LEFT, "border": _BOX},
    "total": {"font": Font(name="宋体", size=10, bold=True), "alignment": _CENTRE, "border": _BOX},
    "note": {"font": Font(name="仿宋_GB2312", size=10), "alignment": _LEFT},
}
_SHADE = PatternFill("solid", fgColor="FFF2F2F2")
_HEIGHTS = {"title": 36, "head": 32, "meta": 18, "body": 22, "total": 20, "section": 20}


def written(book: Draftbook) -> bytes:
    """The file's bytes, by what it is and not by what it is called."""
    writer: Callable[[Draftbook], bytes] = {"xlsx": _xlsx, "xls": _xls, "csv": _csv, "html": _html}[book.kind]
    return writer(book)


def _xlsx(book: Draftbook) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for draft in book.sheets:
        _fill(workbook.create_sheet(draft.name), draft)
    workbook.properties.creator = book.unit
    workbook.properties.created = EPOCH
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _timeless(buffer.getvalue())


def _fill(sheet: Worksheet, draft: Draft) -> None:
    for (row, column), value in sorted(draft.cells.items()):
        look = LOOKS[draft.looks[row, column]]
        cell = sheet.cell(row, column)
        for name, style in look.items():
            setattr(cell, name, style)
        _typed(cell, value)
        if draft.looks[row, column] in _HEIGHTS:
            sheet.row_dimensions[row].height = _HEIGHTS[draft.looks[row, column]]
        if draft.looks[row, column] == "total":
            cell.fill = _SHADE
    _arrange(sheet, draft)


def _arrange(sheet: Worksheet, draft: Draft) -> None:
    """Merges, widths, hidden rows and the printed page."""
    for top, left, bottom, right in draft.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for column, width in sorted(draft.widths.items()):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sorted(draft.hidden_rows):
        sheet.row_dimensions[row].hidden = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if draft.hidden:
        sheet.sheet_state = "hidden"


def _typed(cell: Any, value: Any) -> None:
    if isinstance(value, Error):
        cell.value, cell.data_type = value.text, "e"
    elif isinstance(value, Formula):
        cell.value = value.text
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy/m/d"
    else:
        cell.value = value


def _timeless(content: bytes) -> bytes:
    """The same archive with fixed times, stored without compression: compressors differ from machine to machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, date_time=EPOCH.timetuple()[:6])
            entry.create_system = 0
            entry.external_attr = 0
            target.writestr(entry, part)
    return buffer.getvalue()


def _xls(book: Draftbook) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    looks = {name: _old_style(name) for name in LOOKS}
    dated = _old_style("body", "yyyy/m/d")
    for draft in book.sheets:
        sheet = workbook.add_sheet(draft.name)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in draft.merges}
        for (row, column), value in sorted(draft.cells.items()):
            style = dated if isinstance(value, date) else looks[draft.looks[row, column]]
            bottom, right = merged.get((row, column), (row, column))
            if (bottom, right) == (row, column):
                if not _inside(row, column, draft.merges):
                    sheet.write(row - 1, column - 1, value, style)
            else:
                sheet.write_merge(row - 1, bottom - 1, column - 1, right - 1, value, style)
        _old_page(sheet, draft)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _old_page(sheet: Any, draft: Draft) -> None:
    """Widths, heights, hidden rows and the printed page of a BIFF sheet."""
    for column, width in draft.widths.items():
        sheet.col(column - 1).width = int(width * 256)
    for (row, _), look in draft.looks.items():
        if look in _HEIGHTS:
            sheet.row(row - 1).height_mismatch = True
            sheet.row(row - 1).height = _HEIGHTS[look] * 20
    for row in draft.hidden_rows:
        sheet.row(row - 1).hidden = True
    sheet.portrait = False
    sheet.fit_num_pages = 1
    sheet.fit_height_to_pages = 0


def _inside(row: int, column: int, merges: list[tuple[int, int, int, int]]) -> bool:
    return any(t <= row <= b and left <= column <= r and (t, left) != (row, column) for t, left, b, r in merges)


def _old_style(look: str, number_format: str = "General") -> xlwt.XFStyle:
    font = LOOKS[look]["font"]
    frame = "borders: left thin, right thin, top thin, bottom thin; " if "border" in LOOKS[look] else ""
    side = LOOKS[look]["alignment"].horizontal
    weight = "on" if font.bold else "off"
    wrap = "on" if LOOKS[look]["alignment"].wrap_text else "off"
    text = f"font: name {font.name}, height {int(font.size * 20)}, bold {weight}; {frame}"
    text += f"align: horiz {side}, vert center, wrap {wrap}"
    return xlwt.easyxf(text, num_format_str=number_format)


def _grid(draft: Draft) -> list[list[str]]:
    height = max(row for row, _ in draft.cells)
    width = max(column for _, column in draft.cells)
    return [[_text(draft.cells.get((row, column))) for column in range(1, width + 1)] for row in range(1, height + 1)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d") if not isinstance(value, datetime) else str(value)
    return str(value)


def _csv(book: Draftbook) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(_grid(book.sheets[0]))
    return buffer.getvalue().encode("gbk")


def _html(book: Draftbook) -> bytes:
    """What office portals export under the name .xls: one table with spans."""
    draft = book.sheets[0]
    spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in draft.merges}
    lines = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">']
    lines.append(f"<title>{html.escape(draft.name)}</title></head><body>")
    lines.append('<table border="1" cellspacing="0" style="font-family:宋体">')
    for row, texts in enumerate(_grid(draft), 1):
        lines.append("<tr>")
        for column, text in enumerate(texts, 1):
            if not _inside(row, column, draft.merges):
                down, across = spans.get((row, column), (1, 1))
                lines.append(f'<td rowspan="{down}" colspan="{across}">{html.escape(text)}</td>')
        lines.append("</tr>")
    lines.append("</table></body></html>")
    return "\r\n".join(lines).encode("utf-8")

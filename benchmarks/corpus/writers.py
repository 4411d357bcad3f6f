"""Papers to bytes, in the formats that offices send."""

import html
import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import xlwt  # type: ignore[import-untyped]  # xlwt has no types and gets none any more

from benchmarks.corpus.paper import ErrorCell, Paper


def written(papers: list[Paper], kind: str) -> bytes:
    """The bytes of a workbook of `kind`: xlsx, xls, html, or csv with its encoding (csv:gb18030)."""
    if kind == "xlsx":
        return _xlsx(papers)
    if kind == "xls":
        return _xls(papers)
    if kind == "html":
        return _html(papers[0])
    return _csv(papers[0], kind.partition(":")[2])


def _xlsx(papers: list[Paper]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for paper in papers:
        sheet = book.create_sheet(paper.name)
        for (row, column), value in paper.cells.items():
            cell = sheet.cell(row, column, getattr(value, "text", value))
            if isinstance(value, ErrorCell):
                cell.data_type = "e"
            if (row, column) in paper.formats:
                cell.number_format = paper.formats[row, column]
        for top, left, bottom, right in paper.merges:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in paper.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        sheet.sheet_state = "hidden" if paper.hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _undated(package: bytes) -> bytes:
    """The same package without the hour of its making, so that one seed gives one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-03-29T09:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, (2024, 3, 29, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xls(papers: list[Paper]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for paper in papers:
        sheet = book.add_sheet(paper.name)
        merged = {(m[0], m[1]): m for m in paper.merges}
        for (row, column), value in paper.cells.items():
            style = xlwt.easyxf(num_format_str=paper.formats.get((row, column), "General"))
            if (row, column) in merged:
                top, left, bottom, right = merged[row, column]
                sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, value, style)
            else:
                sheet.write(row - 1, column - 1, value, style)
        for row in paper.hidden_rows:
            sheet.row(row - 1).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(value: Any) -> str:
    """A cell as its text export shows it."""
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value))


def _csv(paper: Paper, encoding: str) -> bytes:
    lines = []
    for row in range(1, paper.height + 1):
        texts = [shown(paper.cells.get((row, c), "")) for c in range(1, paper.width + 1)]
        lines.append(",".join(_quoted(text) for text in texts))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text


def _html(paper: Paper) -> bytes:
    spans = {(m[0], m[1]): (m[2] - m[0] + 1, m[3] - m[1] + 1) for m in paper.merges}
    covered = {(r, c) for t, le, b, ri in paper.merges for r in range(t, b + 1) for c in range(le, ri + 1)} - set(spans)
    lines = ['<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body><table>']
    for row in range(1, paper.height + 1):
        cells = []
        for column in range(1, paper.width + 1):
            if (row, column) in covered:
                continue
            down, across = spans.get((row, column), (1, 1))
            text = html.escape(shown(paper.cells.get((row, column), "")))
            cells.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode()

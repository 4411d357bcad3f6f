"""Workbooks made byte by byte, and openpyxl as the second reader of them."""

import io
import zipfile
from datetime import datetime, time

import openpyxl

from loaders.grid import Book, Sheet, Value

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN_STYLES = f'<styleSheet {MAIN}><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>'


def parts(
    rows: str,
    *,
    styles: str = _PLAIN_STYLES,
    shared: str = f"<sst {MAIN}/>",
    settings: str = "",
    before: str = "",
    after: str = "",
    state: str = "",
) -> dict[str, bytes]:
    """The parts of an xlsx with one sheet 表 holding `rows`; a whole <worksheet> is taken as it is."""
    sheet = (
        rows if "worksheet" in rows else f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )
    names = {
        "workbook": "sheet.main",
        "worksheets/sheet1": "worksheet",
        "styles": "styles",
        "sharedStrings": "sharedStrings",
    }
    override = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in names.items()
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for n, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1"), ("styles", "styles"), ("sharedStrings", "sharedStrings")], 1
        )
    )
    made = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{override}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_OFFICE}">{settings}'
        f'<sheets><sheet name="表" sheetId="1" {state} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": shared,
    }
    return {name: text.encode() for name, text in made.items()}


def inline(*rows: tuple[str, ...]) -> str:
    """Rows of inline strings, written as they are given."""
    return "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(64 + m)}{n}" t="inlineStr"><is><t>{text}</t></is></c>' for m, text in enumerate(row, 1))
        + "</row>"
        for n, row in enumerate(rows, 1)
    )


def package(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def styled(*formats: str | int) -> str:
    """A styles part whose cell style n shows the n-th format, given by number or by code."""
    codes = [f for f in formats if isinstance(f, str)]
    quoted = [code.replace('"', "&quot;") for code in codes]
    declared = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(quoted))
    numbers = [f if isinstance(f, int) else 200 + codes.index(f) for f in formats]
    return (
        f'<styleSheet {MAIN}><numFmts count="{len(codes)}">{declared}</numFmts><cellXfs count="{len(numbers)}">'
        + "".join(f'<xf numFmtId="{n}"/>' for n in numbers)
        + "</cellXfs></styleSheet>"
    )


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    workbook.close()
    return buffer.getvalue()


def differences(book: Book, content: bytes) -> list[tuple[str, int, int, Value, object]]:
    """Every cell in which `book` and openpyxl, reading the same bytes, disagree: sheet, row, column, both values."""
    other = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found = []
    for sheet in book.sheets:
        source = other[sheet.name]
        for row in range(1, max(source.max_row, len(sheet.rows)) + 1):
            width = max(source.max_column, len(sheet.rows[row - 1]) if row <= len(sheet.rows) else 0)
            for column in range(1, width + 1):
                ours, theirs = _ours(sheet, row, column), _theirs(source.cell(row, column).value)
                if ours != theirs:
                    found.append((sheet.name, row, column, ours, theirs))
    other.close()
    return found


def _ours(sheet: Sheet, row: int, column: int) -> Value:
    if (row, column) in sheet.errors:
        return sheet.errors[(row, column)]
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    return cells[column - 1] if column <= len(cells) else None


def _theirs(value: object) -> object:
    if isinstance(value, datetime | time):
        return value
    return None if value == "" else value

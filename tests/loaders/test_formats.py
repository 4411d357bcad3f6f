"""One sheet in every format that offices send: the same records from each, and what a format cannot tell is said."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from loaders import Reading, ingest
from tests.loaders.sheets import DISTRICT, PERIOD, records, workbook
from tests.packages import converted

ROWS = [
    ["新海街道外出招商台账（截至2024年3月29日）"],
    ["序号", "带队领导", "开始时间", "结束时间", "目的地", "拜访企业名称"],
    [1, "赵启明", "2024-03-11", "2024-03-12", "苏州", "苏州甲电子有限公司"],
    [2, "钱若水", "2024-03-20", "2024-03-20", "上海", "上海乙生物有限公司"],
]
TRIPS = [("赵启明", "2024-03-11", "2024-03-12", "苏州"), ("钱若水", "2024-03-20", "2024-03-20", "上海")]


def read(content: bytes, name: str) -> Reading:
    return ingest(content, name, district=DISTRICT, period=PERIOD)


def text(separator: str) -> str:
    return "".join(separator.join(str(value) for value in row) + "\r\n" for row in ROWS)


def html() -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in ROWS)
    return f"<html><meta charset='utf-8'><table>{body}</table></html>".encode()


def spreadsheet_2003() -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{value}</Data></Cell>' for value in row) + "</Row>"
        for row in ROWS
    )
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="外出"><Table>{body}</Table></Worksheet></Workbook>'
    ).encode()


def biff8() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("外出")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def macros() -> bytes:
    """The workbook as one with macros: another content type, and a project that is never run."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"外出": ROWS}))) as plain, zipfile.ZipFile(stream, "w") as package:
        for part in plain.namelist():
            data = plain.read(part)
            if part == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            package.writestr(part, data)
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(508))
    return stream.getvalue()


def biff12() -> bytes:
    """An xlsb written record by record (MS-XLSB 2.1.4): nothing in Debian or Python writes one."""
    cells = b"".join(_row(r, row) for r, row in enumerate(ROWS))
    size = struct.pack("<IIII", 0, len(ROWS) - 1, 0, 5)
    sheet = _record(129) + _record(148, size) + _record(145) + cells + _record(146) + _record(130)
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("外出"))
    book = _record(131) + _record(153, bytes(12)) + _record(143) + bundle + _record(144) + _record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = '<Relationships xmlns="{}"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("_rels/.rels", link.format(links, office, "officeDocument", "xl/workbook.bin"))
        package.writestr("xl/_rels/workbook.bin.rels", link.format(links, office, "worksheet", "worksheets/sheet1.bin"))
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/worksheets/sheet1.bin", sheet)
    return stream.getvalue()


def _row(number: int, row: list[object]) -> bytes:
    cells = b"".join(
        _record(5, struct.pack("<IId", column, 0, value))
        if isinstance(value, int)
        else _record(6, struct.pack("<II", column, 0) + _wide(str(value)))
        for column, value in enumerate(row)
    )
    return _record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)) + cells


def _record(kind: int, data: bytes = b"") -> bytes:
    return _sevens(kind) + _sevens(len(data)) + data


def _sevens(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first."""
    groups = []
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes([*groups, number])


def _wide(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


WRITTEN = {
    "新海街道.xlsx": lambda: workbook({"外出": ROWS}),
    "新海街道.xlsm": macros,
    "新海街道.xlsb": biff12,
    "新海街道 97.xls": biff8,
    "新海街道.et": biff8,
    "新海街道 网页.xls": html,
    "新海街道 2003.xls": spreadsheet_2003,
    "新海街道 新版.xls": lambda: workbook({"外出": ROWS}),
    "新海街道 文本.xls": lambda: text("\t").encode("gb18030"),
    "新海街道.csv": lambda: text(",").encode(),
    "新海街道 带标记.csv": lambda: text(",").encode("utf-8-sig"),
    "新海街道 国标.csv": lambda: text(",").encode("gb18030"),
    "新海街道.tsv": lambda: text("\t").encode("utf-16"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_same_sheet_in_every_format_gives_the_same_trips(name: str) -> None:
    reading = read(WRITTEN[name](), name)
    assert records(reading, "visits", "leader", "start", "end", "destination") == TRIPS
    assert records(reading, "stops", "organisation") == [("苏州甲电子有限公司",), ("上海乙生物有限公司",)]
    assert ["format-tells-less" for f in reading.findings if f.code == "format-tells-less"] == (
        ["format-tells-less"] if name.endswith("xlsb") else []
    )


def test_an_ods_gives_the_same_trips_and_says_that_merges_are_unknown(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"外出": ROWS}, {"外出": ["A1:F1"]})))
    path = tmp_path / "新海街道.xlsx"
    book.save(path)
    (made,) = converted([path], "ods", tmp_path)
    reading = read(made.read_bytes(), made.name)
    assert records(reading, "visits", "leader", "start", "end", "destination") == TRIPS
    said = [(f.severity, f.sheet, f.cell, f.found) for f in reading.findings if f.code == "format-tells-less"]
    assert said == [("warning", "外出", "", "ods")]


def _indented(part: str, data: bytes) -> bytes | None:
    return data.replace(b"><", b">\n  <") if part == "content.xml" else data


def _without_manifest(part: str, data: bytes) -> bytes | None:
    return None if "manifest" in part else data


@pytest.mark.parametrize("change", [_indented, _without_manifest])
def test_an_ods_of_another_program_is_read_all_the_same(
    change: Callable[[str, bytes], bytes | None], tmp_path: Path
) -> None:
    path = tmp_path / "新海街道.xlsx"
    path.write_bytes(workbook({"外出": ROWS}))
    (made,) = converted([path], "ods", tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(stream, "w") as other:
        for part in package.namelist():
            if (data := change(part, package.read(part))) is not None:
                other.writestr(part, data)
    reading = read(stream.getvalue(), made.name)
    assert records(reading, "visits", "leader", "start", "end", "destination") == TRIPS
